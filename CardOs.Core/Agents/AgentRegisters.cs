using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Agents;

/// <summary>What the message agent has in mind, at the start of its part of working memory.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AgentRegisters
{
    /// <summary>How far the server's message was read.</summary>
    public HttpReaderState Reader;

    /// <summary>The application that the fields led to.</summary>
    public MessageMatch Match;

    /// <summary>The application that the body goes to, and the tag that shows whether it is still that one.</summary>
    public NvAddress Application;
    public ushort ApplicationTag;

    /// <summary>The status word of an application that failed.</summary>
    public StatusWord Failure;

    /// <summary>The application that X-Admin-Targeted-Application names; null when it names none that is there.</summary>
    public NvAddress Target;

    public ushort HostLength;
    public ushort NameLength;
    public ushort UriLength;

    /// <summary>Bytes of the body that were collected, and of the application's answer.</summary>
    public ushort Collected;
    public ushort AnswerLength;

    public AgentPhase Phase;
    public AgentDestination Destination;
    public AdminScriptStatus Status;
    public AgentFields Fields;

    /// <summary>Whether whoever carries the bytes keeps them secret and whole.</summary>
    public byte IsSecured;

    /// <summary>Whether the application gets the body in one part.</summary>
    public byte IsWhole;

    /// <summary>Whether the application got a part already.</summary>
    public byte HasBegun;

    /// <summary>Where the script is collected.</summary>
    public byte Slot;
}
