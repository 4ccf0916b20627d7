namespace CardOs.Channels;

/// <summary>Where a suspension stands.</summary>
internal enum SuspensionPhase : byte
{
    None = 0,

    /// <summary>The card is suspended, and its power still there.</summary>
    Suspended = 1,

    /// <summary>The power is back, and the first command was not given yet.</summary>
    Resumable = 2,
}
