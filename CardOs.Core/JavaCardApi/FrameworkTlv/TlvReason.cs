namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>Reasons of TLVException.</summary>
internal static class TlvReason
{
    public const short InvalidParameter = 1;
    public const short IllegalSize = 2;
    public const short EmptyTag = 3;
    public const short EmptyTlv = 4;
    public const short MalformedTag = 5;
    public const short MalformedTlv = 6;
    public const short InsufficientStorage = 7;
    public const short TlvTooLong = 10;
}
