using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>What a C# applet has of the card: its memory, and the answer.</summary>
public ref struct AppletContext
{
    private readonly CardState _state;
    private readonly NvAddress _application;
    private readonly NvAddress _data;
    private readonly int _length;

    internal AppletContext(CardState state, NvAddress application, NvAddress data, int length, ResponseWriter reply, bool isSelecting)
    {
        _state = state;
        _application = application;
        _data = data;
        _length = length;
        Writer = reply;
        IsSelecting = isSelecting;
    }

    internal ResponseWriter Writer;

    /// <summary>Whether the command is the SELECT that selected the instance.</summary>
    public bool IsSelecting { get; }

    /// <summary>The instance's bytes of non-volatile memory.</summary>
    public readonly ReadOnlySpan<byte> Persistent => _state.NonVolatile.Read(_data, _length);

    /// <summary>Writes into the instance's memory: after a power cut it has the old bytes or the new ones.</summary>
    /// <returns>False, and nothing written, when the card's journal has no room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bytes would lie outside of the instance's memory.</exception>
    public readonly bool Write(int offset, scoped ReadOnlySpan<byte> bytes)
    {
        if ((uint)offset > (uint)_length || bytes.Length > _length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(offset));
        }

        return _state.NonVolatile.Journal.TryWrite(_data + offset, bytes);
    }

    /// <summary>Registers an entry of the terminal's menu: the instance is triggered when the user chooses it.</summary>
    /// <param name="text">What the user sees, 1 to 126 bytes: an alpha identifier of TS 102 223.</param>
    /// <param name="item">The number of the entry.</param>
    /// <returns>False, and nothing changed, when the text is empty or too long, or there is no room for it in the menu or on the card.</returns>
    public readonly bool TryAddMenuEntry(scoped ReadOnlySpan<byte> text, out byte item)
    {
        bool isAdded = MenuEntries.TryAdd(_state.NonVolatile, _application, text, out item);
        ToolkitState.Of(_state.Working).NoteMenuChange();
        return isAdded;
    }

    /// <summary>Takes an entry out of the terminal's menu.</summary>
    /// <returns>False when the instance has no such entry.</returns>
    public readonly bool TryRemoveMenuEntry(byte item)
    {
        bool isRemoved = MenuEntries.TryRemove(_state.NonVolatile, _application, item);
        ToolkitState.Of(_state.Working).NoteMenuChange();
        return isRemoved;
    }

    /// <summary>Adds response data.</summary>
    /// <returns>9000; 6700 when they do not fit the answer.</returns>
    public StatusWord Reply(scoped ReadOnlySpan<byte> data) => Writer.TryWrite(data) ? StatusWord.Success : StatusWord.WrongLength;
}
