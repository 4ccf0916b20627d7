using System.Runtime.InteropServices;

namespace CardOs.JavaCard;

/// <summary>Where the machine goes on when the terminal has answered: the frames that wait lie at the bottom of the stack.</summary>
/// <remarks>
/// <code>
/// stack    | boundary | frames of the method that waits | its native method | frames of what runs meanwhile ...
///          1          |                                 frame               top
/// </code>
/// The reasons of the JCRE's exceptions stand behind it, as they were.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct MachineAtRest
{
    /// <summary>As in <see cref="MachineRegisters"/>.</summary>
    public int Pc;

    /// <summary>Cell of the header of the native method that waits; 0 when nothing waits.</summary>
    public ushort Frame;

    /// <summary>Where the stack goes on for others.</summary>
    public ushort Top;

    /// <summary>Cell of the header where the call of the card ends.</summary>
    public ushort Boundary;

    /// <summary>Whose code waits.</summary>
    public byte Owner;

    /// <summary>The reasons start here, 2 bytes each.</summary>
    public const int ReasonsOffset = 16;
}
