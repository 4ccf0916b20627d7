using System;
using System.Buffers.Binary;

namespace CardOs.JavaCard;

/// <summary>The states of one method that the verifier has in mind, in its part of working memory.</summary>
/// <remarks>
/// <code>
/// +---------+---------+----------------------------------+--------------------------+------ … --+
/// | running | scratch | kept slots, in the order of      | other slots              | free      |
/// | state   | state   | their targets                    |                          |           |
/// +---------+---------+----------------------------------+--------------------------+------ … --+
/// a state and a slot:
/// +------------+-----------+-----------+------------------------+------------+------------------------------------+
/// | target (2) | flags (1) | depth (1) | cells: locals, operands| levels (1) | each: subroutine (1), stored locals|
/// +------------+-----------+-----------+------------------------+------------+------------------------------------+
/// </code>
/// A slot is kept for what is jumped to from behind, and for subroutines; one for what is jumped to from in front of it lasts until the walk is there.
/// A level for each subroutine that was entered and not left: a bit for each local that was stored since. Methods without subroutines have none.
/// </remarks>
internal ref struct FlowBuffer
{
    public const byte Reached = 2;

    /// <summary>A subroutine begins here.</summary>
    public const byte IsSubroutine = 8;

    /// <summary>A subroutine is called here, and whoever returns from it looks at the locals.</summary>
    public const byte IsSite = 16;

    private const byte InUse = 4;
    private const int FlagsOffset = 2;
    private const int DepthOffset = 3;
    private const int CellsOffset = 4;

    private readonly Span<byte> _all;
    private readonly int _levels;
    private readonly int _levelsOffset;

    // Slots up to here are in use or were.
    private int _high;

    /// <param name="all">The room.</param>
    /// <param name="locals">Cells of locals, arguments included.</param>
    /// <param name="operands">Cells of operands.</param>
    /// <param name="levels">How deep subroutines can be in each other.</param>
    public FlowBuffer(Span<byte> all, int locals, int operands, int levels)
    {
        _all = all;
        Locals = locals;
        Operands = operands;
        _levels = levels;
        _levelsOffset = CellsOffset + locals + operands;
        StateLength = _levelsOffset + (levels == 0 ? 0 : 1 + (levels * (1 + ((locals + 7) / 8))));
        Kept = 0;
        _high = 0;
        Running.Clear();
    }

    public readonly int Locals { get; }

    public readonly int Operands { get; }

    public readonly int StateLength { get; }

    /// <summary>How many slots are kept.</summary>
    public int Kept { get; private set; }

    public readonly Span<byte> Running => _all.Slice(0, StateLength);

    public readonly Span<byte> Scratch => _all.Slice(StateLength, StateLength);

    private readonly int Room => (_all.Length / StateLength) - 2;

    public static ref byte Flags(Span<byte> state) => ref state[FlagsOffset];

    public static ref byte Depth(Span<byte> state) => ref state[DepthOffset];

    public static int Target(ReadOnlySpan<byte> state) => BinaryPrimitives.ReadUInt16LittleEndian(state);

    /// <summary>The locals, then the operands.</summary>
    public static Span<byte> Cells(Span<byte> state) => state.Slice(CellsOffset);

    public readonly Span<byte> Slot(int index) => _all.Slice((2 + index) * StateLength, StateLength);

    /// <summary>Keeps a slot for a target, before the walk begins; false when there is no room.</summary>
    public bool TryKeep(int target, byte flags)
    {
        int at = Lower(target);
        if (at == Kept || Target(Slot(at)) != target)
        {
            if (Kept >= Room)
            {
                return false;
            }

            int start = (2 + at) * StateLength;
            int length = (Kept - at) * StateLength;
            _all.Slice(start, length).CopyTo(_all.Slice(start + StateLength, length));
            Slot(at).Clear();
            BinaryPrimitives.WriteUInt16LittleEndian(Slot(at), (ushort)target);
            Kept++;
            _high = Kept;
        }

        Flags(Slot(at)) |= flags;
        return true;
    }

    /// <summary>The slot of a target; negative when there is none.</summary>
    public readonly int Find(int target)
    {
        int at = Lower(target);
        if (at < Kept && Target(Slot(at)) == target)
        {
            return at;
        }

        for (at = Kept; at < _high; at++)
        {
            if ((Flags(Slot(at)) & InUse) != 0 && Target(Slot(at)) == target)
            {
                return at;
            }
        }

        return -1;
    }

    public readonly bool IsKept(int index) => index < Kept;

    /// <summary>Gives back a slot that is not kept.</summary>
    public void Release(int index)
    {
        Flags(Slot(index)) = 0;
        while (_high > Kept && (Flags(Slot(_high - 1)) & InUse) == 0)
        {
            _high--;
        }
    }

    /// <summary>The number of the subroutine that begins at a target.</summary>
    public readonly int SubroutineOf(int target)
    {
        int number = 0;
        for (int i = 0; i < Kept && Target(Slot(i)) < target; i++)
        {
            number += (Flags(Slot(i)) & IsSubroutine) != 0 ? 1 : 0;
        }

        return number;
    }

    /// <summary>A free slot for a target that none is kept for; negative when there is no room.</summary>
    public int Take(int target)
    {
        int at = Kept;
        while (at < _high && (Flags(Slot(at)) & InUse) != 0)
        {
            at++;
        }

        if (at >= Room)
        {
            return -1;
        }

        _high = Math.Max(_high, at + 1);
        BinaryPrimitives.WriteUInt16LittleEndian(Slot(at), (ushort)target);
        Flags(Slot(at)) = InUse;
        return at;
    }

    /// <summary>Takes a state to a slot; false when the operands differ.</summary>
    public readonly bool TryMerge(ReferenceTypes types, Span<byte> state, Span<byte> slot, out bool changed)
    {
        changed = (Flags(slot) & Reached) == 0;
        if (changed)
        {
            state.Slice(DepthOffset).CopyTo(slot.Slice(DepthOffset));
            Flags(slot) |= Reached;
            return true;
        }

        if (Depth(slot) != Depth(state))
        {
            return false;
        }

        changed = MergeLevels(slot, state);
        for (int i = 0; i < Locals + Depth(slot); i++)
        {
            byte merged = types.Join(slot[CellsOffset + i], state[CellsOffset + i]);
            if (merged == CellType.Unset && i >= Locals)
            {
                return false;
            }

            changed |= merged != slot[CellsOffset + i];
            slot[CellsOffset + i] = merged;
        }

        return true;
    }

    /// <summary>Notes, in every subroutine that runs, that a local was stored.</summary>
    public readonly void NoteStore(int local)
    {
        for (int i = 0; i < LevelsOf(Running); i++)
        {
            Level(Running, i)[1 + (local >> 3)] |= (byte)(1 << (local & 7));
        }
    }

    /// <summary>No subroutine runs.</summary>
    public readonly void ForgetLevels()
    {
        if (_levels != 0)
        {
            Running[_levelsOffset] = 0;
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

    // The first kept slot whose target is not in front of one.
    private readonly int Lower(int target)
    {
        int low = 0;
        int high = Kept;
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

        return low;
    }
}
