using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs;

/// <summary>The first bytes of a card image, checked.</summary>
internal readonly struct CardImageHeader
{
    public ushort LayoutVersion { get; private init; }

    public byte Power { get; private init; }

    public int NonVolatileLength { get; private init; }

    public int WorkingLength { get; private init; }

    public int Pages { get; private init; }

    public int WorkingPages { get; private init; }

    public static CardImageHeader Parse(ReadOnlySpan<byte> header, ReadOnlySpan<byte> magic)
    {
        if (!header.StartsWith(magic))
        {
            throw new CardImageException("The bytes do not start as a card image does (\"CardOs\", CR, LF).");
        }

        ushort format = BinaryPrimitives.ReadUInt16BigEndian(header.Slice(8));
        if (format != CardImage.FormatVersion)
        {
            throw new CardImageException($"The image has the format version {format}; this card reads {CardImage.FormatVersion}.");
        }

        ushort layout = BinaryPrimitives.ReadUInt16BigEndian(header.Slice(10));
        if (!LayoutMigrations.Knows(layout))
        {
            throw new CardImageException(LayoutMigrations.Refusal(layout));
        }

        uint power = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(12));
        if (power > (byte)PowerState.On)
        {
            throw new CardImageException($"The power state at byte 12 is {power}.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(16));
        if (!NonVolatileMemory.IsLength(length))
        {
            throw new CardImageException($"The length of non-volatile memory at byte 16 is {length}: no memory has that.");
        }

        uint working = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(20));
        if (working != CardImage.WorkingLength)
        {
            throw new CardImageException($"The length of working memory at byte 20 is {working}; this card has {CardImage.WorkingLength}.");
        }

        return new CardImageHeader
        {
            LayoutVersion = layout,
            Power = (byte)power,
            NonVolatileLength = (int)length,
            WorkingLength = (int)working,
            Pages = PageCount(header, 24, length),
            WorkingPages = PageCount(header, 28, working),
        };
    }

    private static int PageCount(ReadOnlySpan<byte> header, int offset, uint length)
    {
        uint count = BinaryPrimitives.ReadUInt32BigEndian(header.Slice(offset));
        uint most = (length + NonVolatileMemory.PageLength - 1) / NonVolatileMemory.PageLength;
        return count <= most
            ? (int)count
            : throw new CardImageException($"The number of pages at byte {offset} is {count}; there can be {most}.");
    }
}
