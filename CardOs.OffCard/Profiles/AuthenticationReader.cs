using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads authentication keys.</summary>
internal static class AuthenticationReader
{
    private const long MostSequenceNumber = 0xFFFF_FFFF_FFFF;
    private const long MostSequence = MostSequenceNumber >> 5;

    /// <summary>The properties of an authentication key.</summary>
    internal static readonly string[] Names =
    [
        "algorithm", "key", "operatorKey", "derivedOperatorKey", "rotations", "constants", "iterations", "macLength", "responseLength",
        "cipherKeyLength", "integrityKeyLength", "gsmResponse", "sequenceNumber", "maxSequenceJump", "maxSequenceAge",
    ];

    public static AuthenticationProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        var standard = new AuthenticationProfile { Algorithm = node.Required("algorithm").AsWord(ProfileWords.AuthenticationAlgorithms), Key = [] };
        return standard with
        {
            Key = ReadKey(node.Required("key")),
            OperatorKey = node.Optional("operatorKey") is { } key ? ReadKey(key) : [],
            DerivedOperatorKey = node.Optional("derivedOperatorKey") is { } derived ? ReadKey(derived) : [],
            Rotations = node.Optional("rotations")?.AsList(rotation => (int)rotation.AsNumber(0, 127)) ?? [],
            Constants = node.Optional("constants")?.AsBytes("hex of 80 bytes", length => length == 80) ?? [],
            Iterations = ReadNumber(node, "iterations", 1, 255, standard.Iterations),
            MacLength = ReadNumber(node, "macLength", 8, 32, standard.MacLength),
            ResponseLength = ReadNumber(node, "responseLength", 4, 32, standard.ResponseLength),
            CipherKeyLength = ReadNumber(node, "cipherKeyLength", 16, 32, standard.CipherKeyLength),
            IntegrityKeyLength = ReadNumber(node, "integrityKeyLength", 16, 32, standard.IntegrityKeyLength),
            TruncatesGsmResponse = node.Optional("gsmResponse")?.AsWord(ProfileWords.IsTruncated) ?? false,
            SequenceNumber = (ulong)(node.Optional("sequenceNumber")?.AsNumber(0, MostSequenceNumber) ?? 0),
            MaxSequenceJump = (ulong)(node.Optional("maxSequenceJump")?.AsNumber(1, MostSequence) ?? (long)standard.MaxSequenceJump),
            MaxSequenceAge = (ulong)(node.Optional("maxSequenceAge")?.AsNumber(0, MostSequence) ?? 0),
        };
    }

    private static byte[] ReadKey(CheckedJson node) => node.AsBytes("hex of 16 or 32 bytes", length => length is 16 or 32);

    private static int ReadNumber(CheckedJson node, string name, int least, int most, int standard) =>
        (int)(node.Optional(name)?.AsNumber(least, most) ?? standard);
}
