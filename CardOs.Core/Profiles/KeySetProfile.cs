namespace CardOs.Profiles;

/// <summary>A key set for secured packets: TS 102 225 5.1.2.</summary>
public sealed record KeySetProfile
{
    /// <summary>The key version number, 1 to 15: the key set of KIc and KID.</summary>
    public required byte Version { get; init; }

    /// <summary>Whose keys they are.</summary>
    public SecurityDomain Domain { get; init; }

    /// <summary>KIc, which enciphers.</summary>
    public KeyProfile? Cipher { get; init; }

    /// <summary>KID, which checks.</summary>
    public KeyProfile? Check { get; init; }

    /// <summary>KIK, which protects new keys.</summary>
    public KeyProfile? KeyEncryption { get; init; }

    /// <summary>Bytes of an AES check: 8 or 4.</summary>
    public byte MacLength { get; init; } = 8;

    /// <summary>The counter of the last accepted packet, at most 5 bytes.</summary>
    public ulong Counter { get; init; }
}
