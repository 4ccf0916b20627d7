namespace CardOs.JavaCard;

/// <summary>How a step of the machine ended.</summary>
internal enum VmStatus : byte
{
    /// <summary>It is done; a result lies where the caller's arguments lay.</summary>
    Done,

    /// <summary>It threw: <see cref="MachineRegisters.Exception"/> has the object.</summary>
    Throw,

    /// <summary>It pushed the frame of a method that runs next.</summary>
    Call,

    /// <summary>It waits for the terminal: everything is in working memory.</summary>
    Suspended,

    /// <summary>The instruction budget of the command is used up.</summary>
    Exhausted,

    /// <summary>The code is not that of a Java program: an operand, an index or a jump is out of its bounds.</summary>
    Malformed,
}
