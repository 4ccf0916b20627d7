using System;
using System.Buffers.Binary;

namespace CardOs.JavaCard;

/// <summary>What the verifier has in mind of one method, in its part of working memory.</summary>
/// <remarks>
/// <code>
/// +---------+---------+----------------------+------------------+-----------------------+---
/// | running | scratch | instructions: 1 bit  | targets: 1 bit   | slots, in the order   |
/// | state   | state   | for each byte of code| for each byte    | of their targets      |
/// +---------+---------+----------------------+------------------+-----------------------+---
/// a state and a slot:
/// +------------+-----------+-----------+------------------------+-----------------------------------+
/// | target (2) | flags (1) | depth (1) | cells: locals, operands| locals stored in the subroutine   |
/// +------------+-----------+-----------+------------------------+-----------------------------------+
/// </code>
/// </remarks>
internal ref struct FlowBuffer
{
    public const byte Waits = 1;
    public const byte Reached = 2;

    /// <summary>Code runs in a subroutine, and counts the locals that it stores.</summary>
    public const byte InSubroutine = 4;

    /// <summary>A subroutine begins here.</summary>
    public const byte IsSubroutine = 8;

    private const int FlagsOffset = 2;
    private const int DepthOffset = 3;
    private const int CellsOffset = 4;

    private readonly Span<byte> _all;
    private readonly int _code;
    private readonly int _bitmapLength;
    private readonly int _slots;

    /// <param name="all">The room.</param>
    /// <param name="code">Where the code begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="locals">Cells of locals, arguments included.</param>
    /// <param name="operands">Cells of operands.</param>
    public FlowBuffer(Span<byte> all, int code, int end, int locals, int operands)
    {
        _all = all;
        _code = code;
        Locals = locals;
        Operands = operands;
        StateLength = CellsOffset + locals + operands + ((locals + 7) / 8);
        _bitmapLength = (end - code + 7) / 8;
        _slots = (2 * StateLength) + (2 * _bitmapLength);
        HasBitmaps = _slots <= all.Length;
        SlotCount = 0;
        if (HasBitmaps)
        {
            all.Slice(0, _slots).Clear();
        }
    }

    public readonly int Locals { get; }

    public readonly int Operands { get; }

    public readonly int StateLength { get; }

    public readonly bool HasBitmaps { get; }

    public int SlotCount { get; private set; }

    public readonly Span<byte> Running => _all.Slice(0, StateLength);

    public readonly Span<byte> Scratch => _all.Slice(StateLength, StateLength);

    public static ref byte Flags(Span<byte> state) => ref state[FlagsOffset];

    public static ref byte Depth(Span<byte> state) => ref state[DepthOffset];

    public static int Target(ReadOnlySpan<byte> state) => BinaryPrimitives.ReadUInt16LittleEndian(state);

    /// <summary>The locals, then the operands.</summary>
    public static Span<byte> Cells(Span<byte> state) => state.Slice(CellsOffset);

    public readonly void MarkInstruction(int at) => Mark(2 * StateLength, at);

    public readonly bool IsInstruction(int at) => IsMarked(2 * StateLength, at);

    public readonly void MarkTarget(int at) => Mark((2 * StateLength) + _bitmapLength, at);

    public readonly bool IsTarget(int at) => IsMarked((2 * StateLength) + _bitmapLength, at);

    /// <summary>Makes a slot for each target; false when there is no room.</summary>
    public bool TryMakeSlots(int end)
    {
        for (int at = _code; at < end; at++)
        {
            if (IsTarget(at))
            {
                if (_slots + ((SlotCount + 1) * StateLength) > _all.Length)
                {
                    return false;
                }

                Span<byte> slot = Slot(SlotCount);
                slot.Clear();
                BinaryPrimitives.WriteUInt16LittleEndian(slot, (ushort)at);
                SlotCount++;
            }
        }

        return true;
    }

    public readonly Span<byte> Slot(int index) => _all.Slice(_slots + (index * StateLength), StateLength);

    /// <summary>The slot of a target, which must be one.</summary>
    public readonly Span<byte> SlotOf(int target)
    {
        int low = 0;
        int high = SlotCount - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Target(Slot(middle)) < target)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return Slot(low);
    }

    /// <summary>The number of the subroutine that begins at a target.</summary>
    public readonly int SubroutineOf(int target)
    {
        int number = 0;
        for (int i = 0; i < SlotCount && Target(Slot(i)) < target; i++)
        {
            number += (Flags(Slot(i)) & IsSubroutine) != 0 ? 1 : 0;
        }

        return number;
    }

    /// <summary>Notes that a local was stored.</summary>
    public readonly void NoteStore(int local)
    {
        if ((Flags(Running) & InSubroutine) != 0)
        {
            Running[CellsOffset + Locals + Operands + (local >> 3)] |= (byte)(1 << (local & 7));
        }
    }

    public readonly bool IsStored(ReadOnlySpan<byte> state, int local) =>
        (state[CellsOffset + Locals + Operands + (local >> 3)] & (1 << (local & 7))) != 0;

    public readonly void ClearStores(Span<byte> state) => state.Slice(CellsOffset + Locals + Operands).Clear();

    /// <summary>Takes a state to a target; false when the operands differ.</summary>
    public readonly bool TryMerge(Span<byte> state, int target)
    {
        Span<byte> slot = SlotOf(target);
        if ((Flags(slot) & Reached) == 0)
        {
            state.Slice(DepthOffset).CopyTo(slot.Slice(DepthOffset));
            Flags(slot) |= (byte)(Reached | Waits | (Flags(state) & InSubroutine));
            return true;
        }

        if (Depth(slot) != Depth(state))
        {
            return false;
        }

        bool changed = (Flags(state) & ~Flags(slot) & InSubroutine) != 0;
        Flags(slot) |= (byte)(Flags(state) & InSubroutine);
        for (int i = 0; i < Locals + Depth(slot); i++)
        {
            byte merged = CellType.Merge(slot[CellsOffset + i], state[CellsOffset + i]);
            if (merged == CellType.Unset && i >= Locals)
            {
                return false;
            }

            changed |= merged != slot[CellsOffset + i];
            slot[CellsOffset + i] = merged;
        }

        for (int i = CellsOffset + Locals + Operands; i < StateLength; i++)
        {
            changed |= (state[i] & ~slot[i]) != 0;
            slot[i] |= state[i];
        }

        Flags(slot) |= changed ? Waits : (byte)0;
        return true;
    }

    private readonly void Mark(int bitmap, int at) => _all[bitmap + ((at - _code) >> 3)] |= (byte)(1 << ((at - _code) & 7));

    private readonly bool IsMarked(int bitmap, int at) =>
        at >= _code && (at - _code) >> 3 < _bitmapLength && (_all[bitmap + ((at - _code) >> 3)] & (1 << ((at - _code) & 7))) != 0;
}
