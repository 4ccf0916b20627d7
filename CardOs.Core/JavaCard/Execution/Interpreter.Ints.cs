using System.Runtime.CompilerServices;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Arithmetic of ints: two cells each.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>Computes what pops and pushes ints only; the operands are there.</summary>
    /// <returns>The new top; null when it has thrown.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private short* IntArithmetic(OpCode op, short* top)
    {
        short* second = top - 4;
        int b = *(int*)(top - 2);
        if (op == OpCode.Ineg)
        {
            *(int*)(top - 2) = -b;
            return top;
        }

        int a = *(int*)second;
        int result = 0;
        switch (op)
        {
            case OpCode.Iadd:
                result = a + b;
                break;
            case OpCode.Isub:
                result = a - b;
                break;
            case OpCode.Imul:
                result = a * b;
                break;
            case OpCode.Idiv:
            case OpCode.Irem:
                if (b == 0)
                {
                    _machine.Throw(RomClass.ArithmeticException);
                    return null;
                }

                // The lowest int divided by -1 is itself, where the processor would trap.
                result = op == OpCode.Idiv ? (b == -1 ? -a : a / b) : (b == -1 ? 0 : a % b);
                break;
            case OpCode.Ishl:
                result = a << (b & 0x1F);
                break;
            case OpCode.Ishr:
                result = a >> (b & 0x1F);
                break;
            case OpCode.Iushr:
                result = (int)((uint)a >> (b & 0x1F));
                break;
            case OpCode.Iand:
                result = a & b;
                break;
            case OpCode.Ior:
                result = a | b;
                break;
            case OpCode.Ixor:
                result = a ^ b;
                break;
            default:
                *second = (short)a.CompareTo(b);
                return second + 1;
        }

        *(int*)second = result;
        return second + 2;
    }

    /// <summary>Copies cells for dup_x: the top <paramref name="m"/> below the top <paramref name="n"/>.</summary>
    private static short* DuplicateBelow(short* top, int m, int n)
    {
        int moved = n == 0 ? m : n;
        for (int i = 1; i <= moved; i++)
        {
            top[m - i] = top[-i];
        }

        for (int i = 1; n != 0 && i <= m; i++)
        {
            top[-n + m - i] = top[m - i];
        }

        return top + m;
    }

    /// <summary>Exchanges the top <paramref name="m"/> cells with the <paramref name="n"/> below them.</summary>
    private static void Swap(short* top, int m, int n)
    {
        short* cells = stackalloc short[4];
        for (int i = 0; i < m + n; i++)
        {
            cells[i] = top[-m - n + i];
        }

        for (int i = 0; i < m; i++)
        {
            top[-m - n + i] = cells[n + i];
        }

        for (int i = 0; i < n; i++)
        {
            top[-n + i] = cells[i];
        }
    }

    /// <summary>Where a switch goes on: the distance from its code; false when its table leaves the code.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TrySwitch(byte* pc, short* top, out int distance)
    {
        var op = (OpCode)pc[0];
        bool isInt = op is OpCode.ItableSwitch or OpCode.IlookupSwitch;
        int key = isInt ? *(int*)(top - 2) : top[-1];
        int width = isInt ? 4 : 2;
        distance = ReadInt16(pc + 1);
        if (op is OpCode.StableSwitch or OpCode.ItableSwitch)
        {
            int low = isInt ? ReadInt32(pc + 3) : ReadInt16(pc + 3);
            int high = isInt ? ReadInt32(pc + 3 + width) : ReadInt16(pc + 3 + width);
            if (key < low || key > high)
            {
                return true;
            }

            byte* place = pc + 3 + (2 * width) + (2 * ((long)key - low));
            bool isInside = (nuint)(place - _code) < _codeLength;
            distance = isInside ? ReadInt16(place) : 0;
            return isInside;
        }

        int count = (ushort)ReadInt16(pc + 3);
        byte* pair = pc + 5;
        if ((nuint)(pair - _code) + (nuint)(count * (width + 2)) > _codeLength)
        {
            return false;
        }

        for (int i = 0; i < count; i++, pair += width + 2)
        {
            if ((isInt ? ReadInt32(pair) : ReadInt16(pair)) == key)
            {
                distance = ReadInt16(pair + width);
                break;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadInt16(byte* place) => (short)((place[0] << 8) | place[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReadUInt16(byte* place) => (uint)((place[0] << 8) | place[1]);

    private static int ReadInt32(byte* place) => (place[0] << 24) | (place[1] << 16) | (place[2] << 8) | place[3];
}
