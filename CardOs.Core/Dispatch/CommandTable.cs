using CardOs.Apdu;

namespace CardOs.Dispatch;

/// <summary>The commands of the card: for the terminal and for remote scripts alike.</summary>
/// <remarks>TS 102 221 10.1.2. An instruction byte can mean two commands, one in the interindustry class and one in the proprietary one.</remarks>
internal static class CommandTable
{
    private const int ProprietaryHalf = 256;

    private static readonly CommandEntry[] Entries = Build();

    /// <summary>The command for a class and instruction byte; its route is <see cref="Route.None"/> when there is none.</summary>
    public static CommandEntry Find(ClassByte cla, byte ins) => Entries[ins + (cla.IsProprietary ? ProprietaryHalf : 0)];

    /// <summary>Whether the instruction exists in the other class.</summary>
    public static bool ExistsInOtherClass(ClassByte cla, byte ins) => Entries[ins + (cla.IsProprietary ? 0 : ProprietaryHalf)].Route != Route.None;

    private static CommandEntry[] Build()
    {
        var entries = new CommandEntry[2 * ProprietaryHalf];

        // Interindustry class: 0X, 4X, 6X.
        Add(entries, Instruction.Select, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.ReadBinary, Route.Files, carriesData: false, inScripts: true);
        Add(entries, Instruction.UpdateBinary, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.ReadRecord, Route.Files, carriesData: false, inScripts: true);
        Add(entries, Instruction.UpdateRecord, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.SearchRecord, Route.Files, carriesData: true, inScripts: true);
        Add(entries, Instruction.GetResponse, Route.Response, carriesData: false, inScripts: true);
        Add(entries, Instruction.ManageChannel, Route.Channels, carriesData: false, inScripts: false);
        Add(entries, Instruction.GetChallenge, Route.Random, carriesData: false, inScripts: false);
        Add(entries, Instruction.GetData, Route.Data, carriesData: false, inScripts: false);

        // Proprietary class: 8X, CX, EX.
        Add(entries, Instruction.Status, Route.Files, carriesData: false, inScripts: true, isProprietary: true);
        Add(entries, Instruction.Increase, Route.Files, carriesData: true, inScripts: true, isProprietary: true);
        Add(entries, Instruction.RetrieveData, Route.Files, carriesData: true, inScripts: true, isProprietary: true);
        Add(entries, Instruction.SetData, Route.Files, carriesData: true, inScripts: true, isProprietary: true);
        Add(entries, Instruction.GetData, Route.Data, carriesData: false, inScripts: true, isProprietary: true);
        Add(entries, Instruction.TerminalProfile, Route.Toolkit, carriesData: true, inScripts: false, isProprietary: true);
        Add(entries, Instruction.Fetch, Route.Toolkit, carriesData: false, inScripts: false, isProprietary: true);
        Add(entries, Instruction.TerminalResponse, Route.Toolkit, carriesData: true, inScripts: false, isProprietary: true);
        Add(entries, Instruction.Envelope, Route.Envelope, carriesData: true, inScripts: false, isProprietary: true);
        return entries;
    }

    private static void Add(
        CommandEntry[] entries, Instruction instruction, Route route, bool carriesData, bool inScripts, bool isProprietary = false) =>
        entries[(int)instruction + (isProprietary ? ProprietaryHalf : 0)] = new CommandEntry(route, carriesData, inScripts);
}
