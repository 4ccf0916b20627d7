using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What stands in front of a method's code: JCVM 6.10.2.</summary>
/// <remarks>
/// <code>
///            0                     1                          2
///            +---------------------+--------------------------+
/// usual      | flags, stack        | arguments, locals        |
///            | (4+4 bits)          | (4+4 bits)               |
///            +---------------------+-----------+--------------+------------+
/// extended   | flags, 0 (4+4 bits) | stack (1) | arguments (1)| locals (1) |
///            +---------------------+-----------+--------------+------------+
///            0                     1           2              3            4
/// </code>
/// </remarks>
public readonly struct MethodHeader
{
    private const int UsualLength = 2;
    private const int ExtendedLength = 4;
    private const int FlagsShift = 4;
    private const int LowMask = 0b1111;

    private MethodHeader(ReadOnlySpan<byte> source, int offset)
    {
        Offset = offset;
        Flags = (MethodFlags)(source[0] >> FlagsShift);
        if ((Flags & MethodFlags.Extended) != 0)
        {
            Length = ExtendedLength;
            MaxStack = source[1];
            ArgumentCells = source[2];
            MaxLocals = source[3];
        }
        else
        {
            Length = UsualLength;
            MaxStack = source[0] & LowMask;
            ArgumentCells = source[1] >> FlagsShift;
            MaxLocals = source[1] & LowMask;
        }
    }

    /// <summary>Where in the Method component it is: calls name the method so.</summary>
    public int Offset { get; }

    /// <summary>Bytes of the header.</summary>
    public int Length { get; }

    /// <summary>Where the code starts.</summary>
    public int CodeOffset => Offset + Length;

    /// <summary>Which header it is, and whether there is code.</summary>
    public MethodFlags Flags { get; }

    /// <summary>Whether it has no code.</summary>
    public bool IsAbstract => (Flags & MethodFlags.Abstract) != 0;

    /// <summary>The most cells of operands.</summary>
    public int MaxStack { get; }

    /// <summary>Cells of the arguments, the object included; they are the first local variables.</summary>
    public int ArgumentCells { get; }

    /// <summary>Cells of the local variables behind the arguments.</summary>
    public int MaxLocals { get; }

    /// <summary>Reads the header at <paramref name="offset"/> of a Method component.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, int offset, out MethodHeader header)
    {
        header = default;
        if ((uint)offset >= (uint)data.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> source = data.Slice(offset);
        bool isExtended = ((MethodFlags)(source[0] >> FlagsShift) & MethodFlags.Extended) != 0;
        if (source.Length < (isExtended ? ExtendedLength : UsualLength))
        {
            return false;
        }

        header = new MethodHeader(source, offset);
        return true;
    }
}
