namespace CardOs.GlobalPlatform.Content;

/// <summary>What of a load file comes next.</summary>
internal enum LoadPhase : byte
{
    /// <summary>A tag and a length.</summary>
    Header,

    /// <summary>The value of a DAP block.</summary>
    DapBlock,

    /// <summary>The value of the load file data block.</summary>
    Data,

    /// <summary>Nothing.</summary>
    End,
}
