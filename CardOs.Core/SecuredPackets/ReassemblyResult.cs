namespace CardOs.SecuredPackets;

/// <summary>What became of a short message.</summary>
internal enum ReassemblyResult
{
    /// <summary>It carries no packet, or a part that belongs to none.</summary>
    Unformatted,

    /// <summary>It was kept; others are still to come.</summary>
    Incomplete,

    /// <summary>The message is whole.</summary>
    Complete,

    /// <summary>It has more or longer parts than there is room for.</summary>
    TooLong,

    /// <summary>All slots hold messages that are being executed.</summary>
    Busy,
}
