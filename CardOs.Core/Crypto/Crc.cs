using System;

namespace CardOs.Crypto;

/// <summary>The redundancy checks of TS 102 225 5.1.1: CRC-16/X-25 (ISO/IEC 13239) and CRC-32/ISO-HDLC.</summary>
/// <remarks>In parts: begin with a start value, <c>Update</c> by each part, end with <c>Finish</c>.</remarks>
internal static class Crc
{
    public const ushort Start16 = 0xFFFF;

    public const uint Start32 = 0xFFFF_FFFF;

    private const uint Polynomial16 = 0x8408;
    private const uint Polynomial32 = 0xEDB8_8320;
    private const int Slices = 4;
    private const int SliceLength = 256;

    private static readonly uint[] Table16 = Build(Polynomial16);
    private static readonly uint[] Table32 = Build(Polynomial32);

    public static ushort Crc16(ReadOnlySpan<byte> message) => Finish16(Update16(Start16, message));

    public static uint Crc32(ReadOnlySpan<byte> message) => Finish32(Update32(Start32, message));

    public static ushort Update16(ushort state, ReadOnlySpan<byte> part) => (ushort)Update(Table16, state, part);

    public static uint Update32(uint state, ReadOnlySpan<byte> part) => Update(Table32, state, part);

    public static ushort Finish16(ushort state) => (ushort)~state;

    public static uint Finish32(uint state) => ~state;

    // Both are reflected, so a 16-bit state is a 32-bit one whose upper half stays zero.
    private static uint Update(uint[] table, uint state, ReadOnlySpan<byte> part)
    {
        ReadOnlySpan<uint> slices = table.AsSpan(0, Slices * SliceLength);
        while (part.Length >= Slices)
        {
            state ^= part[0] | ((uint)part[1] << 8) | ((uint)part[2] << 16) | ((uint)part[3] << 24);
            state = slices[(3 * SliceLength) + (byte)state] ^ slices[(2 * SliceLength) + (byte)(state >> 8)]
                ^ slices[SliceLength + (byte)(state >> 16)] ^ slices[(int)(state >> 24)];
            part = part.Slice(Slices);
        }

        foreach (byte value in part)
        {
            state = (state >> 8) ^ slices[(byte)(state ^ value)];
        }

        return state;
    }

    private static uint[] Build(uint polynomial)
    {
        uint[] table = new uint[Slices * SliceLength];
        for (uint i = 0; i < SliceLength; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ (polynomial & (0u - (value & 1)));
            }

            table[i] = value;
        }

        for (int i = SliceLength; i < table.Length; i++)
        {
            uint previous = table[i - SliceLength];
            table[i] = (previous >> 8) ^ table[(byte)previous];
        }

        return table;
    }
}
