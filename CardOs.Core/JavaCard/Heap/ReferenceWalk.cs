using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The references that an object holds: fields by the maps of its classes, elements of reference arrays, hidden cells of ROM classes.</summary>
/// <remarks>Hidden cells are taken for references whatever they are: who looks for objects that are referred to errs on the safe side.</remarks>
internal ref struct ReferenceWalk
{
    private readonly Machine _machine;
    private readonly HandleEntry _entry;
    private readonly ReadOnlySpan<byte> _cells;
    private readonly int _place;
    private ushort _class;
    private int _next;
    private int _end;
    private bool _isHidden;

    /// <summary>Where the reference that was found last lies; null for one in a transient array, and for a hidden cell, which may be none.</summary>
    public readonly NvAddress Place => _isHidden || _place == 0 ? NvAddress.Null : new NvAddress(_place + (2 * (_next - 1)));

    /// <param name="machine">The machine.</param>
    /// <param name="handle">The object.</param>
    public ReferenceWalk(Machine machine, ushort handle)
    {
        this = default;
        _machine = machine;
        _entry = machine.Heap.EntryOfAny(handle);
        if (_entry.Kind == ObjectKind.Object)
        {
            _class = machine.Heap.ClassOf(_entry);
            _place = NativeCall.CellAddress(_entry, 0).Value;
            _cells = machine.Memory.Read(new NvAddress(_place), 2 * machine.CellsOf(_class));
            EnterClass();
        }
        else if (_entry.Kind is ObjectKind.ReferenceArray or ObjectKind.TransientArray)
        {
            ArrayRef array = machine.Heap.ArrayOf(handle, _entry);
            if (array.Kind == ObjectKind.ReferenceArray)
            {
                _end = array.Length;
                _place = array.IsTransient ? 0 : array.Address;
                _cells = array.IsTransient ? machine.Working.Span(array.Address, 2 * array.Length) : machine.Memory.Read(new NvAddress(array.Address), 2 * array.Length);
            }
        }
    }

    /// <summary>The next reference that is not null.</summary>
    public bool TryNext(out ushort reference)
    {
        while (true)
        {
            for (; _next < _end; _next++)
            {
                reference = BinaryPrimitives.ReadUInt16LittleEndian(_cells.Slice(2 * _next));
                if (reference != 0)
                {
                    _next++;
                    return true;
                }
            }

            if (_class == RomClass.None)
            {
                reference = 0;
                return false;
            }

            _class = _machine.SuperClassOf(_class);
            EnterClass();
        }
    }

    private void EnterClass()
    {
        _next = 0;
        _end = 0;
        if (_class == RomClass.None)
        {
            return;
        }

        if (Machine.IsLoaded(_class))
        {
            ClassRecord record = _machine.ClassRecord(_class);
            _next = record.FirstReference;
            _end = record.FirstReference + record.ReferenceCount;
            return;
        }

        // All hidden cells of this class and its super classes.
        _isHidden = true;
        _end = _machine.CellsOf(_class);
        _class = RomClass.None;
    }
}
