using System;
using System.Runtime.CompilerServices;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Applications.Usim;
using CardOs.Channels;
using CardOs.Files;
using CardOs.GlobalPlatform;
using CardOs.Memory;
using CardOs.Profiles;
using CardOs.Registry;
using CardOs.SecuredPackets;
using CardOs.Toolkit;

namespace CardOs.Dispatch;

/// <summary>From a command to who answers it: the class byte names the channel, the table names the door.</summary>
internal static class Dispatcher
{
    private const byte ToolkitClass = 0x80;
    private const byte InvalidClass = 0xFF;
    private const int MaxShortData = 256;

    // What an applet is given it looks at itself.
    private static readonly CommandEntry OfApplet = new(Route.Applet, CarriesData: true, InScripts: false);

    private static readonly CommandEntry OfResponse = new(Route.Response, CarriesData: false, InScripts: false);

    private static readonly CommandEntry OfSecurityDomain = new(Route.SecurityDomain, CarriesData: true, InScripts: true);

    /// <summary>The command for a class and instruction byte of the terminal: the card's own, or the selected application's.</summary>
    public static CommandEntry Find(CardState state, ClassByte cla, byte ins)
    {
        Route route = RouteOfApplication(state, cla, ins);
        if (route != Route.None)
        {
            return route == Route.Applet ? OfApplet : OfSecurityDomain;
        }

        if (AsksForQueue(state, cla, ins))
        {
            return OfResponse;
        }

        CommandEntry entry = CommandTable.Find(cla, ins);
        return entry.Route == Route.None && cla.HasInterindustryCoding && state.Has(CardQuirks.AcceptOtherClass)
            ? CommandTable.FindInOtherClass(cla, ins)
            : entry;
    }

    /// <summary>What class and instruction byte of a command, or of a part of one, say about it: TS 102 221 10.2.1.</summary>
    /// <returns>9000 when it can be executed, else the answer to it.</returns>
    public static StatusWord Check(CardState state, ClassByte cla, byte ins, CommandEntry entry)
    {
        if (entry.Route == Route.Applet)
        {
            return StatusWord.Success;
        }

        if (!cla.HasInterindustryCoding && !cla.IsSim)
        {
            return StatusWord.ClassNotSupported;
        }

        if (entry.Route == Route.None)
        {
            return CommandTable.ExistsInOtherClass(cla, ins) ? StatusWord.ClassNotSupported : StatusWord.InstructionNotSupported;
        }

        // The toolkit's commands have the class byte 80 and no other: TS 102 221 10.1.2.
        if (entry.Route is Route.Toolkit or Route.Envelope or Route.Suspension && cla.Channel != 0)
        {
            return StatusWord.ClassNotSupported;
        }

        if (cla.HasSecureMessaging && entry.Route != Route.SecurityDomain && !AsksForQueue(state, cla, ins))
        {
            return StatusWord.SecureMessagingNotSupported;
        }

        if (!LogicalChannel.Of(state.Working, cla.Channel).IsOpen)
        {
            return StatusWord.LogicalChannelNotSupported;
        }

        if (FileAdministration.IsCardTerminated(state.Working) && !IsLeft(state, entry.Route, (Instruction)ins))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return cla.IsChaining && !entry.CarriesData ? StatusWord.CommandChainingNotSupported : StatusWord.Success;
    }

    /// <summary>Executes a command of the terminal that passed <see cref="Check"/>; data that it has no room for are queued.</summary>
    public static StatusWord Handle(CardState state, CommandEntry entry, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (Suspension.Concerns(state.Working) && entry.Route != Route.Suspension)
        {
            StatusWord refusal = Suspension.Meet(state);
            if (refusal != StatusWord.Success)
            {
                return refusal;
            }
        }

        state.Machine.Fuel = state.Options.InstructionBudget;
        int channel = ChannelOf(command.Class);
        state.Working.Byte(WorkingMap.CurrentChannel) = (byte)channel;
        StatusWord status = entry.Route == Route.Applet
            ? HandleByApplet(state, command, ref reply)
            : Exchange(state, ResponseQueue.OfTerminal(state.Working), entry.Route, channel, command, ref reply);
        if (ToolkitState.Of(state.Working).HasWork)
        {
            ToolkitFramework.Proceed(state);
        }

        state.Machine.DeleteObjectsIfRequested();
        return command.Class.IsSim && entry.Route != Route.Applet ? SimStatus.OfResponse(status) : status;
    }

    /// <summary>Which way a command goes to the application that is selected on its channel; none when it is for the card itself.</summary>
    /// <remarks>
    /// GET RESPONSE is the card's when data of the card's wait. The toolkit's commands are the card's when they mean something to it: ENVELOPE always, FETCH and TERMINAL RESPONSE while a proactive
    /// session is on. TERMINAL PROFILE comes before anything is selected.
    /// </remarks>
    private static Route RouteOfApplication(CardState state, ClassByte cla, byte ins)
    {
        LogicalChannel channel = LogicalChannel.Of(state.Working, ChannelOf(cla));
        if (channel.Application.IsNull && !channel.HasNoApplication)
        {
            return Route.None;
        }

        bool isForCard = cla.IsInterindustry
            ? (Instruction)ins is Instruction.Select or Instruction.ManageChannel || IsForQueue(state, cla, (Instruction)ins)
            : cla.Value == ToolkitClass && IsForToolkit(state, (Instruction)ins);
        if (isForCard || cla.Value == InvalidClass)
        {
            return Route.None;
        }

        return channel.HasNoApplication || AppletHost.TakesCommands(state.NonVolatile, channel.Application) ? Route.Applet
            : AsksForQueue(state, cla, ins) ? Route.None
            : SecurityDomains.IsSecurityDomain(state.NonVolatile, channel.Application) && cla.HasInterindustryCoding ? Route.SecurityDomain
            : Route.None;
    }

    private static bool IsForToolkit(CardState state, Instruction ins) =>
        ins == Instruction.Envelope || (ins is Instruction.Fetch or Instruction.TerminalResponse && ProactiveSession.IsActive(state.Working));

    // What is left of a card whose use was terminated, TS 102 222 6.9, or that is terminated in its life cycle, GlobalPlatform 2.3.1 5.1.1.5.
    private static bool IsLeft(CardState state, Route route, Instruction ins) => route == Route.Response || (CardLifeCycle.Of(state.NonVolatile) == LifeCycles.Terminated
        ? route == Route.SecurityDomain && ins is Instruction.GetData or Instruction.RetrieveData
        : ins == Instruction.Status);

    // An applet that gives its answers in parts and says 61xx itself is asked for the rest with GET RESPONSE: it gets it when nothing of the card's waits.
    private static bool IsForQueue(CardState state, ClassByte cla, Instruction ins)
    {
        if (ins != Instruction.GetResponse)
        {
            return false;
        }

        LogicalChannel channel = LogicalChannel.Of(state.Working, ChannelOf(cla));
        return ResponseQueue.OfTerminal(state.Working).WaitsOn(ChannelOf(cla))
            || channel.Application.IsNull
            || !AppletHost.TakesCommands(state.NonVolatile, channel.Application);
    }

    // Readers of T=0 may repeat the class byte of the command whose data wait, be it proprietary or of secure messaging.
    private static bool AsksForQueue(CardState state, ClassByte cla, byte ins) =>
        (Instruction)ins == Instruction.GetResponse && cla.HasInterindustryCoding && ResponseQueue.OfTerminal(state.Working).WaitsFor(cla);

    // A class byte without a channel in it is for the basic channel.
    private static int ChannelOf(ClassByte cla) => cla.HasInterindustryCoding ? cla.Channel : 0;

    /// <summary>Executes a command of a remote script, in the scripts' context: the door by which scripts come back here.</summary>
    public static StatusWord HandleFromScript(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ClassByte cla = command.Class;
        CommandEntry entry = FindForScript(state, cla, command.Ins);
        if ((!cla.HasInterindustryCoding && !cla.IsSim) || cla.Channel != 0)
        {
            return StatusWord.ClassNotSupported;
        }

        if (!entry.InScripts)
        {
            return CommandTable.ExistsInOtherClass(cla, command.Ins) ? StatusWord.ClassNotSupported : StatusWord.InstructionNotSupported;
        }

        if (cla.HasSecureMessaging)
        {
            return StatusWord.SecureMessagingNotSupported;
        }

        if (cla.IsChaining)
        {
            return StatusWord.CommandChainingNotSupported;
        }

        byte terminal = state.Working.Byte(WorkingMap.CurrentChannel);
        state.Working.Byte(WorkingMap.CurrentChannel) = WorkingMap.ScriptChannel;
        StatusWord status = Exchange(state, ResponseQueue.OfScript(state.Working), entry.Route, WorkingMap.ScriptChannel, command, ref reply);
        state.Working.Byte(WorkingMap.CurrentChannel) = terminal;
        return cla.IsSim ? SimStatus.OfResponse(status) : status;
    }

    /// <summary>Whether the third parameter byte of a command in a compact script is the length of its data.</summary>
    public static bool CarriesData(CardState state, byte cla, byte ins) => FindForScript(state, new ClassByte(cla), ins).CarriesData;

    // A script for a security domain has its commands: all with data, but for GET DATA and GET RESPONSE.
    private static CommandEntry FindForScript(CardState state, ClassByte cla, byte ins)
    {
        CommandEntry entry = CommandTable.Find(cla, ins);
        bool isForDomain = entry.Route != Route.Response
            && cla.HasInterindustryCoding
            && SecurityDomains.IsSecurityDomain(state.NonVolatile, LogicalChannel.Of(state.Working, WorkingMap.ScriptChannel).Application);
        return !isForDomain ? entry : (Instruction)ins == Instruction.GetData ? OfSecurityDomain with { CarriesData = false } : OfSecurityDomain;
    }

    // A command without Le that yields data has them queued: ISO 7816-4 5.3.4.
    private static StatusWord Exchange(
        CardState state, ResponseQueue queue, Route route, int channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (route == Route.Response)
        {
            return queue.Take(command, channel, ref reply);
        }

        queue.Discard();
        int expected = command.ExpectedLength;
        if (expected != 0 && route is not (Route.Data or Route.SecurityDomain))
        {
            return Trim(queue, channel, command.Class, expected, Execute(state, route, command, ref reply), ref reply);
        }

        // A data object can be longer than the terminal's room.
        var queued = new ResponseWriter(queue.Room);
        StatusWord status = Execute(state, route, command, ref queued);
        if (queued.Length == 0 || (status.IsError && route != Route.SecurityDomain))
        {
            return status;
        }

        // An answer that carries an R-MAC was asked for with the session: GlobalPlatform E.4.5.
        expected = expected == 0 && route == Route.SecurityDomain && SecurityDomainHost.AnswersUnasked(state, channel) ? MaxShortData : expected;
        bool isUnasked = expected == 0 && channel != WorkingMap.ScriptChannel && !command.Class.IsSim && state.Has(CardQuirks.DataWithoutLe);
        int sent = Math.Min(Math.Min(isUnasked ? MaxShortData : expected, reply.Room), queued.Length);
        reply.TryWrite(queued.Written.Slice(0, sent));
        return sent == queued.Length ? status : queue.Store(channel, command.Class, sent, queued.Length, status);
    }

    // An applet decides itself how much it answers, also with an error.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StatusWord HandleByApplet(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ResponseQueue.OfTerminal(state.Working).Discard();
        return LogicalChannel.Current(state.Working).HasNoApplication ? AppletHost.NothingSelected : AppletHost.Process(state, command, ref reply);
    }

    private static StatusWord Trim(ResponseQueue queue, int channel, ClassByte cla, int expected, StatusWord status, ref ResponseWriter reply)
    {
        if (status.IsError)
        {
            reply.Truncate(0);
            return status;
        }

        int rest = reply.Length - expected;
        if (rest <= 0)
        {
            return status;
        }

        reply.Written.Slice(expected).CopyTo(queue.Room);
        reply.Truncate(expected);
        return queue.Store(channel, cla, 0, rest, status);
    }

    private static StatusWord Execute(CardState state, Route route, scoped CommandApdu command, ref ResponseWriter reply) => route switch
    {
        Route.Files when (Instruction)command.Ins != Instruction.Select => FileSystem.Handle(state, command, ref reply),
        Route.Files => Select(state, command, ref reply),
        _ => ExecuteOther(state, route, command, ref reply),
    };

    // On its own: each call's copy of the command is cleared at the start of the method that makes it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StatusWord ExecuteOther(CardState state, Route route, scoped CommandApdu command, ref ResponseWriter reply) => route switch
    {
        Route.Administration => FileAdministration.Handle(state, command),
        Route.Sim => SimCommands.Handle(state, command, ref reply),
        Route.Pins => PinCommands.Handle(state, command),
        Route.Channels => ManageChannel(state, command, ref reply),
        Route.Suspension => Suspension.Handle(state, command, ref reply),
        Route.Capability => TerminalCapabilities.Handle(command),
        Route.Toolkit => HandleToolkit(state, command, ref reply),
        Route.Envelope => EnvelopeGate.Handle(state, command, ref reply),
        Route.Data => DataObjects.Handle(state, command, ref reply),
        Route.Random => Challenge.Handle(state, command, ref reply),
        Route.SecurityDomain => SecurityDomainHost.Handle(state, command, ref reply),
        Route.Usim => UsimCommands.Handle(state, command, ref reply),
        _ => StatusWord.InstructionNotSupported,
    };

    // The end of a proactive command is what a script may wait for.
    private static StatusWord HandleToolkit(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = ToolkitFramework.Handle(state, command, ref reply);
        SecuredPacketGate.Resume(state);
        return status;
    }

    private static StatusWord Select(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        if (!channel.Application.IsNull)
        {
            return SelectFromApplication(state, command, ref reply);
        }

        StatusWord status = FileSystem.Handle(state, command, ref reply);
        if (status == StatusWord.FileNotFound)
        {
            return SelectByName(state, command, ref reply);
        }

        channel.HasNoApplication &= status != StatusWord.Success;
        return status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StatusWord SelectByName(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = ApplicationHost.Select(state, command, ref reply);
        return status == StatusWord.Success && ApplicationHost.SelectedSecurityDomain(state, command) ? SecurityDomainHost.Select(state, ref reply) : status;
    }

    // What neither the file system nor the registry knows by name is an ordinary command for the applet that is selected: JCRE 4.5.2.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StatusWord SelectFromApplication(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress old = channel.Application;
        bool isApplet = AppletHost.TakesCommands(state.NonVolatile, old);
        if (isApplet && !ApplicationHost.IsSelectByName(command))
        {
            return AppletHost.Process(state, command, ref reply);
        }

        StatusWord status = FileSystem.Handle(state, command, ref reply);
        if (status == StatusWord.FileNotFound)
        {
            if (isApplet && ApplicationHost.Finds(state, command))
            {
                // An applet that is selected again finds no session any more, whatever it answers.
                SecurityDomainHost.EndSession(state, state.Working.Byte(WorkingMap.CurrentChannel));
            }

            status = SelectByName(state, command, ref reply);
            EndSession(state, old, status);
            return status == StatusWord.FileNotFound && isApplet ? AppletHost.Process(state, command, ref reply) : status;
        }

        channel.HasNoApplication &= status != StatusWord.Success;
        EndSession(state, old, status);
        if (isApplet && channel.Application != old)
        {
            AppletHost.Deselect(state, old);
        }

        return status;
    }

    // Any selection ends the session of an application with whoever it talks to: GlobalPlatform 10.2.3. Files below it do not.
    private static void EndSession(CardState state, NvAddress old, StatusWord status)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        if (!status.IsError || channel.Application != old)
        {
            SecurityDomainHost.EndSession(state, state.Working.Byte(WorkingMap.CurrentChannel));
        }
    }

    private static StatusWord ManageChannel(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        bool closes = command.P1 != 0 && command.P2 is > 0 and <= ClassByte.MaxChannel;
        NvAddress old = closes ? LogicalChannel.Of(state.Working, command.P2).Application : NvAddress.Null;
        if (!closes && CardLifeCycle.Of(state.NonVolatile) == LifeCycles.CardLocked)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int before = reply.Length;
        StatusWord status = ChannelManagement.Handle(state, command, ref reply);
        if (status == StatusWord.Success && closes)
        {
            SecurityDomainHost.EndSession(state, command.P2);
        }

        if (status == StatusWord.Success && !closes && state.Working.Byte(WorkingMap.CurrentChannel) == 0)
        {
            ImplicitSelection.Apply(state, command.P2 != 0 ? command.P2 : reply.Written[before]);
        }

        if (status == StatusWord.Success && AppletHost.TakesCommands(state.NonVolatile, old))
        {
            AppletHost.Deselect(state, old);
        }

        return status;
    }
}
