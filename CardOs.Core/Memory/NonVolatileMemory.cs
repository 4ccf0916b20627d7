using System;
using System.Buffers.Binary;

namespace CardOs.Memory;

/// <summary>The memory that keeps its bytes without power: read as spans, written only through here.</summary>
/// <remarks>
/// It programs words of 8 aligned bytes, and a word is written whole or not at all. A write of several words can be torn
/// between them. No writable span leaves this class, so every persistent change is counted and can be cut.
/// </remarks>
internal sealed partial class NonVolatileMemory
{
    public const int PageLength = 256;
    private const int PageShift = 8;

    private byte[] _cells;

    public NonVolatileMemory(int length)
    {
        if (!IsLength(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "Non-volatile memory is a multiple of 4,096 bytes, from 24 KiB to 4 MiB.");
        }

        _cells = new byte[length];
        _recent = new BitSet(PageCount);
        _sinceBase = new BitSet(PageCount);
        _sinceImage = new BitSet(PageCount);
        _sinceFreeze = new BitSet(PageCount);
        Journal = new Journal(this);
        Allocator = new Allocator(this);
    }

    /// <summary>Whether a memory can have this many bytes.</summary>
    public static bool IsLength(long length) =>
        length >= NonVolatileMap.Segments + NonVolatileMap.SegmentLength
        && length % NonVolatileMap.SegmentLength == 0
        && length <= NonVolatileMap.MaxSegments * NonVolatileMap.SegmentLength;

    public int Length => _cells.Length;

    public Journal Journal { get; }

    public Allocator Allocator { get; }

    /// <summary>Words programmed since construction.</summary>
    public long WordsWritten => _wordsWrittenAtCut - _wordsUntilCut;

    public ReadOnlySpan<byte> Read(NvAddress address, int length) => new(_cells, address.Value, length);

    /// <summary>The first cell, for readers that check their addresses themselves.</summary>
    public ref readonly byte Origin => ref _cells[0];

    public byte ReadByte(NvAddress address) => _cells[address.Value];

    public ushort ReadUInt16(NvAddress address) => BinaryPrimitives.ReadUInt16BigEndian(Read(address, sizeof(ushort)));

    public uint ReadUInt32(NvAddress address) => BinaryPrimitives.ReadUInt32BigEndian(Read(address, sizeof(uint)));

    public ulong ReadUInt64(NvAddress address) => BinaryPrimitives.ReadUInt64BigEndian(Read(address, sizeof(ulong)));

    public NvAddress ReadAddress(NvAddress address) => new((int)ReadUInt32(address));

    /// <summary>Programs <paramref name="source"/>, outside the journal: what spans more than one word can be torn.</summary>
    public void Write(NvAddress address, scoped ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty)
        {
            return;
        }

        var target = new Span<byte>(_cells, address.Value, source.Length);
        int words = WordsIn(address.Value, source.Length);
        if (words > _wordsUntilCut)
        {
            Freeze(address.Value, source);
        }

        _wordsUntilCut -= words;
        source.CopyTo(target);
        MarkDirty(address.Value, source.Length);
    }

    public void WriteByte(NvAddress address, byte value)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        Write(address, bytes);
    }

    public void WriteUInt32(NvAddress address, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        Write(address, bytes);
    }

    public void WriteUInt64(NvAddress address, ulong value)
    {
        int start = address.Value;
        if ((start & (NonVolatileMap.WordLength - 1)) == 0 && _wordsUntilCut > 0)
        {
            // One whole word, which no cut can tear: counters and the allocator write nothing else.
            BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(_cells, start, sizeof(ulong)), value);
            _wordsUntilCut--;
            MarkDirty(start, sizeof(ulong));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Write(address, bytes);
    }

    /// <summary>Programs one byte of a word, as the machine does.</summary>
    public void WriteElement(int address, byte value)
    {
        if (_wordsUntilCut > 0)
        {
            _cells[address] = value;
            _wordsUntilCut--;
            MarkPage(address >> PageShift);
            return;
        }

        WriteByte(new NvAddress(address), value);
    }

    /// <summary>Programs two aligned bytes, lower byte first, as the machine does.</summary>
    public void WriteElement(int address, ushort value)
    {
        if (_wordsUntilCut > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(new Span<byte>(_cells, address, sizeof(ushort)), value);
            _wordsUntilCut--;
            MarkPage(address >> PageShift);
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        Write(new NvAddress(address), bytes);
    }

    /// <summary>Programs <paramref name="length"/> bytes to <paramref name="value"/>.</summary>
    public void Fill(NvAddress address, int length, byte value)
    {
        Span<byte> chunk = stackalloc byte[PageLength];
        chunk.Fill(value);
        while (length > 0)
        {
            int count = Math.Min(length, LeftInPage(address));
            Write(address, chunk.Slice(0, count));
            address += count;
            length -= count;
        }
    }

    /// <summary>Programs the words that are not zero to zero: for bytes that nobody may find any more.</summary>
    public void Erase(NvAddress address, int length)
    {
        for (int at = address.Value; at < address.Value + length; at += NonVolatileMap.WordLength)
        {
            if (ReadUInt64(new NvAddress(at)) != 0)
            {
                WriteUInt64(new NvAddress(at), 0);
            }
        }
    }

    /// <summary>Copies within the memory, lower addresses first.</summary>
    public void Copy(NvAddress source, NvAddress destination, int length)
    {
        Span<byte> chunk = stackalloc byte[PageLength];
        while (length > 0)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(length, LeftInPage(destination)));
            Read(source, part.Length).CopyTo(part);
            Write(destination, part);
            source += part.Length;
            destination += part.Length;
            length -= part.Length;
        }
    }

    /// <summary>How many words the bytes from <paramref name="start"/> on touch.</summary>
    public static int WordsIn(int start, int length) =>
        ((start + length + NonVolatileMap.WordLength - 1) >> NonVolatileMap.WordShift) - (start >> NonVolatileMap.WordShift);

    // Long writes go page by page, so that no word is programmed twice.
    private static int LeftInPage(NvAddress address) => PageLength - (address.Value & (PageLength - 1));
}
