using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>One instruction, with its operands: JCVM 7.5.</summary>
/// <remarks>
/// <code>
/// 0         1
/// +---------+------------ … ---+------------------------- … --+
/// | code (1)| operands         | a switch's entries           |
/// +---------+------------ … ---+------------------------- … --+
/// |&lt;------- FixedLength ------&gt;|
/// </code>
/// </remarks>
public readonly ref struct BytecodeInstruction
{
    private const int DefaultOffset = 1;
    private const int BoundsOffset = 3;
    private const int DistanceLength = 2;
    private const byte ClassType = 0;
    private const byte ReferenceArrayType = 14;

    private readonly ReadOnlySpan<byte> _encoded;

    private BytecodeInstruction(ReadOnlySpan<byte> encoded, int offset)
    {
        _encoded = encoded;
        Offset = offset;
    }

    /// <summary>Where its code stands, counted as the reader counts.</summary>
    public int Offset { get; }

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Its code.</summary>
    public OpCode OpCode => (OpCode)_encoded[0];

    /// <summary>What is to be known about its code.</summary>
    public OpCodeTraits Traits => OpCodeTraits.Of(OpCode);

    /// <summary>The bytes behind the code.</summary>
    public ReadOnlySpan<byte> Operands => _encoded.Slice(1);

    /// <summary>The first operand byte: a local variable, a kind of array, a count of cells; 0 when there is none.</summary>
    public byte FirstOperand => _encoded.Length > 1 ? _encoded[1] : (byte)0;

    /// <summary>The number that a push or an increment has; 0 for the others.</summary>
    public int Value => Traits.Layout switch
    {
        OperandLayout.Byte => (sbyte)_encoded[1],
        OperandLayout.Short => BinaryPrimitives.ReadInt16BigEndian(_encoded.Slice(1)),
        OperandLayout.Int => BinaryPrimitives.ReadInt32BigEndian(_encoded.Slice(1)),
        OperandLayout.LocalAndByte => (sbyte)_encoded[2],
        OperandLayout.LocalAndShort => BinaryPrimitives.ReadInt16BigEndian(_encoded.Slice(2)),
        _ => 0,
    };

    /// <summary>Entries of a switch, the default not counted; 0 for the others.</summary>
    public int SwitchCount => Traits.IsSwitch ? (_encoded.Length - Traits.FixedLength) / EntryLength : 0;

    private int EntryLength => Traits.Layout switch
    {
        OperandLayout.ShortLookup => 4,
        OperandLayout.IntLookup => 6,
        _ => DistanceLength,
    };

    /// <summary>Finds the whole instruction at <paramref name="offset"/> of <paramref name="code"/>.</summary>
    /// <returns>False when there is none with this code, or it is not there whole, or its switch has no sense.</returns>
    public static bool TryRead(ReadOnlySpan<byte> code, int offset, out BytecodeInstruction instruction)
    {
        instruction = default;
        if ((uint)offset >= (uint)code.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> source = code.Slice(offset);
        OpCodeTraits traits = OpCodeTraits.Of((OpCode)source[0]);
        if (!traits.IsDefined || source.Length < traits.FixedLength)
        {
            return false;
        }

        long length = traits.FixedLength;
        switch (traits.Layout)
        {
            case OperandLayout.ShortTable:
                length += EntriesOf(BinaryPrimitives.ReadInt16BigEndian(source.Slice(BoundsOffset)), BinaryPrimitives.ReadInt16BigEndian(source.Slice(BoundsOffset + 2)));
                break;
            case OperandLayout.IntTable:
                length += EntriesOf(BinaryPrimitives.ReadInt32BigEndian(source.Slice(BoundsOffset)), BinaryPrimitives.ReadInt32BigEndian(source.Slice(BoundsOffset + 4)));
                break;
            case OperandLayout.ShortLookup:
                length += 4 * BinaryPrimitives.ReadUInt16BigEndian(source.Slice(BoundsOffset));
                break;
            case OperandLayout.IntLookup:
                length += 6 * BinaryPrimitives.ReadUInt16BigEndian(source.Slice(BoundsOffset));
                break;
        }

        if (length < traits.FixedLength || length > source.Length)
        {
            return false;
        }

        instruction = new BytecodeInstruction(source.Slice(0, (int)length), offset);
        return true;
    }

    /// <summary>The entry of the constant pool that it names; a check for an array of numbers has the operand and names nothing.</summary>
    public bool TryGetConstant(out int index)
    {
        index = Traits.Layout switch
        {
            OperandLayout.NarrowConstant => _encoded[1],
            OperandLayout.Constant => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(1)),
            OperandLayout.InterfaceCall => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(2)),
            OperandLayout.TypeCheck when _encoded[1] is ClassType or ReferenceArrayType => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(2)),
            _ => -1,
        };
        return index >= 0;
    }

    /// <summary>Where a branch, a goto or a jsr goes, and a switch when no entry matches; counted as <see cref="Offset"/>.</summary>
    public bool TryGetTarget(out int target)
    {
        OperandLayout layout = Traits.Layout;
        bool isThere = layout is >= OperandLayout.Branch and <= OperandLayout.IntLookup;
        target = !isThere ? 0
            : Offset + (layout == OperandLayout.Branch ? (sbyte)_encoded[1] : BinaryPrimitives.ReadInt16BigEndian(_encoded.Slice(DefaultOffset)));
        return isThere;
    }

    /// <summary>One entry of a switch: the value, and where it goes, counted as <see cref="Offset"/>.</summary>
    public void GetSwitchEntry(int index, out int match, out int target)
    {
        ReadOnlySpan<byte> entry = _encoded.Slice(Traits.FixedLength + (index * EntryLength), EntryLength);
        match = Traits.Layout switch
        {
            OperandLayout.ShortTable => BinaryPrimitives.ReadInt16BigEndian(_encoded.Slice(BoundsOffset)) + index,
            OperandLayout.IntTable => BinaryPrimitives.ReadInt32BigEndian(_encoded.Slice(BoundsOffset)) + index,
            OperandLayout.ShortLookup => BinaryPrimitives.ReadInt16BigEndian(entry),
            _ => BinaryPrimitives.ReadInt32BigEndian(entry),
        };
        target = Offset + BinaryPrimitives.ReadInt16BigEndian(entry.Slice(EntryLength - DistanceLength));
    }

    // Negative when the highest value is below the lowest, which no length makes good.
    private static long EntriesOf(long low, long high) => high < low ? int.MinValue : DistanceLength * (high - low + 1);
}
