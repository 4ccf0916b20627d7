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

    private ScriptObjectReader _objects;

    /// <summary>Starts in front of the first object of <paramref name="script"/>; <see cref="Error"/> tells whether it is one.</summary>
    public ExpandedScriptResponseReader(ReadOnlySpan<byte> script)
    {
        _objects = new ScriptObjectReader(script, ScriptTag.ResponseScript, ScriptTag.ResponseScriptIndefinite);
        CommandsExecuted = null;
        if (_objects.StandsAt(ScriptTag.CommandsExecuted))
        {
            ReadCount();
        }
    }

    /// <summary>What is wrong with the bytes that follow what was read.</summary>
    public readonly ScriptFormatError Error => _objects.Error;

    /// <summary>How many command objects were executed, the one that failed included; null when the response does not say.</summary>
    public int? CommandsExecuted { get; private set; }

    /// <summary>Whether the response was read to its end without an error.</summary>
    public readonly bool IsAtEnd => _objects.IsAtEnd;

    /// <summary>Whether the response has the form that ends with 00 00.</summary>
    public readonly bool IsIndefinite => _objects.IsIndefinite;

    private static ReadOnlySpan<byte> Known =>
        [(byte)ScriptTag.ResponseApdu, (byte)ScriptTag.ImmediateAction, (byte)ScriptTag.ScriptChaining, (byte)ScriptTag.BadFormat];

    private static ReadOnlySpan<byte> Count => [(byte)ScriptTag.CommandsExecuted];

    /// <summary>Reads the next object behind the number of commands, and moves behind it.</summary>
    /// <returns>False at the end, and at a malformed object: <see cref="Error"/> then says what is wrong.</returns>
    public bool TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value) => _objects.TryRead(Known, out tag, out value);

    private void ReadCount()
    {
        if (!_objects.TryRead(Count, out _, out ReadOnlySpan<byte> value))
        {
            return;
        }

        uint count = 0;
        foreach (byte next in value)
        {
            count = (count << 8) | next;
        }

        if (value.Length is 0 or > MaxCountLength || count > int.MaxValue)
        {
            _objects.RefuseLength();
            return;
        }

        CommandsExecuted = (int)count;
    }
}
