using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>Writes a command script in expanded format: TS 102 226 5.2.1.</summary>
/// <remarks>Every method that gives false has written nothing.</remarks>
public ref struct ExpandedScriptWriter
{
    private const uint ComprehensionMask = 0b1000_0000;

    private readonly bool _isIndefinite;
    private readonly bool _isOpen;
    private readonly int _mark;
    private BerTlvWriter _writer;

    /// <summary>Starts a script with a length, or one that ends with 00 00.</summary>
    public ExpandedScriptWriter(Span<byte> destination, bool isIndefinite = false)
    {
        _writer = new BerTlvWriter(destination);
        _isIndefinite = isIndefinite;
        _isOpen = isIndefinite
            ? _writer.TryOpenIndefinite((uint)ScriptTag.CommandScriptIndefinite)
            : _writer.TryOpen((uint)ScriptTag.CommandScript, out _mark);
    }

    /// <summary>What was written so far; the script when it was completed.</summary>
    public readonly ReadOnlySpan<byte> Written => _writer.Written;

    /// <summary>Adds a command APDU.</summary>
    /// <param name="command">The encoded APDU, with Le when response data is wanted.</param>
    /// <param name="isComprehensionRequired">Whether the tag has the comprehension bit (A2 instead of 22), as some cards want it.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteCommand(scoped ReadOnlySpan<byte> command, bool isComprehensionRequired = false) =>
        TryWrite((uint)ScriptTag.CommandApdu | (isComprehensionRequired ? ComprehensionMask : 0), command);

    /// <summary>Adds an Immediate Action: a proactive command's objects, or the number of a record of EF RMA.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteImmediateAction(scoped ReadOnlySpan<byte> action) => TryWrite((uint)ScriptTag.ImmediateAction, action);

    /// <summary>Adds an Immediate Action of one byte.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteImmediateAction(ImmediateAction action) => _isOpen && _writer.TryWrite((uint)ScriptTag.ImmediateAction, (byte)action);

    /// <summary>Adds an Error Action: a proactive command's objects, the number of a record of EF RMA, or nothing for no action.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteErrorAction(scoped ReadOnlySpan<byte> action) => TryWrite((uint)ScriptTag.ErrorAction, action);

    /// <summary>Adds the place in a chain, which must be the first object.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWriteChaining(ScriptChaining chaining) => _isOpen && _writer.TryWrite((uint)ScriptTag.ScriptChaining, (byte)chaining);

    /// <summary>Ends the script.</summary>
    /// <returns>False when its length, or 00 00, does not fit.</returns>
    public bool TryComplete() => _isOpen && (_isIndefinite ? _writer.TryCloseIndefinite() : _writer.TryClose(_mark));

    private bool TryWrite(uint tag, scoped ReadOnlySpan<byte> value) => _isOpen && _writer.TryWrite(tag, value);
}
