using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>Where the exceptions of a stretch of code go: JCVM 6.10.1. All offsets are of the Method component.</summary>
/// <remarks>
/// <code>
/// 0           2                   4             6               8
/// +-----------+-------------------+-------------+---------------+
/// | start (2) | stop bit, length  | handler (2) | catch type,   |
/// |           | (1+15 bits)       |             | or 0 (2)      |
/// +-----------+-------------------+-------------+---------------+
/// </code>
/// </remarks>
public readonly struct ExceptionHandler
{
    /// <summary>Bytes of a handler.</summary>
    public const int Length = 8;

    private const int StopOffset = 2;
    private const int HandlerOffset = 4;
    private const int CatchTypeOffset = 6;
    private const int StopMask = 0x8000;

    internal ExceptionHandler(ReadOnlySpan<byte> source)
    {
        int stop = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(StopOffset));
        Start = BinaryPrimitives.ReadUInt16BigEndian(source);
        IsLast = (stop & StopMask) != 0;
        ActiveLength = stop & ~StopMask;
        Handler = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(HandlerOffset));
        CatchType = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(CatchTypeOffset));
    }

    /// <summary>The first instruction of the stretch.</summary>
    public int Start { get; }

    /// <summary>Bytes of the stretch.</summary>
    public int ActiveLength { get; }

    /// <summary>Behind the last instruction of the stretch.</summary>
    public int End => Start + ActiveLength;

    /// <summary>The stop bit: no later handler is for an instruction of this stretch.</summary>
    public bool IsLast { get; }

    /// <summary>The first instruction of the handler.</summary>
    public int Handler { get; }

    /// <summary>The entry of the constant pool with the class that is caught; 0 for every class.</summary>
    public int CatchType { get; }

    /// <summary>Whether the instruction at <paramref name="offset"/> is in the stretch.</summary>
    public bool Covers(int offset) => offset >= Start && offset < End;
}
