using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>New objects: the contents are written into free room, then the entry makes them count.</summary>
internal sealed partial class Heap
{
    private const int AreaLinkLength = NvAddress.Length;
    private const int FirstAreaLength = 248;
    private const int UsualAreaLength = 1016;

    // Room behind the last object that was made, by owner; and where the last free handle was.
    private readonly int[] _hintStart = new int[Owner.Count];
    private readonly int[] _hintEnd = new int[Owner.Count];
    private readonly ushort[] _nextHandle = new ushort[NonVolatileMap.MaxContainers];

    /// <summary>Makes the root and the first objects of the JCRE, together with the open transaction.</summary>
    public bool TryCreateRoot()
    {
        NvAddress root = _memory.Allocator.Allocate(0, RootLength, BlockKind.MachineRoot, owner: 0);
        if (root.IsNull)
        {
            return false;
        }

        _memory.Fill(root, RootLength, 0);
        return _memory.Journal.TryWriteAddress(new NvAddress(NonVolatileMap.MachineRoot), root);
    }

    /// <summary>Makes an object with all fields zero.</summary>
    public bool TryNewObject(byte owner, ushort classId, int cells, out ushort handle) => TryNewObject(owner, owner, classId, cells, out handle);

    /// <summary>Makes an object of the JCRE in the heap area of <paramref name="place"/>.</summary>
    public bool TryNewObject(byte owner, byte place, ushort classId, int cells, out ushort handle)
    {
        Span<byte> header = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(header, classId);
        return TryNew(owner, place, ObjectKind.Object, header, 2 * cells, out handle);
    }

    /// <summary>Makes a persistent array with all elements zero.</summary>
    public bool TryNewArray(byte owner, ObjectKind kind, int length, ushort elementClass, out ushort handle) =>
        TryNewArray(owner, owner, kind, length, elementClass, out handle);

    /// <summary>Makes an array of one owner in the heap area of another.</summary>
    public bool TryNewArray(byte owner, byte place, ObjectKind kind, int length, ushort elementClass, out ushort handle)
    {
        Span<byte> header = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(2), elementClass);
        return TryNew(owner, place, kind, header.Slice(0, ElementKinds.HeaderLength(kind)), ElementKinds.BytesOf(kind, length), out handle);
    }

    /// <summary>Makes a transient array with all elements zero.</summary>
    /// <param name="owner">Who owns it.</param>
    /// <param name="kind">The kind of array, by its elements.</param>
    /// <param name="length">How many elements.</param>
    /// <param name="onDeselect">Whether it is cleared when the applet is deselected.</param>
    /// <param name="handle">Its handle.</param>
    /// <param name="isTransientFull">Why not: working memory has no room, rather than the heap.</param>
    public bool TryNewTransient(byte owner, ObjectKind kind, int length, bool onDeselect, out ushort handle, out bool isTransientFull)
    {
        int units = (ElementKinds.BytesOf(kind, length) + 3) / 4;
        int first = _transientRoom.Find(0, WorkingMap.TransientLength / 4, Math.Max(units, 1));
        isTransientFull = first < 0 || !AllowsTransient(owner, ElementKinds.BytesOf(kind, length));
        handle = 0;
        if (isTransientFull)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[TransientHeader.Length];
        var transient = new TransientHeader(4 * first, kind, onDeselect, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header, transient.Bits);
        if (!TryNew(owner, owner, ObjectKind.TransientArray, header, 0, out handle))
        {
            return false;
        }

        _transientRoom.Take(first, units);
        _working.Span(WorkingMap.Transient + (4 * first), transient.ByteLength).Clear();
        return true;
    }

    /// <summary>Gives an object back, together with an open transaction. Nothing refers to it any more.</summary>
    public bool TryFree(ushort handle)
    {
        HandleEntry entry = EntryOfAny(handle);
        NvAddress place = EntryAddress(_allBlocks[handle >> 8], handle);
        if (_memory.Journal.IsOpen)
        {
            // Its room is found free when the heap is rebuilt behind the transaction.
            return _memory.Journal.TryWriteUInt32(place, 0);
        }

        _memory.WriteUInt32(place, 0);
        _room.Release(entry.Address / 2, LengthOf(entry) / 2);
        if (entry.Kind == ObjectKind.TransientArray)
        {
            ArrayRef array = ArrayOf(handle, entry);
            _transientRoom.Release((array.Address - WorkingMap.Transient) / 4, (ElementKinds.BytesOf(array.Kind, array.Length) + 3) / 4);
        }

        return true;
    }

    /// <summary>A transaction in which objects were made was committed: they are like all others.</summary>
    public void OnCommit()
    {
        if (_hasCreated)
        {
            _created.Clear();
            _hasCreated = false;
        }
    }

    /// <summary>A transaction was aborted: what was made in it is gone, and transient references to it are null.</summary>
    public void OnAbort(MemoryView view)
    {
        if (_hasCreated)
        {
            Rebuild(view);
            ForgetDangling();
        }
    }

    private void ForgetHints()
    {
        Array.Clear(_hintStart, 0, _hintStart.Length);
        Array.Clear(_hintEnd, 0, _hintEnd.Length);
    }

    private bool TryNew(byte owner, byte place, ObjectKind kind, scoped ReadOnlySpan<byte> header, int contents, out ushort handle)
    {
        handle = 0;
        int length = (header.Length + contents + 1) & ~1;
        int container = _machine.ContainerOfOwner(place);
        if (!TryFindHandle(container, out ushort free) || !TryFindRoom(place, container, length, out int address))
        {
            return false;
        }

        _memory.Write(new NvAddress(address), header);
        _memory.Fill(new NvAddress(address + header.Length), length - header.Length, 0);
        var entry = new HandleEntry(address, owner, kind);
        Span<byte> bytes = stackalloc byte[HandleEntry.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, entry.Bits);
        if (!_memory.Journal.TryWrite(EntryAddress(_allBlocks[free >> 8], free), bytes))
        {
            return false;
        }

        _room.Take(address / 2, length / 2);
        if (_memory.Journal.IsOpen)
        {
            _created.Add(free);
            _hasCreated = true;
        }

        handle = free;
        return true;
    }

    private bool TryFindHandle(int container, out ushort handle)
    {
        // From where the last one was found on: what an abort freed is not given out again at once.
        int start = _nextHandle[container];
        for (int pass = 0; pass < 2; pass++)
        {
            int end = pass == 0 ? BlockCount * HandlesPerBlock : start;
            for (int i = pass == 0 ? start : 1; i < end; i++)
            {
                int block = _allBlocks[i >> 8];
                if (block == 0 || _memory.Allocator.ContainerOf(new NvAddress(block)) != container)
                {
                    i |= HandlesPerBlock - 1;
                }
                else if (i != 0 && EntryOfAny((ushort)i).IsFree)
                {
                    handle = (ushort)i;
                    _nextHandle[container] = (ushort)(i + 1);
                    return true;
                }
            }
        }

        return TryAddBlock(container, out handle);
    }

    private bool TryAddBlock(int container, out ushort handle)
    {
        handle = 0;
        int index = Array.IndexOf(_allBlocks, 0);
        if (index < 0)
        {
            return false;
        }

        using Transaction transaction = _memory.Journal.Begin();
        NvAddress block = _memory.Allocator.Allocate(container, BlockLength, BlockKind.Handles, owner: 0);
        if (block.IsNull)
        {
            return false;
        }

        _memory.Fill(block, BlockLength, 0);
        if (!_memory.Journal.TryWriteAddress(Root + (index * NvAddress.Length), block) || !transaction.Commit())
        {
            return false;
        }

        _allBlocks[index] = block.Value;
        Blocks[index] = block.Value;
        _hasCreated |= _memory.Journal.IsOpen;
        handle = (ushort)((index << 8) | (index == 0 ? 1 : 0));
        _nextHandle[container] = (ushort)(handle + 1);
        return true;
    }

    private bool TryFindRoom(byte owner, int container, int length, out int address)
    {
        int units = length / 2;
        int found = _room.Find(_hintStart[owner], _hintEnd[owner], units);
        NvAddress head = HeapHead(owner);
        NvAddress area = found >= 0 ? NvAddress.Null : _memory.ReadAddress(head);
        bool isFirst = area.IsNull;
        while (found < 0 && !area.IsNull)
        {
            int end = area.Value + _memory.Allocator.LengthOf(area);
            found = _room.Find((area.Value + AreaLinkLength) / 2, end / 2, units);
            _hintEnd[owner] = end / 2;
            area = _memory.ReadAddress(area);
        }

        if (found < 0)
        {
            area = AddArea(container, head, Math.Max(length + AreaLinkLength, isFirst ? FirstAreaLength : UsualAreaLength), owner);
            if (area.IsNull)
            {
                area = AddArea(container, head, length + AreaLinkLength, owner);
            }

            if (area.IsNull)
            {
                address = 0;
                return false;
            }

            found = (area.Value + AreaLinkLength) / 2;
            _hintEnd[owner] = (area.Value + _memory.Allocator.LengthOf(area)) / 2;
        }

        _hintStart[owner] = found + units;
        address = 2 * found;
        return true;
    }

    private NvAddress AddArea(int container, NvAddress head, int length, byte owner)
    {
        using Transaction transaction = _memory.Journal.Begin();
        NvAddress area = AllowsArea(owner, length)
            ? _memory.Allocator.Allocate(container, length, BlockKind.HeapArea, _machine.TagOf(owner))
            : NvAddress.Null;
        if (area.IsNull)
        {
            return NvAddress.Null;
        }

        _memory.WriteUInt32(area, (uint)_memory.ReadAddress(head).Value);
        return _memory.Journal.TryWriteAddress(head, area) && transaction.Commit() ? area : NvAddress.Null;
    }
}
