using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>The life of C# applets: installed, selected and deleted like any other.</summary>
/// <remarks>
/// An instance has a block of its own, which names the code by its AIDs, so that an image finds it again on another host.
/// <code>
/// 0          1             17         18           34
/// +----------+-------------+----------+------------+----------
/// | length   | package AID | length   | module AID | data
/// +----------+-------------+----------+------------+----------
/// </code>
/// </remarks>
internal static class RomAppletHost
{
    private const int ModuleOffset = 17;
    private const int HeaderLength = 34;

    /// <summary>Whether an application is a C# applet.</summary>
    public static bool IsRomApplet(NonVolatileMemory memory, NvAddress application) =>
        !application.IsNull && memory.ReadByte(application + ApplicationEntry.KindOffset) == (byte)ApplicationKind.RomApplet;

    /// <summary>The applet in ROM with these names; null when there is none.</summary>
    public static RomApplet? Find(CardState state, scoped ReadOnlySpan<byte> package, scoped ReadOnlySpan<byte> module)
    {
        // By index: enumerating the interface would allocate.
        for (int i = 0; i < state.Options.Rom.Count; i++)
        {
            RomApplet applet = state.Options.Rom[i];
            if (package.SequenceEqual(applet.Package) && module.SequenceEqual(applet.Module))
            {
                return applet;
            }
        }

        return null;
    }

    /// <summary>The first instance whose code the host did not give; null when there is none.</summary>
    public static NvAddress FindWithoutCode(CardState state)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress application = ApplicationRegistry.First(state.NonVolatile, container);
            while (!application.IsNull)
            {
                if (IsRomApplet(state.NonVolatile, application) && CodeOf(state, DataOf(state, application)) is null)
                {
                    return application;
                }

                application = new ApplicationEntry(state.NonVolatile, application).Next;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>The package that an instance names.</summary>
    public static ReadOnlySpan<byte> PackageOf(CardState state, NvAddress application)
    {
        NvAddress data = DataOf(state, application);
        return state.NonVolatile.Read(data + 1, state.NonVolatile.ReadByte(data));
    }

    /// <summary>Makes an instance: all or nothing.</summary>
    public static StatusWord Install(CardState state, RomApplet applet, scoped in AppletHost.Installation installation, out NvAddress application)
    {
        application = NvAddress.Null;
        NonVolatileMemory memory = state.NonVolatile;
        if (installation.Instance.Length is < 5 or > ApplicationEntry.MaxAidLength)
        {
            return StatusWord.IncorrectData;
        }

        if (ApplicationNames.IsTaken(memory, installation.Container, installation.Instance))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (installation.HeapQuota != 0 && applet.Code.PersistentBytes > installation.HeapQuota)
        {
            return StatusWord.NotEnoughMemory;
        }

        using Transaction transaction = memory.Journal.Begin();
        Span<byte> part = stackalloc byte[AppletPart.Length];
        part.Clear();
        var description = new ApplicationRegistry.Description
        {
            Kind = ApplicationKind.RomApplet,
            Aid = installation.Instance,
            Domain = installation.Domain,
            LifeCycle = installation.LifeCycle,
            Privileges = PrivilegeBytes.TryReadShort(installation.Privileges, out Privileges privileges) ? privileges : Privileges.None,
            Part = part,
        };
        application = ApplicationRegistry.Create(memory, installation.Container, description);
        NvAddress data = application.IsNull || !AppletHost.TryRecordServices(memory, application, installation)
            ? NvAddress.Null
            : memory.Allocator.Allocate(
                installation.Container, HeaderLength + applet.Code.PersistentBytes, BlockKind.RomAppletData, new ApplicationEntry(memory, application).Owner);
        if (data.IsNull || !memory.Journal.TryWriteAddress(application + AppletPart.HeapOffset, data))
        {
            return StatusWord.NotEnoughMemory;
        }

        WriteNames(memory, data, applet);
        var context = new AppletContext(state, application, data + HeaderLength, applet.Code.PersistentBytes, default, isSelecting: false);
        StatusWord status = applet.Code.Install(ref context, installation.Parameters);
        return status == StatusWord.Success && transaction.Commit() ? StatusWord.Success : status;
    }

    /// <summary>SELECT of an instance on the channel in progress.</summary>
    public static StatusWord Select(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress data = DataOf(state, application);
        RomApplet? applet = CodeOf(state, data);
        AppletContext context = ContextOf(state, application, data, reply, isSelecting: true);
        if (applet is null || !applet.Code.Select(ref context))
        {
            channel.Application = NvAddress.Null;
            channel.HasNoApplication = true;
            return AppletHost.NothingSelected;
        }

        channel.Application = application;
        channel.ApplicationFile = NvAddress.Null;
        channel.File = NvAddress.Null;
        channel.Record = 0;
        channel.HasNoApplication = false;
        StatusWord status = applet.Code.Process(ref context, command);
        reply = context.Writer;
        return status;
    }

    /// <summary>Asks an instance whether it accepts to be selected without a command.</summary>
    public static bool AcceptsImplicitly(CardState state, NvAddress application)
    {
        NvAddress data = DataOf(state, application);
        AppletContext context = ContextOf(state, application, data, default, isSelecting: true);
        RomApplet? applet = CodeOf(state, data);
        return applet is not null && applet.Code.Select(ref context);
    }

    /// <summary>Gives a command to the instance that is selected on the channel in progress.</summary>
    public static StatusWord Process(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        NvAddress application = LogicalChannel.Current(state.Working).Application;
        NvAddress data = DataOf(state, application);
        RomApplet? applet = CodeOf(state, data);
        if (applet is null)
        {
            return StatusWord.TechnicalProblem;
        }

        AppletContext context = ContextOf(state, application, data, reply, isSelecting: false);
        StatusWord status = applet.Code.Process(ref context, command);
        reply = context.Writer;
        return status;
    }

    /// <summary>Hands a STORE DATA command to an instance, which need not be selected.</summary>
    public static StatusWord StoreData(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        NvAddress data = DataOf(state, application);
        RomApplet? applet = CodeOf(state, data);
        if (applet is null)
        {
            return StatusWord.TechnicalProblem;
        }

        AppletContext context = ContextOf(state, application, data, reply, isSelecting: false);
        StatusWord status = applet.Code.StoreData(ref context, command);
        reply = context.Writer;
        return status;
    }

    /// <summary>Gives a part of a message to an instance.</summary>
    public static StatusWord ProcessMessage(CardState state, NvAddress application, scoped MessagePart part, ref ResponseWriter reply)
    {
        NvAddress data = DataOf(state, application);
        RomApplet? applet = CodeOf(state, data);
        if (applet is null)
        {
            return StatusWord.TechnicalProblem;
        }

        // Only the last part is answered.
        AppletContext context = ContextOf(state, application, data, part.IsLast ? reply : default, isSelecting: false);
        StatusWord status;
        try
        {
            status = applet.Code.ProcessMessage(ref context, part);
        }
#pragma warning disable CA1031 // Whatever the host's applet throws, the message has failed, and the agent goes on.
        catch (Exception)
#pragma warning restore CA1031
        {
            return StatusWord.TechnicalProblem;
        }

        if (part.IsLast)
        {
            reply = context.Writer;
        }

        return status;
    }

    /// <summary>Tells an instance that it is no longer selected.</summary>
    public static void Deselect(CardState state, NvAddress application)
    {
        NvAddress data = DataOf(state, application);
        AppletContext context = ContextOf(state, application, data, default, isSelecting: false);
        CodeOf(state, data)?.Code.Deselect(ref context);
    }

    /// <summary>Deletes an instance and its memory, together.</summary>
    public static StatusWord Delete(CardState state, NvAddress application)
    {
        bool hadMenu = MenuEntries.HasAny(state.NonVolatile, application);
        using Transaction transaction = state.NonVolatile.Journal.Begin();
        if (!state.NonVolatile.Allocator.TryFree(DataOf(state, application))
            || !ApplicationRegistry.TryRemove(state.NonVolatile, application)
            || !transaction.Commit())
        {
            return StatusWord.MemoryProblem;
        }

        AppletHost.ForgetInToolkit(state, application, hadMenu);
        return StatusWord.Success;
    }

    /// <summary>Tells an instance that it was triggered.</summary>
    public static void Trigger(CardState state, ToolkitRun run)
    {
        NvAddress data = DataOf(state, run.Application);
        var context = new ToolkitContext(state, run, ContextOf(state, run.Application, data, default, isSelecting: false));
        CodeOf(state, data)?.Code.Triggered(ref context);
    }

    /// <summary>Gives an instance the terminal's answer.</summary>
    public static void Resume(CardState state, ToolkitRun run)
    {
        NvAddress data = DataOf(state, run.Application);
        var context = new ToolkitContext(state, run, ContextOf(state, run.Application, data, default, isSelecting: false));
        if (TerminalResponse.TryParse(run.Response, out TerminalResponse response))
        {
            CodeOf(state, data)?.Code.Resume(ref context, response);
        }
    }

    private static NvAddress DataOf(CardState state, NvAddress application) => state.NonVolatile.ReadAddress(application + AppletPart.HeapOffset);

    private static AppletContext ContextOf(CardState state, NvAddress application, NvAddress data, ResponseWriter reply, bool isSelecting) =>
        new(state, application, data + HeaderLength, state.NonVolatile.Allocator.LengthOf(data) - HeaderLength, reply, isSelecting);

    private static RomApplet? CodeOf(CardState state, NvAddress data) => Find(
        state,
        state.NonVolatile.Read(data + 1, state.NonVolatile.ReadByte(data)),
        state.NonVolatile.Read(data + (ModuleOffset + 1), state.NonVolatile.ReadByte(data + ModuleOffset)));

    private static void WriteNames(NonVolatileMemory memory, NvAddress data, RomApplet applet)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        header[0] = (byte)applet.Package.Length;
        applet.Package.CopyTo(header.Slice(1));
        header[ModuleOffset] = (byte)applet.Module.Length;
        applet.Module.CopyTo(header.Slice(ModuleOffset + 1));
        memory.Write(data, header);
        memory.Fill(data + HeaderLength, applet.Code.PersistentBytes, 0);
    }
}
