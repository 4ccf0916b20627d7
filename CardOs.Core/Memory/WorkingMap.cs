namespace CardOs.Memory;

/// <summary>What a card has in mind until the next reset: the layout of working memory.</summary>
/// <remarks>
/// <code>
/// +-------------------------------------------------------------+
/// | card words: command in progress, random generator           |
/// +-------------------------------------------------------------+
/// | channels: 20 logical channels, then the scripts' context    |
/// +-------------------------------------------------------------+
/// | secure channels: a session for each of these                |
/// +-------------------------------------------------------------+
/// | response queue: what waits for GET RESPONSE                 |
/// +-------------------------------------------------------------+
/// | command chain: a command that arrives in parts              |
/// +-------------------------------------------------------------+
/// | reassembly: messages that arrive in parts                   |
/// +-------------------------------------------------------------+
/// | script: the remote script that runs or waits, its answer    |
/// +-------------------------------------------------------------+
/// | proactive session: commands that wait for the terminal      |
/// +-------------------------------------------------------------+
/// | machine: registers, stack, load in progress                 |
/// +-------------------------------------------------------------+
/// | transient arrays, the APDU buffer first                     |
/// +-------------------------------------------------------------+
/// | verifier: the paths of the method that is checked           |
/// +-------------------------------------------------------------+
/// | one-shots: algorithms, keys and messages of one use         |
/// +-------------------------------------------------------------+
/// | store: STORE DATA in progress                               |
/// +-------------------------------------------------------------+
/// | toolkit: profile, triggers, what triggered applets have     |
/// +-------------------------------------------------------------+
/// | machine at rest: where it goes on when the terminal answers |
/// +-------------------------------------------------------------+
/// | agent: the session with the administration server           |
/// +-------------------------------------------------------------+
/// | content: what a security domain has in mind on each channel |
/// +-------------------------------------------------------------+
/// | parts: a command for a security domain that comes in parts  |
/// +-------------------------------------------------------------+
/// | content load: LOAD commands in progress                     |
/// +-------------------------------------------------------------+
/// | applications: the global PIN, who is personalised           |
/// +-------------------------------------------------------------+
/// </code>
/// </remarks>
internal static class WorkingMap
{
    /// <summary>The channel (or the scripts' context) of the command in progress.</summary>
    public const int CurrentChannel = 0;

    /// <summary>Whether the card is suspended, or may be resumed.</summary>
    public const int Suspension = 1;

    /// <summary>Whether the card's use was terminated.</summary>
    public const int CardTerminated = 2;

    /// <summary>Whether the terminal is to be told that another container is prepared.</summary>
    public const int SwitchNotice = 3;

    /// <summary>The conditions of the container that are satisfied for the terminal: verified PINs and keys, and PINs that are disabled.</summary>
    public const int GlobalStatus = 4;

    /// <summary>The PINs and keys of the container that were verified.</summary>
    public const int GlobalVerified = 8;

    /// <summary>Address of the key set that opened the packet of the remote script in progress.</summary>
    public const int ScriptKeySet = 12;

    /// <summary>State of the random generator.</summary>
    public const int Random = 16;
    public const int RandomLength = 64;

    public const int Channels = Random + RandomLength;
    public const int ChannelLength = 64;
    public const int ChannelCount = 20;

    /// <summary>The context of remote scripts stands behind the terminal's channels.</summary>
    public const int ScriptChannel = ChannelCount;

    public const int SecureChannels = Channels + ((ChannelCount + 1) * ChannelLength);
    public const int SecureChannelLength = 280;

    /// <summary>How many secure channel sessions were begun: the name of the last one.</summary>
    public const int SecureChannelCount = SecureChannels + ((ChannelCount + 1) * SecureChannelLength);

    public const int ResponseQueue = SecureChannelCount + sizeof(ulong);
    public const int ResponseQueueHeaderLength = 8;
    public const int ResponseQueueCapacity = 3072;

    public const int CommandChain = ResponseQueue + ResponseQueueHeaderLength + ResponseQueueCapacity;
    public const int CommandChainHeaderLength = 8;
    public const int CommandChainCapacity = 4096;

    public const int Reassembly = CommandChain + CommandChainHeaderLength + CommandChainCapacity;
    public const int ReassemblySlotCount = 3;
    public const int ReassemblySlotHeaderLength = 64;
    public const int ReassemblyCapacity = 2816;
    public const int ReassemblySlotLength = ReassemblySlotHeaderLength + ReassemblyCapacity;

    public const int Script = Reassembly + (ReassemblySlotCount * ReassemblySlotLength);
    public const int ScriptHeaderLength = 64;

    /// <summary>The answer of the script so far, behind room for the response packet's header.</summary>
    public const int ScriptAnswer = Script + ScriptHeaderLength;
    public const int ScriptAnswerCapacity = 2048;

    /// <summary>The data of one response within a script.</summary>
    public const int ScriptReply = ScriptAnswer + ScriptAnswerCapacity;
    public const int ScriptReplyCapacity = 256;

    /// <summary>Response data that wait for GET RESPONSE within the script.</summary>
    public const int ScriptQueue = ScriptReply + ScriptReplyCapacity;
    public const int ScriptQueueCapacity = 256;

    /// <summary>The error action of a script: LV, up to 255 bytes.</summary>
    public const int ScriptErrorAction = ScriptQueue + ResponseQueueHeaderLength + ScriptQueueCapacity;
    public const int ScriptErrorActionCapacity = 256;

    public const int Proactive = ScriptErrorAction + ScriptErrorActionCapacity;
    public const int ProactiveHeaderLength = 32;

    /// <summary>The response packet that is being sent in short messages: the longest answer, sealed.</summary>
    public const int ProactivePacket = Proactive + ProactiveHeaderLength;
    public const int ProactivePacketCapacity = ScriptAnswerCapacity + 64;

    /// <summary>The proactive command that waits for FETCH.</summary>
    public const int ProactiveCommand = ProactivePacket + ProactivePacketCapacity;
    public const int ProactiveCommandCapacity = 256;

    /// <summary>A proactive command of a script, LV, that waits behind the one in progress.</summary>
    public const int ProactiveQueued = ProactiveCommand + ProactiveCommandCapacity;
    public const int ProactiveQueuedCapacity = 256;

    /// <summary>Registers of the Java Card machine.</summary>
    public const int Machine = ProactiveQueued + ProactiveQueuedCapacity;
    public const int MachineLength = 256;

    /// <summary>Frames and operands, 2 bytes each cell.</summary>
    public const int MachineStack = Machine + MachineLength;
    public const int MachineStackCells = 3072;

    /// <summary>What an applet sends.</summary>
    public const int Outgoing = MachineStack + (2 * MachineStackCells);
    public const int OutgoingCapacity = 2048;

    /// <summary>A load of a package in progress.</summary>
    public const int Load = Outgoing + OutgoingCapacity;
    public const int LoadLength = 192;

    /// <summary>Elements of transient arrays; those of the JCRE have their place from the beginning.</summary>
    public const int Transient = Load + LoadLength;
    public const int TransientLength = 32 * 1024;

    /// <summary>What the verifier has in mind of one method.</summary>
    public const int Verifier = Transient + TransientLength;
    public const int VerifierLength = 16 * 1024;

    /// <summary>The state of objects that applets have for one use, see JavaCardApi.</summary>
    public const int OneShots = Verifier + VerifierLength;
    public const int OneShotsLength = 2048;

    /// <summary>STORE DATA in progress: what it says of itself, an object that goes on in the next block, and a key that comes in several objects.</summary>
    public const int Store = OneShots + OneShotsLength;
    public const int StoreHeaderLength = 16;
    public const int StoreRest = Store + StoreHeaderLength;
    public const int StoreRestCapacity = 1024;
    public const int StoreTemplates = StoreRest + StoreRestCapacity;
    public const int StoreTemplatesCapacity = 240;
    public const int StoreKey = StoreTemplates + StoreTemplatesCapacity;
    public const int StoreKeyCapacity = 1536;

    /// <summary>What the toolkit has in mind: what is to be done when the terminal is free, and the terminal's profile.</summary>
    public const int Toolkit = StoreKey + StoreKeyCapacity;
    public const int ToolkitProfileCapacity = 64;
    public const int ToolkitLength = 8 + ToolkitProfileCapacity;

    /// <summary>Applets that are to be triggered when the terminal is free.</summary>
    public const int ToolkitTriggers = Toolkit + ToolkitLength;
    public const int ToolkitTriggerLength = 8;
    public const int ToolkitTriggerCount = 8;

    /// <summary>What triggered applets have: the one that may wait for the terminal, then one that runs meanwhile.</summary>
    public const int ToolkitRuns = ToolkitTriggers + (ToolkitTriggerCount * ToolkitTriggerLength);
    public const int ToolkitRunCount = 2;
    public const int ToolkitRunHeaderLength = 16;
    public const int ToolkitKeptLength = 64;
    public const int ToolkitEnvelopeCapacity = 256;
    public const int ToolkitRunLength = ToolkitRunHeaderLength + ToolkitKeptLength + ToolkitEnvelopeCapacity;

    /// <summary>The terminal's answer to the applet that waited for it.</summary>
    public const int ToolkitResponse = ToolkitRuns + (ToolkitRunCount * ToolkitRunLength);
    public const int ToolkitResponseCapacity = 256;

    /// <summary>The registers of the machine while it waits, then the reasons of the JCRE's exceptions.</summary>
    public const int MachineAtRest = ToolkitResponse + ToolkitResponseCapacity;
    public const int MachineAtRestLength = 160;

    /// <summary>The message agent: what it is at, and where the next request goes.</summary>
    public const int Agent = MachineAtRest + MachineAtRestLength;
    public const int AgentLength = 128;
    public const int AgentHost = Agent + AgentLength;
    public const int AgentHostCapacity = 128;
    public const int AgentName = AgentHost + AgentHostCapacity;
    public const int AgentNameCapacity = 192;
    public const int AgentUri = AgentName + AgentNameCapacity;
    public const int AgentUriCapacity = 256;

    /// <summary>A line of a header that arrives in pieces.</summary>
    public const int AgentLine = AgentUri + AgentUriCapacity;
    public const int AgentLineCapacity = 1024;

    /// <summary>A body that an application wants in one part, or the name of one.</summary>
    public const int AgentPart = AgentLine + AgentLineCapacity;
    public const int AgentPartCapacity = 1024;

    /// <summary>What the commands of a security domain go on with: one for each channel, and one for remote scripts.</summary>
    public const int Content = AgentPart + AgentPartCapacity;
    public const int ContentLength = 16;

    /// <summary>A command for a security domain that arrives in parts.</summary>
    public const int Parts = Content + ((ChannelCount + 1) * ContentLength);
    public const int PartsHeaderLength = 16;
    public const int PartsCapacity = 2048;

    /// <summary>A package that arrives with LOAD commands.</summary>
    public const int ContentLoad = Parts + PartsHeaderLength + PartsCapacity;
    public const int ContentLoadLength = 1280;

    /// <summary>What became of the global PIN since the reset, see Keys.GlobalPin.</summary>
    public const int GlobalPin = ContentLoad + ContentLoadLength;
    public const int GlobalPinLength = 4;

    /// <summary>Address of the application that a security domain hands personalisation data to at the moment; null for none.</summary>
    public const int Personalized = GlobalPin + GlobalPinLength;

    public const int Length = Personalized + sizeof(int);
}
