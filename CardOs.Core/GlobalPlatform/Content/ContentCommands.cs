using CardOs.Apdu;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>The front door for the content of the card: INSTALL, LOAD, DELETE, GET STATUS, SET STATUS. GlobalPlatform 2.3.1 11.</summary>
/// <remarks>
/// A security domain that was authenticated gives the commands; secure messaging was taken off. Order of the checks: class, card state, parameters,
/// form of the data, what they name, who may.
/// </remarks>
internal static class ContentCommands
{
    /// <summary>Executes a command of a security domain.</summary>
    public static StatusWord Handle(CardState state, int channel, NvAddress domain, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (!command.Class.IsProprietary)
        {
            return StatusWord.ClassNotSupported;
        }

        var performer = new Performer(state, domain);
        var instruction = (Instruction)command.Ins;
        if (instruction == Instruction.SetStatus)
        {
            return SetStatusCommand.Handle(state, performer, command);
        }

        // Table 11-1: a locked card still says what is on it.
        bool isAllowed = instruction == Instruction.Status
            ? CardLifeCycle.Of(state.NonVolatile) != LifeCycles.Terminated && ContentLookup.IsUsable(state.NonVolatile, domain)
            : AllowsManagement(state, domain);
        if (!isAllowed)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return instruction switch
        {
            Instruction.Install => InstallCommand.Handle(state, channel, performer, command, ref reply),
            Instruction.Load => LoadCommand.Handle(state, channel, performer, command, ref reply),
            Instruction.Delete => DeleteCommand.Handle(state, performer, command, ref reply),
            _ => GetStatusCommand.Handle(state, channel, performer, command, ref reply),
        };
    }

    /// <summary>Whether a domain may manage content, keys and data: the card is not locked nor terminated, and neither is the domain. GlobalPlatform 2.3.1 5.1, 5.3.</summary>
    public static bool AllowsManagement(CardState state, NvAddress domain) =>
        CardLifeCycle.AllowsManagement(state.NonVolatile) && ContentLookup.IsUsable(state.NonVolatile, domain);

    /// <summary>A command came on a channel: it may end what was under way there.</summary>
    public static void OnCommand(CardState state, int channel, byte ins)
    {
        if ((Instruction)ins != Instruction.Load)
        {
            LoadCommand.Abort(state, channel);
        }

        ContentSession session = ContentSession.Of(state.Working, channel);
        if ((Instruction)ins != Instruction.Status)
        {
            session.StatusKind = 0;
        }

        if ((Instruction)ins != Instruction.Install)
        {
            session.Combined = NvAddress.Null;
        }
    }

    /// <summary>The application session of a channel ended.</summary>
    public static void EndSession(CardState state, int channel)
    {
        LoadCommand.Abort(state, channel);
        CommandParts.Forget(state, channel);
        ContentSession session = ContentSession.Of(state.Working, channel);
        session.Clear();
    }
}
