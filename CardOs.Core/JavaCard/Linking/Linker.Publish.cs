using System;
using System.Buffers.Binary;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Static fields, and the write that makes the package count.</summary>
internal ref partial struct Linker
{
    // References, null; then fields that start as zero; then those with values, as they come.
    private readonly bool TryWriteStatics()
    {
        NvAddress at = _block + _layout.Statics;
        ReadOnlySpan<byte> values = _statics.Values;
        int zero = _statics.ImageSize - values.Length;
        if (zero != (2 * _statics.ReferenceCount) + _statics.DefaultLength || _statics.ArrayCount > _statics.ReferenceCount)
        {
            return false;
        }

        _memory.Fill(at, zero, 0);
        _memory.Write(at + zero, values);
        _memory.Fill(at + _statics.ImageSize, StaticsPadding, 0);
        return true;
    }

    private LinkFault Publish()
    {
        TransactionMark mark = _memory.Journal.Open();
        LinkFault fault = PublishAll();
        if (fault == LinkFault.None)
        {
            _memory.Journal.Close(mark);
            _machine.Heap.OnCommit();
            return LinkFault.None;
        }

        _memory.Journal.Abort(mark);
        _machine.Rebuild();
        return fault;
    }

    private LinkFault PublishAll()
    {
        var nextOwner = new NvAddress(NonVolatileMap.NextOwner);
        NvAddress end = NonVolatileMap.RootOf(_container) + NonVolatileMap.Root.Packages;
        for (NvAddress next = _memory.ReadAddress(end); !next.IsNull; next = _memory.ReadAddress(end))
        {
            end = next;
        }

        if (!_machine.TryCreateHeap()
            || !_memory.Journal.TryWriteUInt16(nextOwner, (ushort)(_memory.ReadUInt16(nextOwner) + 1))
            || !_memory.Allocator.TryPublish(_block, new LoadedPackage(_memory, _block).Tag)
            || !_memory.Allocator.TryPublish(new NvAddress(_machine.Load.Code), new LoadedPackage(_memory, _block).Tag)
            || !_memory.Journal.TryWriteAddress(end, _block))
        {
            return LinkFault.NoRoom;
        }

        _machine.NotePackage(_block);
        return _statics.ArrayCount == 0 || TryMakeArrays() ? LinkFault.None : LinkFault.NoRoom;
    }

    // In a package with applets the arrays are in its context; those of a library are for everybody, as its code is.
    private bool TryMakeArrays()
    {
        byte owner = Owner.EntryPoint;
        byte place = _machine.FreeOwner();
        if (place == 0)
        {
            return false;
        }

        _memory.WriteByte(_block + LoadedPackage.StaticOwnerOffset, place);
        _machine.NotePackage(_block);
        owner = _appletCount != 0 ? place : owner;
        Span<byte> reference = stackalloc byte[2];
        StaticArrayReader arrays = _statics.ReadArrays();
        for (int i = 0; arrays.TryRead(out TypeNibble element, out ReadOnlySpan<byte> values); i++)
        {
            var kind = (ObjectKind)((int)ObjectKind.BooleanArray + (element - TypeNibble.Boolean));
            int shift = ElementKinds.ShiftOf(kind);
            if (!_machine.Heap.TryNewArray(owner, place, kind, values.Length >> shift, RomClass.None, out ushort handle))
            {
                return false;
            }

            WriteElements(_machine.Heap.ArrayOf(handle, _machine.Heap.EntryOfAny(handle)).Address, values, 1 << shift);
            BinaryPrimitives.WriteUInt16LittleEndian(reference, handle);
            _memory.Write(_block + (_layout.Statics + (2 * i)), reference);
        }

        return true;
    }

    // The file has the most significant byte of a number first, the machine the least one.
    private readonly void WriteElements(int address, ReadOnlySpan<byte> values, int width)
    {
        if (width == 1)
        {
            _memory.Write(new NvAddress(address), values);
            return;
        }

        Span<byte> element = stackalloc byte[4];
        for (int i = 0; i < values.Length; i += width)
        {
            values.Slice(i, width).CopyTo(element);
            element.Slice(0, width).Reverse();
            _memory.Write(new NvAddress(address + i), element.Slice(0, width));
        }
    }
}
