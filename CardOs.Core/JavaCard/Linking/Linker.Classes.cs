using System;
using System.Buffers.Binary;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Classes: by number instead of offset, with sizes and reference maps counted over all super classes.</summary>
internal ref partial struct Linker
{
    private const int MaxDepth = 64;

    /// <summary>The classes of the package; none when it has no Class component.</summary>
    internal readonly ClassReader ReadClasses() => _hasClasses ? _classes.ReadClasses() : default;

    /// <summary>The number of the imported package with an index; 0 when there is none.</summary>
    internal readonly byte ImportedPackage(int index) => index < _imports.Count ? _importNumbers[index] : (byte)0;

    private static int RecordLength(ClassInfo info)
    {
        int length = ClassRecord.TablesOffset;
        if (info.IsInterface)
        {
            return length + (3 * info.InterfaceCount);
        }

        length += 2 * (info.PublicMethodCount + info.PackageMethodCount);
        ImplementedInterfaceReader interfaces = info.ReadInterfaces();
        while (interfaces.TryRead(out _, out ReadOnlySpan<byte> tokens))
        {
            length += 3 + tokens.Length;
        }

        return length;
    }

    private readonly bool TryWriteClasses()
    {
        int number = 0;
        int at = 2 * _layout.ClassCount;
        Span<byte> offset = stackalloc byte[2];
        if (_layout.ClassCount == 0)
        {
            return true;
        }

        ClassReader classes = _classes.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            if (at > ushort.MaxValue)
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(offset, (ushort)at);
            _memory.Write(_block + (_layout.Classes + (2 * number)), offset);
            if (!TryWriteClass(info, _block + (_layout.Classes + at)))
            {
                return false;
            }

            at += RecordLength(info);
            number++;
        }

        return true;
    }

    private readonly bool TryWriteClass(ClassInfo info, NvAddress at)
    {
        Span<byte> head = stackalloc byte[ClassRecord.TablesOffset];
        head.Clear();
        head[0] = (byte)info.Flags;
        head[ClassRecord.InterfaceCountOffset] = (byte)info.InterfaceCount;
        if (!info.IsInterface)
        {
            if (!TryClassId(info.Superclass, out ushort superClass) || !TryCells(info.Superclass, out int superCells))
            {
                return false;
            }

            int cells = superCells + info.DeclaredInstanceSize;
            bool hasReferences = info.ReferenceCount != 0;
            if (hasReferences && info.FirstReferenceToken + info.ReferenceCount > info.DeclaredInstanceSize)
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(head.Slice(ClassRecord.SuperOffset), superClass);
            BinaryPrimitives.WriteUInt16LittleEndian(head.Slice(ClassRecord.CellsOffset), (ushort)cells);
            BinaryPrimitives.WriteUInt16LittleEndian(
                head.Slice(ClassRecord.FirstReferenceOffset), (ushort)(hasReferences ? superCells + info.FirstReferenceToken : 0));
            head[ClassRecord.ReferenceCountOffset] = (byte)info.ReferenceCount;
            head[ClassRecord.PublicBaseOffset] = (byte)info.PublicMethodBase;
            head[ClassRecord.PublicCountOffset] = (byte)info.PublicMethodCount;
            head[ClassRecord.PackageBaseOffset] = (byte)info.PackageMethodBase;
            head[ClassRecord.PackageCountOffset] = (byte)info.PackageMethodCount;
        }

        _memory.Write(at, head);
        at += head.Length;
        return info.IsInterface ? TryWriteSuperinterfaces(info, at) : TryWriteTables(info, at);
    }

    private readonly bool TryWriteSuperinterfaces(ClassInfo info, NvAddress at)
    {
        Span<byte> entry = stackalloc byte[3];
        entry[2] = 0;
        for (int i = 0; i < info.InterfaceCount; i++)
        {
            if (!TryClassId(info.GetSuperinterface(i), out ushort id))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(entry, id);
            _memory.Write(at + (3 * i), entry);
        }

        return true;
    }

    private readonly bool TryWriteTables(ClassInfo info, NvAddress at)
    {
        Span<byte> entry = stackalloc byte[3];
        int count = info.PublicMethodCount + info.PackageMethodCount;
        for (int i = 0; i < count; i++, at += 2)
        {
            int offset = i < info.PublicMethodCount ? info.GetPublicMethod(i) : info.GetPackageMethod(i - info.PublicMethodCount);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)offset);
            _memory.Write(at, entry.Slice(0, 2));
        }

        ImplementedInterfaceReader interfaces = info.ReadInterfaces();
        while (interfaces.TryRead(out ClassReference implemented, out ReadOnlySpan<byte> tokens))
        {
            if (!TryClassId(implemented, out ushort id))
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16LittleEndian(entry, id);
            entry[2] = (byte)tokens.Length;
            _memory.Write(at, entry);
            _memory.Write(at + 3, tokens);
            at += 3 + tokens.Length;
        }

        return true;
    }

    /// <summary>The class id behind a reference; false when there is no such class. No class has the id 0.</summary>
    internal readonly bool TryClassId(ClassReference reference, out ushort id)
    {
        id = RomClass.None;
        if (reference.IsNone)
        {
            return true;
        }

        if (!reference.IsExternal)
        {
            int number = ClassNumber(reference.Offset);
            id = (ushort)((_number << 8) | number);
            return number >= 0;
        }

        if (reference.Package >= _imports.Count)
        {
            return false;
        }

        byte package = _importNumbers[reference.Package];
        if (package < NativeLibrary.FirstLoaded)
        {
            id = (ushort)((package << 8) | reference.Token);
            return _machine.Library.NamedClass(id) is not null;
        }

        bool isExported = TryExported(package, reference.Token, out ExportedClass exported);
        id = (ushort)((package << 8) | (isExported ? exported.ClassOffset : 0));
        return isExported;
    }

    // What another package exports under a class token; the class's number stands for its offset.
    private readonly bool TryExported(byte package, int token, out ExportedClass exported)
    {
        exported = default;
        var at = new NvAddress(_machine.Package(package).Exports);
        if (at.IsNull || token >= _memory.ReadByte(at))
        {
            return false;
        }

        // A package's export part is followed by its static fields, so that there is always more to read than an entry needs.
        at += 1;
        for (int i = 0; ; i++)
        {
            int length = 4 + (2 * (_memory.ReadByte(at + 2) + _memory.ReadByte(at + 3)));
            if (i == token)
            {
                return ExportedClass.TryRead(_memory.Read(at, length), out exported);
            }

            at += length;
        }
    }

    /// <summary>Cells of objects of a class, also of this package, whose records are not all written yet.</summary>
    private readonly bool TryCells(ClassReference reference, out int cells)
    {
        cells = 0;
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            if (reference.IsNone)
            {
                return true;
            }

            if (reference.IsExternal)
            {
                bool isThere = TryClassId(reference, out ushort id);
                cells += isThere ? _machine.CellsOf(id) : 0;
                return isThere;
            }

            if (!TryClass(reference.Offset, out ClassInfo info) || info.IsInterface)
            {
                return false;
            }

            cells += info.DeclaredInstanceSize;
            reference = info.Superclass;
        }

        return false;
    }

    internal readonly bool TryClass(int offset, out ClassInfo info)
    {
        info = default;
        return ClassNumber(offset) >= 0 && _classes.TryGet(offset, out info);
    }

    internal readonly int ClassNumber(int offset)
    {
        int number = 0;
        if (_layout.ClassCount == 0)
        {
            return -1;
        }

        ClassReader classes = _classes.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            if (info.Offset == offset)
            {
                return number;
            }

            number++;
        }

        return -1;
    }
}
