namespace CardOs.JavaCardApi.Security;

/// <summary>Reasons of a CryptoException.</summary>
internal static class CryptoReason
{
    public const short IllegalValue = 1;
    public const short UninitializedKey = 2;
    public const short NoSuchAlgorithm = 3;
    public const short InvalidInit = 4;
    public const short IllegalUse = 5;
}
