using System.Runtime.InteropServices;

namespace CardOs.JavaCard;

/// <summary>What the machine has in mind, at the start of its part of working memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MachineRegisters
{
    /// <summary>Address of the instruction that runs or called.</summary>
    public int Pc;

    /// <summary>Cell of the running frame's header; 0 when none runs.</summary>
    public ushort Frame;

    /// <summary>Cell behind the topmost operand.</summary>
    public ushort Top;

    /// <summary>The object that was thrown.</summary>
    public ushort Exception;

    /// <summary>Whose code runs.</summary>
    public byte Owner;

    /// <summary>The applet that is selected on the channel of the command.</summary>
    public byte Selected;

    /// <summary>Where the applet's transaction began; depth 0 when none is open.</summary>
    public int TransactionDepth;
    public int TransactionSavepoint;

    /// <summary>The transaction in which the JCRE installs an applet; depth 0 when none is open.</summary>
    public int InstallDepth;
    public int InstallSavepoint;

    /// <summary>The applet that is being installed; 0 for none.</summary>
    public byte Installing;

    /// <summary>Whether SELECT of the running applet is in progress.</summary>
    public byte IsSelecting;

    /// <summary>Whether the applet that is selected was so before.</summary>
    public byte IsReselecting;

    /// <summary>The step of the native continuation that runs.</summary>
    public byte Step;

    /// <summary>State of the APDU object, see JavaCardApi.</summary>
    public sbyte ApduState;

    /// <summary>Whether a command is in progress, whose APDU an applet may ask for.</summary>
    public byte HasApdu;

    public byte Channel;

    /// <summary>Whether the card answers nothing until it is reset.</summary>
    public byte IsMuted;

    public byte IsExtended;

    /// <summary>Whether the applet asked for an answer without chained blocks.</summary>
    public byte HasNoChaining;

    /// <summary>Bytes of command data, and how many of them the applet has.</summary>
    public ushort IncomingLength;
    public ushort IncomingTaken;

    /// <summary>Ne of the command; bytes that the applet announced; bytes that it sent.</summary>
    public int ExpectedLength;
    public ushort OutgoingLength;
    public ushort OutgoingSent;

    /// <summary>Whether objects that nothing refers to are to be deleted when the command is done.</summary>
    public byte IsDeletionRequested;

    /// <summary>Whether the output length of the service framework, which has one byte in the buffer, is 256 rather than 0.</summary>
    public byte IsServiceOutputFull;

    /// <summary>Reasons of the JCRE's exceptions start here, 2 bytes each.</summary>
    public const int ReasonsOffset = 64;
}
