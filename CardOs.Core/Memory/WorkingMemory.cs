using System;

namespace CardOs.Memory;

/// <summary>The memory that a reset clears.</summary>
internal sealed class WorkingMemory
{
    private readonly byte[] _cells;

    public WorkingMemory(int length) => _cells = new byte[length];

    public int Length => _cells.Length;

    public Span<byte> Span(int start, int length) => new(_cells, start, length);

    public ref byte Byte(int address) => ref _cells[address];

    public void Clear() => Array.Clear(_cells, 0, _cells.Length);
}
