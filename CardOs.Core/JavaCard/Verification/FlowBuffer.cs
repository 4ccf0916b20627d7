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
/// +------------+-----------+-----------+------------------------+------------+------------------------------------+
/// | target (2) | flags (1) | depth (1) | cells: locals, operands| levels (1) | each: subroutine (1), stored locals|
/// +------------+-----------+-----------+------------------------+------------+------------------------------------+
/// </code>
/// A level for each subroutine that was entered and not left: a bit for each local that was stored since. Methods without subroutines have none.
/// </remarks>
internal ref struct FlowBuffer
{
    public const byte Waits = 1;
    public const byte Reached = 2;

    /// <summary>A subroutine begins here.</summary>
    public const byte IsSubroutine = 8;

    private const int FlagsOffset = 2;
    private const int DepthOffset = 3;
    private const int CellsOffset = 4;

    private readonly Span<byte> _all;
    private readonly int _code;
    private readonly int _bitmapLength;
    private readonly int _slots;
    private readonly int _levels;
    private readonly int _levelsOffset;

    /// <param name="all">The room.</param>
    /// <param name="code">Where the code begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="locals">Cells of locals, arguments included.</param>
    /// <param name="operands">Cells of operands.</param>
    /// <param name="levels">How deep subroutines can be in each other.</param>
    public FlowBuffer(Span<byte> all, int code, int end, int locals, int operands, int levels)
    {
        _all = all;
        _code = code;
        Locals = locals;
        Operands = operands;
        _levels = levels;
        _levelsOffset = CellsOffset + locals + operands;
        StateLength = _levelsOffset + (levels == 0 ? 0 : 1 + (levels * (1 + ((locals + 7) / 8))));
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

    /// <summary>Notes, in every subroutine that runs, that a local was stored.</summary>
    public readonly void NoteStore(int local)
    {
        for (int i = 0; i < LevelsOf(Running); i++)
        {
            Level(Running, i)[1 + (local >> 3)] |= (byte)(1 << (local & 7));
        }
    }

    /// <summary>Enters a subroutine; false when it runs already.</summary>
    public readonly bool TryEnter(byte subroutine)
    {
        int count = LevelsOf(Running);
        if (count == _levels || LevelOf(Running, subroutine) >= 0)
        {
            return false;
        }

        Running[_levelsOffset]++;
        Span<byte> level = Level(Running, count);
        level.Clear();
        level[0] = subroutine;
        return true;
    }

    /// <summary>The level of a subroutine; negative when it does not run.</summary>
    public readonly int LevelOf(Span<byte> state, byte subroutine)
    {
        int index = LevelsOf(state) - 1;
        while (index >= 0 && Level(state, index)[0] != subroutine)
        {
            index--;
        }

        return index;
    }

    public readonly bool IsStored(Span<byte> state, int level, int local) => (Level(state, level)[1 + (local >> 3)] & (1 << (local & 7))) != 0;

    /// <summary>Leaves a subroutine to where it was entered from: that place's levels, with what was stored in the subroutine.</summary>
    public readonly void Leave(Span<byte> state, int level, Span<byte> site)
    {
        Span<byte> left = Level(state, level);
        int count = LevelsOf(site);
        for (int i = 0; i < count; i++)
        {
            // Where both are the same place, what comes behind has more than it needs to.
            Span<byte> outer = Level(site, i);
            Span<byte> own = Level(state, i);
            for (int j = 1; j < own.Length; j++)
            {
                own[j] = (byte)(outer[j] | left[j]);
            }

            own[0] = outer[0];
        }

        state[_levelsOffset] = (byte)count;
    }

    /// <summary>Takes a state to a target; false when the operands differ.</summary>
    public readonly bool TryMerge(Span<byte> state, int target)
    {
        Span<byte> slot = SlotOf(target);
        if ((Flags(slot) & Reached) == 0)
        {
            state.Slice(DepthOffset).CopyTo(slot.Slice(DepthOffset));
            Flags(slot) |= Reached | Waits;
            return true;
        }

        if (Depth(slot) != Depth(state))
        {
            return false;
        }

        bool changed = MergeLevels(slot, state);
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

        Flags(slot) |= changed ? Waits : (byte)0;
        return true;
    }

    // The subroutines that run on both paths.
    private readonly bool MergeLevels(Span<byte> slot, Span<byte> state)
    {
        int kept = 0;
        int count = LevelsOf(slot);
        bool changed = false;
        for (int i = 0; i < count; i++)
        {
            Span<byte> own = Level(slot, i);
            int found = LevelOf(state, own[0]);
            if (found < 0)
            {
                continue;
            }

            Span<byte> other = Level(state, found);
            for (int j = 1; j < own.Length; j++)
            {
                changed |= (other[j] & ~own[j]) != 0;
                own[j] |= other[j];
            }

            own.CopyTo(Level(slot, kept));
            kept++;
        }

        if (kept != count)
        {
            slot[_levelsOffset] = (byte)kept;
            changed = true;
        }

        return changed;
    }

    private readonly int LevelsOf(Span<byte> state) => _levels == 0 ? 0 : state[_levelsOffset];

    private readonly Span<byte> Level(Span<byte> state, int index)
    {
        int length = 1 + ((Locals + 7) / 8);
        return state.Slice(_levelsOffset + 1 + (index * length), length);
    }

    private readonly void Mark(int bitmap, int at) => _all[bitmap + ((at - _code) >> 3)] |= (byte)(1 << ((at - _code) & 7));

    private readonly bool IsMarked(int bitmap, int at) =>
        at >= _code && (at - _code) >> 3 < _bitmapLength && (_all[bitmap + ((at - _code) >> 3)] & (1 << ((at - _code) & 7))) != 0;
}
