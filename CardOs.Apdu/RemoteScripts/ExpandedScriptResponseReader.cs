using System;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>A cursor over the objects of a response script in expanded format: TS 102 226 5.2.2.</summary>
/// <remarks>
/// <code>
/// +----+--------------+----------+--------------------+         +----+----+--------------------+-------+
/// | AB | length (BER) | 80 01 nn | objects 23 81 83 90|   or    | AF | 80 | objects 23 81 83 90| 00 00 |
/// +----+--------------+----------+--------------------+         +----+----+--------------------+-------+
/// </code>
/// The number of commands executed is read ahead, wherever it is the first object, also where the indefinite form has it.
/// </remarks>
public ref struct ExpandedScriptResponseReader
{
    private const int MaxCountLength = 4;

    private readonly bool _isIndefinite;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="script"/>; <see cref="Error"/> tells whether it is one.</summary>
    public ExpandedScriptResponseReader(ReadOnlySpan<byte> script)
    {
        CommandsExecuted = null;
        Error = ScriptObjectDecoder.ReadTemplate(
            script, ScriptTag.ResponseScript, ScriptTag.ResponseScriptIndefinite, out _isIndefinite, out _rest);
        IsAtEnd = Error == ScriptFormatError.None && !_isIndefinite && _rest.IsEmpty;
        if (Error == ScriptFormatError.None && !_rest.IsEmpty && _rest[0] == (byte)ScriptTag.CommandsExecuted)
        {
            ReadCount();
        }
    }

    /// <summary>What is wrong with the bytes that follow what was read.</summary>
    public ScriptFormatError Error { get; private set; }

    /// <summary>How many command objects were executed, the one that failed included; null when the response does not say.</summary>
    public int? CommandsExecuted { get; private set; }

    /// <summary>Whether the response was read to its end without an error.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the response has the form that ends with 00 00.</summary>
    public readonly bool IsIndefinite => _isIndefinite;

    /// <summary>Reads the next object behind the number of commands, and moves behind it.</summary>
    /// <returns>False at the end, and at a malformed object: <see cref="Error"/> then says what is wrong.</returns>
    public bool TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value)
    {
        tag = default;
        value = default;
        if (IsAtEnd || Error != ScriptFormatError.None)
        {
            return false;
        }

        if (_isIndefinite && ScriptObjectDecoder.IsEnd(_rest))
        {
            IsAtEnd = true;
            return false;
        }

        if (_rest.IsEmpty)
        {
            Error = ScriptFormatError.WrongLength;
            return false;
        }

        Error = ScriptObjectDecoder.ReadObject(_rest, out ScriptTag found, out ReadOnlySpan<byte> content, out int consumed);
        if (found is not (ScriptTag.ResponseApdu or ScriptTag.ImmediateAction or ScriptTag.ScriptChaining or ScriptTag.BadFormat))
        {
            Error = ScriptFormatError.UnknownTag;
        }

        if (Error != ScriptFormatError.None)
        {
            return false;
        }

        tag = found;
        value = content;
        _rest = _rest.Slice(consumed);
        IsAtEnd = !_isIndefinite && _rest.IsEmpty;
        return true;
    }

    private void ReadCount()
    {
        Error = ScriptObjectDecoder.ReadObject(_rest, out _, out ReadOnlySpan<byte> value, out int consumed);
        if (Error == ScriptFormatError.None && value.Length is 0 or > MaxCountLength)
        {
            Error = ScriptFormatError.WrongLength;
        }

        if (Error != ScriptFormatError.None)
        {
            return;
        }

        uint count = 0;
        foreach (byte next in value)
        {
            count = (count << 8) | next;
        }

        if (count > int.MaxValue)
        {
            Error = ScriptFormatError.WrongLength;
            return;
        }

        CommandsExecuted = (int)count;
        _rest = _rest.Slice(consumed);
        IsAtEnd = !_isIndefinite && _rest.IsEmpty;
    }
}
