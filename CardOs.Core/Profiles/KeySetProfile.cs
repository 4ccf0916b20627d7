namespace CardOs.Profiles;

/// <summary>A key set for secured packets (TS 102 225 5.1.2) or secure channels (GlobalPlatform D, E).</summary>
public sealed record KeySetProfile
{
    /// <summary>The key version number: 01 to 0F is the key set of KIc and KID, 10 to 7F and FF are for secure channels.</summary>
    public required byte Version { get; init; }

    /// <summary>Whose keys they are.</summary>
    public SecurityDomain Domain { get; init; }

    /// <summary>KIc, which enciphers; ENC of a secure channel.</summary>
    public KeyProfile? Cipher { get; init; }

    /// <summary>KID, which checks; MAC of a secure channel.</summary>
    public KeyProfile? Check { get; init; }

    /// <summary>KIK, which protects new keys; DEK of a secure channel.</summary>
    public KeyProfile? KeyEncryption { get; init; }

    /// <summary>Bytes of an AES check: 8 or 4.</summary>
    public byte MacLength { get; init; } = 8;

    /// <summary>The counter of the last accepted packet, at most 5 bytes; of a secure channel, its sequence counter.</summary>
    public ulong Counter { get; init; }
}
