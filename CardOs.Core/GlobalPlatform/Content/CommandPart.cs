namespace CardOs.GlobalPlatform.Content;

/// <summary>What a command is of the one that it brings.</summary>
internal enum CommandPart : byte
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>A part that was kept; more follow.</summary>
    Kept,

    /// <summary>The last part: the command is there.</summary>
    Last,

    /// <summary>No part that could come now.</summary>
    Refused,
}
