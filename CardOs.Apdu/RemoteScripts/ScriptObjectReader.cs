using System;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>A cursor over the objects of a template in expanded format, whichever it is: TS 102 226 5.2.</summary>
internal ref struct ScriptObjectReader
{
    private readonly bool _isIndefinite;
    private ReadOnlySpan<byte> _rest;
    private bool _isAtEnd;

    public ScriptObjectReader(ReadOnlySpan<byte> script, ScriptTag definite, ScriptTag indefinite)
    {
        Error = ScriptObjectDecoder.ReadTemplate(script, definite, indefinite, out _isIndefinite, out _rest);
        _isAtEnd = !_isIndefinite && _rest.IsEmpty;
    }

    /// <summary>What is wrong with the bytes that follow what was read.</summary>
    public ScriptFormatError Error { get; private set; }

    public readonly bool IsIndefinite => _isIndefinite;

    /// <summary>Whether everything was read, without an error.</summary>
    public readonly bool IsAtEnd => _isAtEnd && Error == ScriptFormatError.None;

    /// <summary>Whether the next object has this tag.</summary>
    public readonly bool StandsAt(ScriptTag tag) => Error == ScriptFormatError.None && !_rest.IsEmpty && _rest[0] == (byte)tag;

    /// <summary>Reads the next object, when its tag is one of <paramref name="known"/>, and moves behind it.</summary>
    /// <returns>False at the end, and at an object that is malformed or not known: <see cref="Error"/> then says what is wrong.</returns>
    public bool TryRead(scoped ReadOnlySpan<byte> known, out ScriptTag tag, out ReadOnlySpan<byte> value)
    {
        tag = default;
        value = default;
        if (_isAtEnd || Error != ScriptFormatError.None)
        {
            return false;
        }

        if (_isIndefinite && ScriptObjectDecoder.IsEnd(_rest))
        {
            _isAtEnd = true;
            return false;
        }

        if (_rest.IsEmpty)
        {
            // Only the indefinite form comes here: the bytes ended without 00 00.
            Error = ScriptFormatError.WrongLength;
            return false;
        }

        Error = ScriptObjectDecoder.ReadObject(_rest, out ScriptTag found, out ReadOnlySpan<byte> content, out int consumed);
        if (known.IndexOf((byte)found) < 0)
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
        _isAtEnd = !_isIndefinite && _rest.IsEmpty;
        return true;
    }

    /// <summary>Ends the reading: what was read last has a wrong length.</summary>
    public void RefuseLength() => Error = ScriptFormatError.WrongLength;
}
