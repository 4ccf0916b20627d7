using CardOs.Apdu;

namespace CardOs.Dispatch;

/// <summary>The commands of the card: for the terminal and for remote scripts alike.</summary>
/// <remarks>TS 102 221 10.1.2. An instruction byte can mean three commands: in the interindustry class, in the proprietary one, and in the SIM's.</remarks>
internal static class CommandTable
{
    private const int ClassLength = 256;
    private const int Proprietary = ClassLength;
    private const int Sim = 2 * ClassLength;

    private static readonly CommandEntry[] Entries = Build();

    /// <summary>The command for a class and instruction byte; its route is <see cref="Route.None"/> when there is none.</summary>
    public static CommandEntry Find(ClassByte cla, byte ins) => Entries[ins + (cla.IsSim ? Sim : cla.IsProprietary ? Proprietary : 0)];

    /// <summary>Whether the instruction exists in the other class of the UICC.</summary>
    public static bool ExistsInOtherClass(ClassByte cla, byte ins) => !cla.IsSim && FindInOtherClass(cla, ins).Route != Route.None;

    /// <summary>The command for an instruction byte in the other class.</summary>
    public static CommandEntry FindInOtherClass(ClassByte cla, byte ins) => Entries[ins + (cla.IsProprietary ? 0 : Proprietary)];

    private static CommandEntry[] Build()
    {
        var entries = new CommandEntry[3 * ClassLength];

        // Interindustry class: 0X, 4X, 6X.
        Add(entries, Instruction.Select, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.ReadBinary, Route.Files, carriesData: false, inScripts: true);
        Add(entries, Instruction.UpdateBinary, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.ReadRecord, Route.Files, carriesData: false, inScripts: true);
        Add(entries, Instruction.UpdateRecord, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.SearchRecord, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.Verify, Route.Pins, carriesData: true, inScripts: true);
        Add(entries, Instruction.ChangePin, Route.Pins, carriesData: true, inScripts: true);
        Add(entries, Instruction.DisablePin, Route.Pins, carriesData: true, inScripts: true);
        Add(entries, Instruction.EnablePin, Route.Pins, carriesData: true, inScripts: true);
        Add(entries, Instruction.UnblockPin, Route.Pins, carriesData: true, inScripts: true);
        Add(entries, Instruction.ActivateFile, Route.Administration, carriesData: true, inScripts: true);
        Add(entries, Instruction.DeactivateFile, Route.Administration, carriesData: true, inScripts: true);
        Add(entries, Instruction.CreateFile, Route.Administration, carriesData: true, inScripts: true);
        Add(entries, Instruction.Delete, Route.Administration, carriesData: true, inScripts: true);
        Add(entries, Instruction.Install, Route.Administration, carriesData: true, inScripts: false);
        Add(entries, Instruction.Load, Route.Administration, carriesData: true, inScripts: false);
        Add(entries, Instruction.TerminateCardUsage, Route.Administration, carriesData: false, inScripts: false);
        Add(entries, Instruction.GetResponse, Route.Response, carriesData: false, inScripts: true);
        Add(entries, Instruction.ManageChannel, Route.Channels, carriesData: false, inScripts: false);
        Add(entries, Instruction.GetChallenge, Route.Random, carriesData: false, inScripts: false);
        Add(entries, Instruction.GetData, Route.Data, carriesData: false, inScripts: false);
        Add(entries, Instruction.Authenticate, Route.Usim, carriesData: true, inScripts: false);

        // Proprietary class: 8X, CX, EX.
        Add(entries, Instruction.Status, Route.Files, carriesData: false, inScripts: true, Proprietary);
        Add(entries, Instruction.Increase, Route.Files, carriesData: true, inScripts: true, Proprietary);
        Add(entries, Instruction.RetrieveData, Route.Files, carriesData: true, inScripts: true, Proprietary);
        Add(entries, Instruction.SetData, Route.Files, carriesData: true, inScripts: true, Proprietary);
        Add(entries, Instruction.ResizeFile, Route.Administration, carriesData: true, inScripts: true, Proprietary);
        Add(entries, Instruction.GetData, Route.Data, carriesData: false, inScripts: true, Proprietary);
        Add(entries, Instruction.GetIdentity, Route.Usim, carriesData: false, inScripts: false, Proprietary);
        Add(entries, Instruction.TerminalCapability, Route.Capability, carriesData: true, inScripts: false, Proprietary);
        Add(entries, Instruction.SuspendUicc, Route.Suspension, carriesData: true, inScripts: false, Proprietary);
        Add(entries, Instruction.TerminalProfile, Route.Toolkit, carriesData: true, inScripts: false, Proprietary);
        Add(entries, Instruction.Fetch, Route.Toolkit, carriesData: false, inScripts: false, Proprietary);
        Add(entries, Instruction.TerminalResponse, Route.Toolkit, carriesData: true, inScripts: false, Proprietary);
        Add(entries, Instruction.Envelope, Route.Envelope, carriesData: true, inScripts: false, Proprietary);

        // The SIM's class, A0: TS 51.011 9.2.
        Add(entries, Instruction.Select, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.Status, Route.Sim, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.ReadBinary, Route.Sim, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.UpdateBinary, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.ReadRecord, Route.Sim, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.UpdateRecord, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.SearchRecord, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.Verify, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.ChangePin, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.DisablePin, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.EnablePin, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.UnblockPin, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.Increase, Route.Sim, carriesData: true, inScripts: true, Sim);
        Add(entries, Instruction.DeactivateFile, Route.Sim, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.ActivateFile, Route.Sim, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.Authenticate, Route.Usim, carriesData: true, inScripts: false, Sim);
        Add(entries, Instruction.Sleep, Route.Sim, carriesData: false, inScripts: false, Sim);
        Add(entries, Instruction.GetResponse, Route.Response, carriesData: false, inScripts: true, Sim);
        Add(entries, Instruction.TerminalProfile, Route.Toolkit, carriesData: true, inScripts: false, Sim);
        Add(entries, Instruction.Fetch, Route.Toolkit, carriesData: false, inScripts: false, Sim);
        Add(entries, Instruction.TerminalResponse, Route.Toolkit, carriesData: true, inScripts: false, Sim);
        Add(entries, Instruction.Envelope, Route.Envelope, carriesData: true, inScripts: false, Sim);
        return entries;
    }

    private static void Add(
        CommandEntry[] entries, Instruction instruction, Route route, bool carriesData, bool inScripts, int start = 0) =>
        entries[start + (int)instruction] = new CommandEntry(route, carriesData, inScripts);
}
