using System;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>CNTR, the five-byte counter of a packet: TS 102 225 5.1.4.</summary>
public static class PacketCounter
{
    /// <summary>Bytes that the field takes.</summary>
    public const int Length = 5;

    /// <summary>The greatest value; a stored counter that has reached it is blocked.</summary>
    public const ulong MaxValue = 0xFF_FFFF_FFFF;

    /// <summary>Reads the first five bytes of <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static ulong Read(ReadOnlySpan<byte> source)
    {
        ulong counter = 0;
        foreach (byte value in source.Slice(0, Length))
        {
            counter = (counter << 8) | value;
        }

        return counter;
    }

    /// <summary>Writes the low five bytes of <paramref name="counter"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They do not fit.</exception>
    public static void Write(Span<byte> destination, ulong counter)
    {
        Span<byte> field = destination.Slice(0, Length);
        for (int i = Length - 1; i >= 0; i--)
        {
            field[i] = (byte)counter;
            counter >>= 8;
        }
    }
}
