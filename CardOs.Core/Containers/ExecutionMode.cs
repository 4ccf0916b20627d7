namespace CardOs.Containers;

/// <summary>As whom the card works: for the terminal's session, or for its administration.</summary>
internal enum ExecutionMode : byte
{
    /// <summary>What applications do, and what the terminal asks of them: a disabled container is not there.</summary>
    Runtime,

    /// <summary>What the card does with its content: every container is there, whatever its state.</summary>
    Administration,
}
