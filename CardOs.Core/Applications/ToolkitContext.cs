using System;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Applications;

/// <summary>What a C# applet has of the card while it is triggered: why, its memory, and the terminal.</summary>
public ref struct ToolkitContext
{
    private readonly CardState _state;
    private readonly ToolkitRun _run;
    private AppletContext _applet;

    internal ToolkitContext(CardState state, ToolkitRun run, AppletContext applet)
    {
        _state = state;
        _run = run;
        _applet = applet;
    }

    /// <summary>Bytes of <see cref="Kept"/>.</summary>
    public const int KeptLength = WorkingMap.ToolkitKeptLength;

    /// <summary>Why the instance was triggered.</summary>
    public readonly AppletTrigger Trigger => (AppletTrigger)_run.Event;

    /// <summary>The entry of the menu that the user chose.</summary>
    public readonly byte Item => _run.Item;

    /// <summary>The objects of the envelope that triggered the instance; they stay while it waits.</summary>
    public readonly ReadOnlySpan<byte> Envelope => _run.Envelope;

    /// <summary>Bytes of working memory that stay while the instance waits for the terminal; zero when it is triggered, and gone with a reset.</summary>
    public readonly Span<byte> Kept => _run.Kept;

    /// <summary>The instance's bytes of non-volatile memory.</summary>
    public readonly ReadOnlySpan<byte> Persistent => _applet.Persistent;

    /// <summary>Whether <see cref="TrySend"/> can send: the terminal said what it can do, is free, and was sent nothing yet by this call.</summary>
    public readonly bool IsTerminalFree => _run.MaySend;

    /// <summary>Sends a proactive command when the call returns; <see cref="Applet.Resume"/> goes on with the terminal's answer.</summary>
    /// <param name="objects">Its COMPREHENSION-TLV objects, from the command details on; the card puts D0 and the length in front.</param>
    /// <returns>False, and nothing is sent, when the terminal is not free, the objects are no command or longer than 253 bytes, or it is a command that only the card sends.</returns>
    public readonly bool TrySend(scoped ReadOnlySpan<byte> objects) => _run.MaySend && _run.TrySetCommand(objects);

    /// <summary>Has the instance triggered, once, when the terminal is free again.</summary>
    /// <returns>False when the terminal is free now, or too many instances wait for it.</returns>
    public readonly bool TryWaitForTerminal() =>
        !_run.MaySend && ToolkitState.Of(_state.Working).TryAddTrigger(_run.Application, (byte)AppletTrigger.ProactiveHandlerAvailable);

    /// <summary>Writes into the instance's memory: after a power cut it has the old bytes or the new ones.</summary>
    /// <returns>False, and nothing written, when the card's journal has no room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bytes would lie outside of the instance's memory.</exception>
    public readonly bool Write(int offset, scoped ReadOnlySpan<byte> bytes) => _applet.Write(offset, bytes);

    /// <summary>Registers an entry of the terminal's menu, as <see cref="AppletContext.TryAddMenuEntry"/> does.</summary>
    public readonly bool TryAddMenuEntry(scoped ReadOnlySpan<byte> text, out byte item) => _applet.TryAddMenuEntry(text, out item);

    /// <summary>Takes an entry out of the terminal's menu.</summary>
    /// <returns>False when the instance has no such entry.</returns>
    public readonly bool TryRemoveMenuEntry(byte item) => _applet.TryRemoveMenuEntry(item);
}
