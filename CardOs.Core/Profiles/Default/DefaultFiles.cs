using System;

namespace CardOs.Profiles;

/// <summary>How the files of the default card are written down: each names its access rule in an EF.ARR.</summary>
internal static class DefaultFiles
{
    public const ushort CurrentApplicationFid = 0x7FFF;

    /// <summary>A transparent file; without contents it is all FF.</summary>
    public static FileProfile Transparent(ushort fid, byte shortIdentifier, ushort rules, DefaultRule rule, byte[] contents, int size = 0) => new()
    {
        Fid = fid,
        Structure = FileStructure.Transparent,
        ShortIdentifier = shortIdentifier,
        Size = Math.Max(size, contents.Length),
        Contents = contents,
        AccessRule = DefaultRules.Reference(rules, rule),
    };

    /// <summary>A file of records; without contents they are all FF.</summary>
    public static FileProfile Records(ushort fid, byte shortIdentifier, int length, int count, ushort rules, DefaultRule rule, params byte[] contents) => new()
    {
        Fid = fid,
        Structure = FileStructure.LinearFixed,
        ShortIdentifier = shortIdentifier,
        RecordLength = length,
        Size = length * count,
        Contents = contents,
        AccessRule = DefaultRules.Reference(rules, rule),
    };

    public static FileProfile Cyclic(ushort fid, byte shortIdentifier, int length, int count, ushort rules, DefaultRule rule, params byte[] contents) =>
        Records(fid, shortIdentifier, length, count, rules, rule, contents) with { Structure = FileStructure.Cyclic };

    public static FileProfile Directory(ushort fid, ushort rules, params FileProfile[] children) => new()
    {
        Fid = fid,
        Structure = FileStructure.Directory,
        AccessRule = DefaultRules.Reference(rules, DefaultRule.Directory),
        Children = children,
    };

    /// <summary>An ADF, with a PIN 2 of its own and the subscription's authentication key.</summary>
    public static FileProfile Application(byte[] aid, params FileProfile[] children) => Directory(CurrentApplicationFid, DefaultRules.OfMasterFile, children) with
    {
        Aid = aid,
        AuthenticationKey = 1,
        Pins = DefaultPins.Local(),
        PinReferences = DefaultPins.ReferencesOfApplication,
    };
}
