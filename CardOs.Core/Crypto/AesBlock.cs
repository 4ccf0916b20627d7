using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>A block of AES as four columns, the first byte of a column lowest.</summary>
internal struct AesBlock(uint first, uint second, uint third, uint fourth)
{
    public uint First = first;
    public uint Second = second;
    public uint Third = third;
    public uint Fourth = fourth;

    public static AesBlock Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(source),
        BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(4)),
        BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(8)),
        BinaryPrimitives.ReadUInt32LittleEndian(source.Slice(12)));

    public readonly void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, First);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(4), Second);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(8), Third);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(12), Fourth);
    }

    public void Add(AesBlock other)
    {
        First ^= other.First;
        Second ^= other.Second;
        Third ^= other.Third;
        Fourth ^= other.Fourth;
    }
}
