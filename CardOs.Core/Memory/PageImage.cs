using System;

namespace CardOs.Memory;

/// <summary>The bytes of a memory at some moment: a base that many images share and nobody changes, and the pages that differ from it.</summary>
/// <remarks>An empty base stands for zeros. Pages are in the order of their numbers.</remarks>
internal sealed class PageImage
{
    private ushort[] _numbers = [];
    private byte[] _bytes = [];

    public byte[] Base { get; private set; } = [];

    /// <summary>How many pages differ from the base.</summary>
    public int Count { get; private set; }

    /// <summary>Changes whenever the image does, so that a memory knows whether its pages are still those of the image.</summary>
    public int Version { get; private set; }

    /// <summary>Bytes that the image holds beside the base.</summary>
    public int OwnBytes => _bytes.Length + (_numbers.Length * sizeof(ushort));

    /// <summary>Starts anew, with no pages; buffers are kept.</summary>
    public void Begin(byte[] sharedBase)
    {
        Base = sharedBase;
        Count = 0;
        Version++;
    }

    /// <summary>Appends a page; only one that grows the image allocates.</summary>
    public void Add(int page, scoped ReadOnlySpan<byte> bytes)
    {
        if (Count == _numbers.Length)
        {
            Resize(Math.Max(4, Count * 2));
        }

        _numbers[Count] = (ushort)page;
        Span<byte> slot = _bytes.AsSpan(Count * NonVolatileMemory.PageLength, NonVolatileMemory.PageLength);
        slot.Clear();
        bytes.CopyTo(slot);
        Count++;
    }

    /// <summary>Gives back the room that no page is in: for an image that is kept for long.</summary>
    public void Trim() => Resize(Count);

    public ReadOnlySpan<byte> BytesAt(int index) =>
        _bytes.AsSpan(index * NonVolatileMemory.PageLength, NonVolatileMemory.PageLength);

    public void AddNumbersTo(BitSet pages)
    {
        for (int i = 0; i < Count; i++)
        {
            pages.Add(_numbers[i]);
        }
    }

    /// <summary>Writes the image's bytes of the given pages into <paramref name="cells"/>; the base is not empty.</summary>
    public void CopyTo(byte[] cells, BitSet pages)
    {
        int index = 0;
        for (int page = pages.Next(0); page >= 0; page = pages.Next(page + 1))
        {
            while (index < Count && _numbers[index] < page)
            {
                index++;
            }

            bool isOwn = index < Count && _numbers[index] == page;
            byte[] source = isOwn ? _bytes : Base;
            int start = (isOwn ? index : page) * NonVolatileMemory.PageLength;
            Buffer.BlockCopy(source, start, cells, page * NonVolatileMemory.PageLength, NonVolatileMemory.PageLength);
        }
    }

    /// <summary>Writes all of the image's bytes into <paramref name="cells"/>, whatever they were.</summary>
    public void CopyTo(Span<byte> cells)
    {
        if (Base.Length == 0)
        {
            cells.Clear();
        }
        else
        {
            Base.CopyTo(cells);
        }

        for (int i = 0; i < Count; i++)
        {
            Span<byte> page = cells.Slice(_numbers[i] * NonVolatileMemory.PageLength);
            BytesAt(i).Slice(0, Math.Min(page.Length, NonVolatileMemory.PageLength)).CopyTo(page);
        }
    }

    private void Resize(int count)
    {
        if (count != _numbers.Length)
        {
            Array.Resize(ref _numbers, count);
            Array.Resize(ref _bytes, count * NonVolatileMemory.PageLength);
        }
    }
}
