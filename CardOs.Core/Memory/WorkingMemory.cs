using System;
using System.Runtime.CompilerServices;

namespace CardOs.Memory;

/// <summary>The memory that a reset clears.</summary>
internal sealed class WorkingMemory
{
    private readonly byte[] _cells;

    public WorkingMemory(int length) => _cells = new byte[length];

    public int Length => _cells.Length;

    public Span<byte> Span(int start, int length) => new(_cells, start, length);

    public ref byte Byte(int address) => ref _cells[address];

    /// <summary>A number in the machine's byte order, which never leaves this memory.</summary>
    public ref T Cell<T>(int address)
        where T : unmanaged
    {
        // The last byte is checked, and the first one by the array.
        _ = _cells[address + Unsafe.SizeOf<T>() - 1];
        return ref Unsafe.As<byte, T>(ref _cells[address]);
    }

    public void Clear() => Array.Clear(_cells, 0, _cells.Length);

    /// <summary>Puts the pages that are not all zero into <paramref name="image"/>.</summary>
    public void CaptureInto(PageImage image)
    {
        Span<byte> zeros = stackalloc byte[NonVolatileMemory.PageLength];
        zeros.Clear();
        image.Begin([]);
        for (int start = 0; start < _cells.Length; start += NonVolatileMemory.PageLength)
        {
            ReadOnlySpan<byte> page = _cells.AsSpan(start, Math.Min(NonVolatileMemory.PageLength, _cells.Length - start));
            if (!page.SequenceEqual(zeros.Slice(0, page.Length)))
            {
                image.Add(start / NonVolatileMemory.PageLength, page);
            }
        }
    }

    public void RestoreFrom(PageImage image) => image.CopyTo(_cells);
}
