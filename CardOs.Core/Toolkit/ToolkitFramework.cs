using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Applications;
using CardOs.Channels;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Toolkit;

/// <summary>Triggers applets, and goes on with the one that waits for the terminal.</summary>
/// <remarks>
/// <code>
///  ENVELOPE ---> trigger ---> applet runs ---> ends
///                               |    ^
///                         sends |    | TERMINAL RESPONSE
///                               v    |
///                              waits: frames, handler contents and what it keeps are in working memory
/// </code>
/// The session's owner is the applet that was triggered. Its frames (Java) or its kept bytes (C#) lie in working memory; while it waits, every
/// other command is executed, and other triggers run above it, without the terminal: they may ask to be triggered again when it is free.
/// An exception that nobody catches ends the session as a return does: the terminal's command is answered 9000 (TS 102 241).
/// </remarks>
internal static class ToolkitFramework
{
    /// <summary>FETCH, TERMINAL RESPONSE and TERMINAL PROFILE.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = ProactiveSession.Handle(state, command, ref reply);
        if (status != StatusWord.Success)
        {
            return status;
        }

        switch ((Instruction)command.Ins)
        {
            case Instruction.TerminalProfile:
                ToolkitState.Of(state.Working).TakeProfile(command.Data);
                break;
            case Instruction.TerminalResponse when ProactiveSession.WasOfApplet(state.Working):
                Resume(state, command.Data);
                ProactiveSession.Advance(state.Working);
                break;
            default:
                break;
        }

        return status;
    }

    /// <summary>ENVELOPE (MENU SELECTION): triggers the applet that registered the entry. TS 102 223 7.4.</summary>
    public static StatusWord SelectItem(CardState state, scoped Envelope envelope)
    {
        if (envelope.Content.Length > WorkingMap.ToolkitEnvelopeCapacity)
        {
            return StatusWord.WrongLength;
        }

        if (!envelope.TryFind(ToolkitTag.ItemIdentifier, out ReadOnlySpan<byte> item) || item.Length != 1)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress application = MenuEntries.Find(state.NonVolatile, state.RuntimeView, item[0]);
        AppletTrigger trigger = envelope.TryFind(ToolkitTag.HelpRequest, out _) ? AppletTrigger.MenuSelectionHelp : AppletTrigger.MenuSelection;
        return application.IsNull ? StatusWord.Success : Trigger(state, application, trigger, item[0], envelope.Content);
    }

    /// <summary>Behind a command: what waits for the terminal goes on when it is free.</summary>
    public static void Proceed(CardState state)
    {
        ToolkitState toolkit = ToolkitState.Of(state.Working);
        while (toolkit.HasWork && toolkit.HasProfile && !ProactiveSession.IsActive(state.Working) && !state.Machine.IsMuted)
        {
            if (toolkit.TakeMenuChange())
            {
                Menu.Send(state);
            }
            else if (toolkit.TryTakeTrigger(out NvAddress application, out byte trigger))
            {
                Trigger(state, application, (AppletTrigger)trigger, item: 0, default);
            }
        }
    }

    // An applet that cannot be selected is not triggered: TS 102 241.
    private static StatusWord Trigger(CardState state, NvAddress application, AppletTrigger trigger, byte item, scoped ReadOnlySpan<byte> envelope)
    {
        if (!new ApplicationEntry(state.NonVolatile, application).IsSelectable)
        {
            return StatusWord.Success;
        }

        ToolkitState toolkit = ToolkitState.Of(state.Working);
        int number = ToolkitRun.Of(state.Working, ToolkitRun.First).IsWaiting ? ToolkitRun.Above : ToolkitRun.First;
        ToolkitRun run = ToolkitRun.Of(state.Working, number);
        run.Begin(
            application,
            (byte)trigger,
            item,
            envelope,
            maySend: number == ToolkitRun.First && toolkit.HasProfile && !ProactiveSession.IsActive(state.Working));
        toolkit.Running = number;
        VmStatus status = VmStatus.Done;
        if (AppletHost.IsApplet(state.NonVolatile, application))
        {
            status = AppletHost.Trigger(state, application, RomClass.ToolkitInterface, (short)trigger);
        }
        else
        {
            RomAppletHost.Trigger(state, run);
        }

        Finish(state, run);
        bool isBusy = status == VmStatus.Throw && state.Machine.TryReason(RomClass.IsoException, out short reason) && (ushort)reason == (ushort)StatusWord.ToolkitBusy;
        return isBusy ? StatusWord.ToolkitBusy : StatusWord.Success;
    }

    // When its applet is gone, nobody wants the answer.
    private static void Resume(CardState state, scoped ReadOnlySpan<byte> response)
    {
        ToolkitRun run = ToolkitRun.Of(state.Working, ToolkitRun.First);
        if (!run.IsWaiting)
        {
            return;
        }

        run.Continue(response);
        ToolkitState.Of(state.Working).Running = ToolkitRun.First;
        if (AppletHost.IsApplet(state.NonVolatile, run.Application))
        {
            AppletHost.Resume(state);
        }
        else
        {
            RomAppletHost.Resume(state, run);
        }

        Finish(state, run);
    }

    // What the applet sends is ready; without a command its session is over.
    private static void Finish(CardState state, ToolkitRun run)
    {
        ToolkitState toolkit = ToolkitState.Of(state.Working);
        toolkit.Running = -1;
        int length = run.CommandLength;
        if (length == 0)
        {
            run.End();
            return;
        }

        run.Wait();
        ProactiveSession.Start(state.Working, SessionSource.Applet, length);
    }
}
