namespace CardOs.Profiles;

/// <summary>A key and what it is for.</summary>
public sealed record KeyProfile
{
    /// <summary>The block cipher: the key's length says the rest.</summary>
    public required KeyType Type { get; init; }

    /// <summary>The key: 8, 16 or 24 bytes for DES, 16, 24 or 32 for AES.</summary>
    public required byte[] Value { get; init; }
}
