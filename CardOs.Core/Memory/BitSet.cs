using System;

namespace CardOs.Memory;

/// <summary>A set of small numbers, one bit each: of pages, or of words.</summary>
internal sealed class BitSet
{
    private const int Shift = 6;

    private readonly ulong[] _bits;

    public BitSet(int size) => _bits = new ulong[(size >> Shift) + 1];

    /// <summary>How many numbers are in the set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (int number = Next(0); number >= 0; number = Next(number + 1))
            {
                count++;
            }

            return count;
        }
    }

    public void Add(int number) => _bits[number >> Shift] |= 1UL << (number & 63);

    public void Remove(int number) => _bits[number >> Shift] &= ~(1UL << (number & 63));

    public bool Contains(int number) => ((_bits[number >> Shift] >> (number & 63)) & 1) != 0;

    public void Clear() => Array.Clear(_bits, 0, _bits.Length);

    public void AddAll(BitSet other)
    {
        for (int i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    /// <summary>The lowest number in the set that is not below <paramref name="number"/>, or -1.</summary>
    public int Next(int number)
    {
        int index = number >> Shift;
        if (index >= _bits.Length)
        {
            return -1;
        }

        ulong word = _bits[index] >> (number & 63);
        if (word == 0)
        {
            do
            {
                index++;
                if (index == _bits.Length)
                {
                    return -1;
                }
            }
            while (_bits[index] == 0);
            word = _bits[index];
            number = index << Shift;
        }

        for (; (word & 0xFF) == 0; word >>= 8)
        {
            number += 8;
        }

        for (; (word & 1) == 0; word >>= 1)
        {
            number++;
        }

        return number;
    }
}
