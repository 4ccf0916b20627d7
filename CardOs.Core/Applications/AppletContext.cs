using System;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Applications;

/// <summary>What a C# applet has of the card: its memory, and the answer.</summary>
public ref struct AppletContext
{
    private readonly NvAddress _data;
    private readonly int _length;

    internal AppletContext(CardState state, NvAddress application, NvAddress data, int length, ResponseWriter reply, bool isSelecting)
    {
        State = state;
        Application = application;
        _data = data;
        _length = length;
        Writer = reply;
        IsSelecting = isSelecting;
    }

    internal ResponseWriter Writer;

    internal CardState State { get; }

    /// <summary>The registry entry of the instance.</summary>
    internal NvAddress Application { get; }

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

    /// <summary>Adds response data.</summary>
    /// <returns>9000; 6700 when they do not fit the answer.</returns>
    public StatusWord Reply(scoped ReadOnlySpan<byte> data) => Writer.TryWrite(data) ? StatusWord.Success : StatusWord.WrongLength;
}
