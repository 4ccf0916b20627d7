using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The operand stack, cell by cell.</summary>
internal ref partial struct Verifier
{
    private readonly bool StepCells(OpCode op, byte operand)
    {
        Span<byte> operands = Operands;
        int depth = operands.Length;
        int first = operand >> 4;
        int second = operand & 0x0F;
        switch (op)
        {
            case OpCode.Pop or OpCode.Pop2:
                int count = op == OpCode.Pop ? 1 : 2;
                FlowBuffer.Depth(_flow.Running) = (byte)Math.Max(0, depth - count);
                return depth >= count && !SplitsInt(operands, depth - count);
            case OpCode.Dup:
                return CopyBelow(1, 0);
            case OpCode.Dup2:
                return CopyBelow(2, 0);
            case OpCode.DupX:
                return CopyBelow(first, second);
            default:
                if (depth < first + second || SplitsInt(operands, depth - first) || SplitsInt(operands, depth - first - second))
                {
                    return false;
                }

                Span<byte> swapped = stackalloc byte[4];
                operands.Slice(depth - first, first).CopyTo(swapped);
                operands.Slice(depth - first - second, second).CopyTo(swapped.Slice(first));
                swapped.Slice(0, first + second).CopyTo(operands.Slice(depth - first - second));
                return true;
        }
    }

    // The topmost cells are copied below as many as the second number says; 0 is as the first one.
    private readonly bool CopyBelow(int count, int below)
    {
        below = below == 0 ? count : below;
        int depth = Operands.Length;
        if (depth < below || depth + count > _flow.Operands || SplitsInt(Operands, depth - count) || SplitsInt(Operands, depth - below))
        {
            return false;
        }

        FlowBuffer.Depth(_flow.Running) = (byte)(depth + count);
        Span<byte> operands = Operands;
        operands.Slice(depth - below, below).CopyTo(operands.Slice(depth - below + count));
        operands.Slice(depth, count).CopyTo(operands.Slice(depth - below));
        return true;
    }

    private static bool SplitsInt(ReadOnlySpan<byte> operands, int at) => at < operands.Length && operands[at] == CellType.IntSecond;

    private readonly bool Push(byte type)
    {
        ref byte depth = ref FlowBuffer.Depth(_flow.Running);
        if (depth >= _flow.Operands)
        {
            return false;
        }

        depth++;
        Span<byte> operands = Operands;
        operands[operands.Length - 1] = type;
        return true;
    }

    private readonly bool Pop(byte type)
    {
        Span<byte> operands = Operands;
        if (operands.IsEmpty || !_types.Fits(operands[operands.Length - 1], type))
        {
            return false;
        }

        FlowBuffer.Depth(_flow.Running)--;
        return true;
    }

    private readonly bool PopInt() => Pop(CellType.IntSecond) && Pop(CellType.IntFirst);
}
