namespace CardOs.Profiles;

/// <summary>A PIN or an administrative key: TS 102 221 9.4, 9.5.</summary>
public sealed record PinProfile
{
    /// <summary>The key reference: 01 to 08 PIN, 11 universal PIN, 0A to 0E administrative key; with b8 set those of one directory.</summary>
    public required byte KeyReference { get; init; }

    /// <summary>The value: 8 bytes, a PIN padded with FF.</summary>
    public required byte[] Value { get; init; }

    /// <summary>The value that unblocks, 8 bytes; empty when there is none.</summary>
    public byte[] UnblockValue { get; init; } = [];

    /// <summary>Wrong values in a row until it is blocked, 1 to 15.</summary>
    public byte Tries { get; init; } = 3;

    /// <summary>Wrong unblock values until it stays blocked, 1 to 15.</summary>
    public byte UnblockTries { get; init; } = 10;

    /// <summary>Whether it is asked for.</summary>
    public bool IsEnabled { get; init; } = true;
}
