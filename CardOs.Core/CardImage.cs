using System;
using System.Buffers.Binary;
using System.IO;
using CardOs.Memory;

namespace CardOs;

/// <summary>A snapshot as bytes of a file.</summary>
/// <remarks>
/// <code>
/// 0        8        10       12      16            20        24            28             32
/// +--------+--------+--------+-------+-------------+---------+-------------+--------------+---
/// | magic  | format | layout | power | non-volatile| working | pages of    | pages of     | ...
/// | 8      | 2      | 2      | 4     | length 4    | length 4| non-vol. 4  | working 4    |
/// +--------+--------+--------+-------+-------------+---------+-------------+--------------+---
/// then each page that is not all zero: number (4), 256 bytes; those of non-volatile memory first
/// then the checksum over all of that: FNV-1a, 8 bytes
/// </code>
/// Numbers have their most significant byte first. What stands in the journal behind its head is not saved.
/// </remarks>
internal static class CardImage
{
    public const ushort FormatVersion = 1;

    internal const int WorkingLength = WorkingMap.Length;
    internal const int HeaderLength = 32;
    internal const int PageRecordLength = sizeof(uint) + NonVolatileMemory.PageLength;
    internal const int ChecksumLength = sizeof(ulong);

    // The line ends show a transfer that took the file for text.
    private static ReadOnlySpan<byte> Magic => "CardOs\r\n"u8;

    public static void Write(Stream stream, CardSnapshot snapshot)
    {
        byte[] cells = new byte[snapshot.NonVolatile.Base.Length];
        snapshot.NonVolatile.CopyTo(cells);
        ClearBehindLog(cells);
        byte[] working = new byte[WorkingLength];
        snapshot.Working.CopyTo(working);

        int pages = CountPages(cells);
        int workingPages = CountPages(working);
        byte[] image = new byte[HeaderLength + ((pages + workingPages) * PageRecordLength) + ChecksumLength];
        Magic.CopyTo(image);
        BinaryPrimitives.WriteUInt16BigEndian(image.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteUInt16BigEndian(image.AsSpan(10), NonVolatileMap.LayoutVersion);
        BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(12), snapshot.Power);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(16), cells.Length);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(20), working.Length);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(24), pages);
        BinaryPrimitives.WriteInt32BigEndian(image.AsSpan(28), workingPages);
        int position = WritePages(image, HeaderLength, cells);
        position = WritePages(image, position, working);
        BinaryPrimitives.WriteUInt64BigEndian(image.AsSpan(position), Checksum(image.AsSpan(0, position)));
        stream.Write(image, 0, image.Length);
    }

    public static CardSnapshot Read(Stream stream)
    {
        byte[] header = ReadExactly(stream, HeaderLength, "header");
        CardImageHeader fields = CardImageHeader.Parse(header, Magic);
        byte[] body = ReadExactly(stream, (fields.Pages + fields.WorkingPages) * PageRecordLength, "pages");
        byte[] checksum = ReadExactly(stream, ChecksumLength, "checksum");
        if (BinaryPrimitives.ReadUInt64BigEndian(checksum) != Checksum(body, Checksum(header)))
        {
            throw new CardImageException("The checksum does not match: the image is damaged.");
        }

        byte[] cells = new byte[fields.NonVolatileLength];
        byte[] working = new byte[fields.WorkingLength];
        int split = fields.Pages * PageRecordLength;
        ReadPages(body.AsSpan(0, split), cells, "non-volatile memory");
        ReadPages(body.AsSpan(split), working, "working memory");
        if (LayoutMigrations.Migrate(ref cells, fields.LayoutVersion) is { } refusal)
        {
            throw new CardImageException(refusal);
        }

        var scratch = new NonVolatileMemory(cells.Length);
        var snapshot = new CardSnapshot { Power = fields.Power };
        snapshot.NonVolatile.Begin(cells);
        scratch.RestoreFrom(snapshot.NonVolatile);
        if ((StructureCheck.Check(scratch) ?? StructureCheck.CheckContainers(scratch)) is { } problem)
        {
            throw new CardImageException($"The image is whole, but no card's: {problem}.");
        }

        var workingMemory = new WorkingMemory(working.Length);
        working.CopyTo(workingMemory.Span(0, working.Length));
        workingMemory.CaptureInto(snapshot.Working);
        snapshot.Trim();
        return snapshot;
    }

    internal static ulong Checksum(ReadOnlySpan<byte> bytes, ulong hash = 0xCBF2_9CE4_8422_2325)
    {
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x0000_0100_0000_01B3);
        }

        return hash;
    }

    private static void ClearBehindLog(Span<byte> cells)
    {
        uint head = BinaryPrimitives.ReadUInt32BigEndian(cells.Slice(NonVolatileMap.JournalHead));
        int used = (int)Math.Min(head, NonVolatileMap.JournalLength);
        cells.Slice(NonVolatileMap.Journal + used, NonVolatileMap.JournalLength - used).Clear();
    }

    private static int CountPages(ReadOnlySpan<byte> cells)
    {
        int count = 0;
        for (int page = 0; page * NonVolatileMemory.PageLength < cells.Length; page++)
        {
            count += IsBlank(PageOf(cells, page)) ? 0 : 1;
        }

        return count;
    }

    private static int WritePages(Span<byte> image, int position, ReadOnlySpan<byte> cells)
    {
        for (int page = 0; page * NonVolatileMemory.PageLength < cells.Length; page++)
        {
            if (!IsBlank(PageOf(cells, page)))
            {
                BinaryPrimitives.WriteInt32BigEndian(image.Slice(position), page);
                PageOf(cells, page).CopyTo(image.Slice(position + sizeof(uint)));
                position += PageRecordLength;
            }
        }

        return position;
    }

    private static void ReadPages(ReadOnlySpan<byte> records, Span<byte> cells, string place)
    {
        long previous = -1;
        for (; !records.IsEmpty; records = records.Slice(PageRecordLength))
        {
            uint page = BinaryPrimitives.ReadUInt32BigEndian(records);
            if (page <= previous || page * (long)NonVolatileMemory.PageLength >= cells.Length)
            {
                throw new CardImageException($"Page {page} of {place} is out of order, or beyond the end.");
            }

            Span<byte> target = cells.Slice((int)page * NonVolatileMemory.PageLength);
            records.Slice(sizeof(uint), Math.Min(target.Length, NonVolatileMemory.PageLength)).CopyTo(target);
            previous = page;
        }
    }

    private static byte[] ReadExactly(Stream stream, int length, string part)
    {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length)
        {
            int count = stream.Read(bytes, done, length - done);
            if (count == 0)
            {
                throw new CardImageException($"The image ends within its {part}: {done} of {length} bytes are there.");
            }

            done += count;
        }

        return bytes;
    }

    private static ReadOnlySpan<byte> PageOf(ReadOnlySpan<byte> cells, int page)
    {
        int start = page * NonVolatileMemory.PageLength;
        return cells.Slice(start, Math.Min(NonVolatileMemory.PageLength, cells.Length - start));
    }

    private static bool IsBlank(ReadOnlySpan<byte> page)
    {
        foreach (byte value in page)
        {
            if (value != 0)
            {
                return false;
            }
        }

        return true;
    }
}
