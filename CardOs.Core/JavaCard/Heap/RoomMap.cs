using System;

namespace CardOs.JavaCard;

/// <summary>Which units of a memory are taken, one bit each: made from what is allocated, never stored.</summary>
internal sealed class RoomMap
{
    private const int Shift = 6;
    private const int Bits = 1 << Shift;

    private readonly ulong[] _taken;

    public RoomMap(int units) => _taken = new ulong[(units >> Shift) + 1];

    public void Clear() => Array.Clear(_taken, 0, _taken.Length);

    public void Take(int first, int count)
    {
        for (int unit = first; unit < first + count; unit++)
        {
            _taken[unit >> Shift] |= 1UL << (unit & (Bits - 1));
        }
    }

    public void Release(int first, int count)
    {
        for (int unit = first; unit < first + count; unit++)
        {
            _taken[unit >> Shift] &= ~(1UL << (unit & (Bits - 1)));
        }
    }

    public bool IsTaken(int unit) => ((_taken[unit >> Shift] >> (unit & (Bits - 1))) & 1) != 0;

    /// <summary>How many of the units are taken.</summary>
    public int CountTaken(int first, int end)
    {
        int count = 0;
        for (int unit = first; unit < end; unit++)
        {
            count += IsTaken(unit) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first of <paramref name="count"/> free units in a row, or -1.</summary>
    public int Find(int first, int end, int count)
    {
        int run = first;
        for (int unit = first; unit < end;)
        {
            ulong word = _taken[unit >> Shift];
            bool isWhole = (unit & (Bits - 1)) == 0 && end - unit >= Bits;
            int step = isWhole && word is (0 or ulong.MaxValue) ? Bits : 1;
            bool isTaken = step == Bits ? word != 0 : IsTaken(unit);
            unit += step;
            if (isTaken)
            {
                run = unit;
            }
            else if (unit - run >= count)
            {
                return run;
            }
        }

        return -1;
    }
}
