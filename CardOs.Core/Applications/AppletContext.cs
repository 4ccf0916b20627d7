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

    internal readonly CardState State => _state;

    /// <summary>The registry entry of the instance.</summary>
    internal readonly NvAddress Application => _application;

    /// <summary>Whether the command is the SELECT that selected the instance.</summary>
    public bool IsSelecting { get; }

    /// <summary>The instance's bytes of non-volatile memory.</summary>
    public readonly ReadOnlySpan<byte> Persistent => State.NonVolatile.Read(_data, _length);

    /// <summary>Writes into the instance's memory: after a power cut it has the old bytes or the new ones.</summary>
    /// <returns>False, and nothing written, when the card's journal has no room.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bytes would lie outside of the instance's memory.</exception>
    public readonly bool Write(int offset, scoped ReadOnlySpan<byte> bytes)
    {
        if ((uint)offset > (uint)_length || bytes.Length > _length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(offset));
        }

        return State.NonVolatile.Journal.TryWrite(_data + offset, bytes);
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

    /// <summary>Registers the instance with the message agent: it gets the messages whose header element has this value, see <see cref="Applet.ProcessMessage"/>.</summary>
    /// <param name="value">The value: a media type, whose case and further parameters do not count; of another element, these very bytes.</param>
    /// <param name="element">The header element; empty for Content-Type.</param>
    /// <param name="isWhole">Whether the body is wanted in one part, of up to 1,024 bytes, rather than as it arrives.</param>
    /// <returns>9000; 6985 when the agent's rule or a reserved value forbids it, 6A80 when it is no element or value, 6A89 when another application has it, 6A84 without room.</returns>
    public readonly StatusWord Register(scoped ReadOnlySpan<byte> value, scoped ReadOnlySpan<byte> element = default, bool isWhole = false) =>
        MessageRegistrations.Add(_state, _application, new MessageRegistration { Value = value, Element = element, IsWhole = isWhole });

    /// <summary>Registers the instance for messages that name it, by its AID, in their body.</summary>
    public readonly StatusWord RegisterByName(bool isWhole = false) =>
        MessageRegistrations.Add(_state, _application, new MessageRegistration { IsByName = true, IsWhole = isWhole });

    /// <summary>Takes a registration back.</summary>
    /// <returns>9000; 6A88 when there is none.</returns>
    public readonly StatusWord Deregister(scoped ReadOnlySpan<byte> value, scoped ReadOnlySpan<byte> element = default) =>
        MessageRegistrations.Remove(_state, _application, new MessageRegistration { Value = value, Element = element });

    /// <summary>Takes the registration for messages that name the instance back.</summary>
    public readonly StatusWord DeregisterByName() => MessageRegistrations.Remove(_state, _application, new MessageRegistration { IsByName = true });

    /// <summary>Adds response data.</summary>
    /// <returns>9000; 6700 when they do not fit the answer.</returns>
    public StatusWord Reply(scoped ReadOnlySpan<byte> data) => Writer.TryWrite(data) ? StatusWord.Success : StatusWord.WrongLength;
}
