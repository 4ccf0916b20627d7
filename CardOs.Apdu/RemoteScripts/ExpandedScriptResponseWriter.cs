using System;
using System.Buffers.Binary;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>Writes a response script in expanded format: TS 102 226 5.2.2.</summary>
/// <remarks>Every method that gives false has written nothing.</remarks>
public ref struct ExpandedScriptResponseWriter
{
    private const byte SuspensionError = 0x01;
    private const int StatusLength = 2;

    private readonly Span<byte> _destination;
    private readonly bool _isIndefinite;
    private readonly bool _isOpen;
    private readonly int _mark;
    private readonly int _countOffset;
    private BerTlvWriter _writer;

    /// <summary>Starts a response with a length and the number of commands, or one that ends with 00 00 and does not tell the number.</summary>
    public ExpandedScriptResponseWriter(Span<byte> destination, bool isIndefinite = false)
    {
        _destination = destination;
        _writer = new BerTlvWriter(destination);
        _isIndefinite = isIndefinite;
        if (isIndefinite)
        {
            _isOpen = _writer.TryOpenIndefinite((uint)ScriptTag.ResponseScriptIndefinite);
            return;
        }

        _isOpen = _writer.TryOpen((uint)ScriptTag.ResponseScript, out _mark) && _writer.TryWrite((uint)ScriptTag.CommandsExecuted, 0);
        _countOffset = _writer.Length - 1;
    }

    /// <summary>Goes on with a response that another writer began in the same bytes and has not completed.</summary>
    /// <param name="destination">The bytes that the other writer was given.</param>
    /// <param name="isIndefinite">The form that the other writer was given.</param>
    /// <param name="written">How many bytes it had written.</param>
    public static ExpandedScriptResponseWriter Continue(Span<byte> destination, bool isIndefinite, int written)
    {
        var writer = new ExpandedScriptResponseWriter(destination, isIndefinite);
        writer._writer.TryWriteEncoded(destination.Slice(writer._writer.Length, written - writer._writer.Length));
        return writer;
    }

    /// <summary>Bytes that still fit, the end of the script not counted.</summary>
    public readonly int Room => _writer.Room;

    /// <summary>What was written so far; the response script when it was completed.</summary>
    public readonly ReadOnlySpan<byte> Written => _writer.Written;

    /// <summary>Adds the answer to a command.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteResponse(scoped ReadOnlySpan<byte> data, StatusWord status)
    {
        if (!_isOpen || !_writer.TryReserve((uint)ScriptTag.ResponseApdu, data.Length + StatusLength, out Span<byte> value))
        {
            return false;
        }

        data.CopyTo(value);
        BinaryPrimitives.WriteUInt16BigEndian(value.Slice(data.Length), (ushort)status);
        return true;
    }

    /// <summary>Adds that the script could not be suspended.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteSuspensionError() => TryWrite(ScriptTag.ImmediateAction, SuspensionError);

    /// <summary>Adds why the script of a chain was not processed.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteChaining(ScriptChainingResult result) => TryWrite(ScriptTag.ScriptChaining, (byte)result);

    /// <summary>Adds why the command script could not be read further.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteBadFormat(ScriptFormatError error) => TryWrite(ScriptTag.BadFormat, (byte)error);

    /// <summary>Ends the response; only the form with a length tells how many commands were executed.</summary>
    /// <returns>False when its length, or 00 00, does not fit, or the number does not fit in two bytes.</returns>
    public bool TryComplete(int commandsExecuted)
    {
        if (!_isOpen || commandsExecuted is < 0 or > ushort.MaxValue)
        {
            return false;
        }

        if (_isIndefinite)
        {
            return _writer.TryCloseIndefinite();
        }

        if (commandsExecuted > byte.MaxValue && !TryWidenCount())
        {
            return false;
        }

        if (commandsExecuted > byte.MaxValue)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_destination.Slice(_countOffset), (ushort)commandsExecuted);
        }
        else
        {
            _destination[_countOffset] = (byte)commandsExecuted;
        }

        return _writer.TryClose(_mark);
    }

    private bool TryWidenCount()
    {
        int end = _writer.Length;
        if (!_writer.TryWriteEncoded([0x00]))
        {
            return false;
        }

        int start = _countOffset + 1;
        _destination.Slice(start, end - start).CopyTo(_destination.Slice(start + 1));
        _destination[_countOffset - 1] = sizeof(ushort);
        return true;
    }

    private bool TryWrite(ScriptTag tag, byte value) => _isOpen && _writer.TryWrite((uint)tag, value);
}
