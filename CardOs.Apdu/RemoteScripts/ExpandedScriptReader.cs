using System;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>A cursor over the objects of a command script in expanded format: TS 102 226 5.2.1.</summary>
/// <remarks>
/// <code>
/// +----+--------------+-----------------------+         +----+----+------------------------+-------+
/// | AA | length (BER) | objects 22 81 82 83 … |   or    | AE | 80 | objects 22 81 82 83 …  | 00 00 |
/// +----+--------------+-----------------------+         +----+----+------------------------+-------+
/// </code>
/// Objects are read one by one, so those in front of a malformed one can be executed, as the specification wants.
/// </remarks>
public ref struct ExpandedScriptReader
{
    private readonly bool _isIndefinite;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="script"/>; <see cref="Error"/> tells whether it is one.</summary>
    public ExpandedScriptReader(ReadOnlySpan<byte> script)
    {
        Error = ScriptObjectDecoder.ReadTemplate(
            script, ScriptTag.CommandScript, ScriptTag.CommandScriptIndefinite, out _isIndefinite, out _rest);
        ObjectsRead = 0;
        IsAtEnd = Error == ScriptFormatError.None && !_isIndefinite && _rest.IsEmpty;
    }

    /// <summary>What is wrong with the bytes that follow what was read.</summary>
    public ScriptFormatError Error { get; private set; }

    /// <summary>How many objects were read.</summary>
    public int ObjectsRead { get; private set; }

    /// <summary>Whether the script was read to its end without an error.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the script has the form that ends with 00 00; the response is to have the same form.</summary>
    public readonly bool IsIndefinite => _isIndefinite;

    /// <summary>Whether <paramref name="data"/> begins like a script in expanded format.</summary>
    public static bool IsExpanded(ReadOnlySpan<byte> data) =>
        !data.IsEmpty && data[0] is (byte)ScriptTag.CommandScript or (byte)ScriptTag.CommandScriptIndefinite;

    /// <summary>Reads the next object and moves behind it.</summary>
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
            // Only the indefinite form comes here: the bytes ended without 00 00.
            Error = ScriptFormatError.WrongLength;
            return false;
        }

        Error = ScriptObjectDecoder.ReadObject(_rest, out ScriptTag found, out ReadOnlySpan<byte> content, out int consumed);
        if (found is not (ScriptTag.CommandApdu or ScriptTag.ImmediateAction or ScriptTag.ErrorAction or ScriptTag.ScriptChaining))
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
        ObjectsRead++;
        IsAtEnd = !_isIndefinite && _rest.IsEmpty;
        return true;
    }
}
