using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The objects: from handles to what they stand for.</summary>
/// <remarks>
/// What is here beside the memories is made from them by <see cref="Rebuild"/>: where the blocks of handles are, which of them the
/// view of the moment maps, and which room in heap areas and in the transient part of working memory is taken.
/// </remarks>
internal sealed partial class Heap
{
    public const int BlockCount = 256;
    public const int HandlesPerBlock = 256;
    public const int MaxArrayLength = 0x7FFF;

    private const int BlockLength = HandlesPerBlock * HandleEntry.Length;

    // The root block: addresses of the handle blocks, the first heap area of the JCRE, 1 while objects are being deleted.
    private const int RootHeapOffset = BlockCount * NvAddress.Length;
    private const int RootDeletingOffset = RootHeapOffset + NvAddress.Length;
    private const int RootLength = RootDeletingOffset + sizeof(uint);

    private readonly Machine _machine;
    private readonly NonVolatileMemory _memory;
    private readonly WorkingMemory _working;
    private readonly int[] _allBlocks = new int[BlockCount];
    private readonly RoomMap _room;
    private readonly RoomMap _transientRoom = new(WorkingMap.TransientLength / 4);
    private readonly BitSet _created = new(BlockCount * HandlesPerBlock);
    private bool _hasCreated;

    public Heap(Machine machine, NonVolatileMemory memory, WorkingMemory working)
    {
        _machine = machine;
        _memory = memory;
        _working = working;
        _room = new RoomMap(memory.Length / 2);
    }

    /// <summary>For each upper byte of a handle: where its entries are, 0 when the view does not map them.</summary>
    public int[] Blocks { get; } = new int[BlockCount];

    /// <summary>Whether there is a heap at all: the first load makes it.</summary>
    public bool Exists => !Root.IsNull;

    private NvAddress Root => _memory.ReadAddress(new NvAddress(NonVolatileMap.MachineRoot));

    /// <summary>The entry of a handle in the view of the moment; a free one for null and what is not mapped.</summary>
    public HandleEntry Entry(ushort handle)
    {
        int block = Blocks[handle >> 8];
        return block == 0 ? default : new HandleEntry(BinaryPrimitives.ReadUInt32LittleEndian(_memory.Read(EntryAddress(block, handle), HandleEntry.Length)));
    }

    /// <summary>The entry of a handle, whoever can see it: for the card's own administration.</summary>
    public HandleEntry EntryOfAny(ushort handle)
    {
        int block = _allBlocks[handle >> 8];
        return block == 0 ? default : new HandleEntry(BinaryPrimitives.ReadUInt32LittleEndian(_memory.Read(EntryAddress(block, handle), HandleEntry.Length)));
    }

    /// <summary>The container that a handle belongs to; -1 for none.</summary>
    public int ContainerOf(ushort handle) => _allBlocks[handle >> 8] == 0 ? -1 : _memory.Allocator.ContainerOf(new NvAddress(_allBlocks[handle >> 8]));

    /// <summary>Maps the blocks of the containers in <paramref name="view"/>, and no others.</summary>
    public void Map(MemoryView view)
    {
        for (int i = 0; i < BlockCount; i++)
        {
            Blocks[i] = _allBlocks[i] != 0 && view.Maps(_memory, new NvAddress(_allBlocks[i])) ? _allBlocks[i] : 0;
        }
    }

    /// <summary>Makes everything that is known beside the memories again from them.</summary>
    public void Rebuild(MemoryView view)
    {
        Array.Clear(_allBlocks, 0, BlockCount);
        _room.Clear();
        _transientRoom.Clear();
        _created.Clear();
        _hasCreated = false;
        ForgetHints();
        NvAddress root = Root;
        if (!root.IsNull)
        {
            for (int i = 0; i < BlockCount; i++)
            {
                _allBlocks[i] = _memory.ReadAddress(root + (i * NvAddress.Length)).Value;
            }

            TakeRoomOfAll();
        }

        Map(view);
    }

    /// <summary>The class of an object; not of an array.</summary>
    public ushort ClassOf(HandleEntry entry) => ReadUInt16(entry.Address);

    /// <summary>Length, place and kind of an array.</summary>
    public ArrayRef ArrayOf(ushort handle, HandleEntry entry)
    {
        if (entry.Kind == ObjectKind.TransientArray)
        {
            var header = new TransientHeader(BinaryPrimitives.ReadUInt32LittleEndian(_memory.Read(new NvAddress(entry.Address), TransientHeader.Length)));
            return new ArrayRef(handle, header.Kind, entry.Owner, header.Elements, WorkingMap.Transient + header.Offset, isTransient: true, header.OnDeselect);
        }

        return new ArrayRef(
            handle,
            entry.Kind,
            entry.Owner,
            ReadUInt16(entry.Address),
            entry.Address + ElementKinds.HeaderLength(entry.Kind),
            isTransient: false,
            onDeselect: false);
    }

    /// <summary>The class of a reference array's elements.</summary>
    public ushort ElementClassOf(HandleEntry entry) => entry.Kind == ObjectKind.TransientArray ? RomClass.Object : ReadUInt16(entry.Address + 2);

    /// <summary>Bytes that an object takes in its heap area.</summary>
    public int LengthOf(HandleEntry entry) => entry.Kind switch
    {
        ObjectKind.Free => 0,
        ObjectKind.Object => 2 + (2 * _machine.CellsOf(ClassOf(entry))),
        ObjectKind.TransientArray => TransientHeader.Length,
        _ => (ElementKinds.HeaderLength(entry.Kind) + ElementKinds.BytesOf(entry.Kind, ReadUInt16(entry.Address)) + 1) & ~1,
    };

    /// <summary>Whether an object lies whole in one heap area, in its handle's container.</summary>
    public bool IsInArea(ushort handle, HandleEntry entry)
    {
        foreach (Block block in _memory.Allocator.Blocks())
        {
            int start = block.Address.Value + BlockHeader.Length + AreaLinkLength;
            if (block.Header.Kind == BlockKind.HeapArea && entry.Address >= start && entry.Address < block.Address.Value + block.Header.BlockLength)
            {
                return entry.Address + LengthOf(entry) <= block.Address.Value + block.Header.BlockLength - block.Header.Padding
                    && block.Container == ContainerOf(handle);
            }
        }

        return false;
    }

    /// <summary>Writes a cell of a persistent object or reference or short array, together with an open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryWriteCell(ushort handle, int address, ushort value)
    {
        if (!_memory.Journal.IsOpen || _created.Contains(handle))
        {
            _memory.WriteElement(address, value);
            return true;
        }

        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return _memory.Journal.TryWrite(new NvAddress(address), bytes);
    }

    /// <summary>Writes a byte of a persistent array, together with an open transaction.</summary>
    public bool TryWriteByte(ushort handle, int address, byte value)
    {
        if (!_memory.Journal.IsOpen || _created.Contains(handle))
        {
            _memory.WriteElement(address, value);
            return true;
        }

        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        return _memory.Journal.TryWrite(new NvAddress(address), bytes);
    }

    /// <summary>Writes an int of a persistent object or array: as a whole, also where it lies in two words.</summary>
    public bool TryWriteInt32(ushort handle, int address, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return TryWrite(handle, address, bytes);
    }

    /// <summary>Writes bytes of a persistent object or array: all of them or none, together with an open transaction.</summary>
    public bool TryWrite(ushort handle, int address, scoped ReadOnlySpan<byte> source)
    {
        if (_memory.Journal.IsOpen && _created.Contains(handle))
        {
            _memory.Write(new NvAddress(address), source);
            return true;
        }

        return _memory.Journal.TryWrite(new NvAddress(address), source);
    }

    /// <summary>Whether the object was made in the open transaction, so that nobody keeps its old contents.</summary>
    public bool IsNew(ushort handle) => _hasCreated && _created.Contains(handle);

    private static NvAddress EntryAddress(int block, ushort handle) => new(block + ((handle & (HandlesPerBlock - 1)) * HandleEntry.Length));

    private ushort ReadUInt16(int address) => BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(new NvAddress(address), sizeof(ushort)));

    private void TakeRoomOfAll()
    {
        for (int block = 0; block < BlockCount; block++)
        {
            if (_allBlocks[block] == 0)
            {
                continue;
            }

            for (int i = 0; i < HandlesPerBlock; i++)
            {
                TakeRoomOf(EntryOfAny((ushort)((block << 8) | i)));
            }
        }
    }

    private void TakeRoomOf(HandleEntry entry)
    {
        // What a deletion that was cut left of a package's objects is swept later.
        if (entry.IsFree || (entry.Kind == ObjectKind.Object && !_machine.Exists(ClassOf(entry))))
        {
            return;
        }

        _room.Take(entry.Address / 2, LengthOf(entry) / 2);
        if (entry.Kind == ObjectKind.TransientArray)
        {
            var header = new TransientHeader(BinaryPrimitives.ReadUInt32LittleEndian(_memory.Read(new NvAddress(entry.Address), TransientHeader.Length)));
            _transientRoom.Take(header.Offset / 4, (header.ByteLength + 3) / 4);
        }
    }

    private NvAddress HeapHead(byte owner) => _machine.HeapOf(owner).IsNull ? Root + RootHeapOffset : _machine.HeapOf(owner);
}
