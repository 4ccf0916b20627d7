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
    private ScriptObjectReader _objects;

    /// <summary>Starts in front of the first object of <paramref name="script"/>; <see cref="Error"/> tells whether it is one.</summary>
    public ExpandedScriptReader(ReadOnlySpan<byte> script)
    {
        _objects = new ScriptObjectReader(script, ScriptTag.CommandScript, ScriptTag.CommandScriptIndefinite);
        ObjectsRead = 0;
    }

    /// <summary>What is wrong with the bytes that follow what was read.</summary>
    public readonly ScriptFormatError Error => _objects.Error;

    /// <summary>How many objects were read.</summary>
    public int ObjectsRead { get; private set; }

    /// <summary>Whether the script was read to its end without an error.</summary>
    public readonly bool IsAtEnd => _objects.IsAtEnd;

    /// <summary>Whether the script has the form that ends with 00 00; the response is to have the same form.</summary>
    public readonly bool IsIndefinite => _objects.IsIndefinite;

    private static ReadOnlySpan<byte> Known =>
        [(byte)ScriptTag.CommandApdu, (byte)ScriptTag.ImmediateAction, (byte)ScriptTag.ErrorAction, (byte)ScriptTag.ScriptChaining];

    /// <summary>Whether <paramref name="data"/> begins like a script in expanded format.</summary>
    public static bool IsExpanded(ReadOnlySpan<byte> data) =>
        !data.IsEmpty && data[0] is (byte)ScriptTag.CommandScript or (byte)ScriptTag.CommandScriptIndefinite;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at a malformed object: <see cref="Error"/> then says what is wrong.</returns>
    public bool TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value)
    {
        bool isRead = _objects.TryRead(Known, out tag, out value);
        ObjectsRead += isRead ? 1 : 0;
        return isRead;
    }
}
