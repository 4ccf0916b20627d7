using System;
using CardOs.Applications;
using CardOs.Channels;
using CardOs.JavaCard;
using CardOs.Registry;

namespace CardOs.JavaCardApi.CardOsToolkit;

/// <summary>cardos.toolkit.Toolkit: menu entries, proactive commands, and what a triggered applet is told.</summary>
/// <remarks>
/// What is about the trigger or the terminal throws SystemException ILLEGAL_USE outside of processToolkit, and send() while the terminal is not
/// free; ILLEGAL_VALUE is for objects that are no proactive command and entries that are not the applet's, NO_RESOURCE for what there is no room for.
/// </remarks>
internal static class ToolkitClass
{
    private const short IllegalValue = 1;
    private const short NoResource = 5;
    private const short IllegalUse = 6;

    private const int Answered = 1;

    public static NativeClass Define() => new(RomClass.Toolkit, "Toolkit", RomClass.Object)
    {
        Statics =
        [
            new(0, "addMenuEntry", "([BSS)B", AddMenuEntry),
            new(1, "copyEnvelope", "([BSS)S", CopyEnvelope),
            new(2, "copyResponse", "([BSS)S", CopyResponse),
            new(3, "getItem", "()B", GetItem),
            new(4, "isTerminalFree", "()Z", IsTerminalFree),
            new(5, "removeMenuEntry", "(B)V", RemoveMenuEntry),
            new(6, "send", "([BSS)S", Send),
            new(7, "waitForTerminal", "()V", WaitForTerminal),
        ],
    };

    private static VmStatus AddMenuEntry(ref NativeCall call)
    {
        if (!call.TryBytes(0, out ReadOnlySpan<byte> text))
        {
            return VmStatus.Throw;
        }

        ToolkitState.Of(call.Machine.Working).NoteMenuChange();
        return MenuEntries.TryAdd(call.Machine.Memory, call.Machine.InstanceOf(call.Caller), text, out byte item)
            ? call.Return((sbyte)item)
            : call.Throw(RomClass.SystemException, NoResource);
    }

    private static VmStatus RemoveMenuEntry(ref NativeCall call)
    {
        ToolkitState.Of(call.Machine.Working).NoteMenuChange();
        return MenuEntries.TryRemove(call.Machine.Memory, call.Machine.InstanceOf(call.Caller), call.Byte(0))
            ? call.Return()
            : call.Throw(RomClass.SystemException, IllegalValue);
    }

    private static VmStatus GetItem(ref NativeCall call) =>
        TryRun(ref call, out ToolkitRun run) ? call.Return((sbyte)run.Item) : VmStatus.Throw;

    private static VmStatus IsTerminalFree(ref NativeCall call) =>
        TryRun(ref call, out ToolkitRun run) ? call.Return(run.MaySend) : VmStatus.Throw;

    private static VmStatus CopyEnvelope(ref NativeCall call) =>
        TryRun(ref call, out ToolkitRun run) ? Copy(ref call, run.Envelope) : VmStatus.Throw;

    private static VmStatus CopyResponse(ref NativeCall call) =>
        TryRun(ref call, out ToolkitRun run) ? Copy(ref call, run.Response) : VmStatus.Throw;

    private static VmStatus WaitForTerminal(ref NativeCall call)
    {
        if (!TryRun(ref call, out ToolkitRun run))
        {
            return VmStatus.Throw;
        }

        if (run.MaySend)
        {
            return call.Throw(RomClass.SystemException, IllegalUse);
        }

        return ToolkitState.Of(call.Machine.Working).TryAddTrigger(call.Machine.InstanceOf(call.Caller), (byte)AppletTrigger.ProactiveHandlerAvailable)
            ? call.Return()
            : call.Throw(RomClass.SystemException, NoResource);
    }

    // Returns the general result of the terminal's answer, for which it waits.
    private static VmStatus Send(ref NativeCall call)
    {
        if (!TryRun(ref call, out ToolkitRun run))
        {
            return VmStatus.Throw;
        }

        if (call.Step == Answered)
        {
            return Apdu.Toolkit.TerminalResponse.TryParse(run.Response, out Apdu.Toolkit.TerminalResponse response)
                ? call.Return((short)response.Result)
                : call.Throw(RomClass.SystemException, IllegalUse);
        }

        if (!call.TryBytes(0, out ReadOnlySpan<byte> command))
        {
            return VmStatus.Throw;
        }

        if (!run.MaySend)
        {
            return call.Throw(RomClass.SystemException, IllegalUse);
        }

        if (!run.TrySetCommand(command))
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        VmStatus status = call.Suspend(Answered);
        if (status != VmStatus.Suspended)
        {
            run.ClearCommand();
        }

        return status;
    }

    private static VmStatus Copy(ref NativeCall call, ReadOnlySpan<byte> source)
    {
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), call.Short(2)))
        {
            return VmStatus.Throw;
        }

        if (source.Length > call.Short(2))
        {
            return call.Throw(RomClass.ArrayIndexOutOfBoundsException);
        }

        return call.TryWrite(array, call.Short(1), source) ? call.Return((short)source.Length) : VmStatus.Throw;
    }

    private static bool TryRun(ref NativeCall call, out ToolkitRun run)
    {
        int number = ToolkitState.Of(call.Machine.Working).Running;
        run = ToolkitRun.Of(call.Machine.Working, Math.Max(number, ToolkitRun.First));
        return number >= 0 || call.Fail(RomClass.SystemException, IllegalUse);
    }
}
