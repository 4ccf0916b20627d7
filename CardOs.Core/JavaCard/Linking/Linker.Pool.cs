using System;
using System.Buffers.Binary;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The constant pool: each entry is looked up, and what is not there refuses the package.</summary>
internal ref partial struct Linker
{
    private readonly LinkFault WritePool()
    {
        Span<byte> word = stackalloc byte[PoolEntry.Length];
        for (int i = 0; i < _pool.Count; i++)
        {
            if (!_pool.TryGet(i, out ConstantPoolEntry entry) || !TryResolve(entry, out PoolEntry resolved))
            {
                return LinkFault.NameNotFound;
            }

            BinaryPrimitives.WriteUInt64LittleEndian(word, resolved.Bits);
            _memory.Write(_block + (_layout.Pool + (i * PoolEntry.Length)), word);
        }

        return LinkFault.None;
    }

    private readonly bool TryResolve(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        resolved = default;
        switch (entry.Kind)
        {
            case ConstantKind.Class:
                bool isThere = TryClassId(entry.Class, out ushort id) && id != RomClass.None;
                resolved = PoolEntry.OfClass(id);
                return isThere;
            case ConstantKind.InstanceField:
                return TryField(entry, out resolved);
            case ConstantKind.VirtualMethod:
                return TryVirtual(entry, out resolved);
            case ConstantKind.SuperMethod:
                return TrySuper(entry, out resolved);
            case ConstantKind.StaticField:
                return TryStaticField(entry, out resolved);
            default:
                return TryStaticMethod(entry, out resolved);
        }
    }

    // The cells of the super classes come first.
    private readonly bool TryField(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        resolved = default;
        if (!TryClassId(entry.Class, out ushort id) || id >> 8 < NativeLibrary.FirstLoaded || !TryCells(entry.Class, out int cells))
        {
            return false;
        }

        int first;
        int firstReference;
        int references;
        if (entry.Class.IsExternal)
        {
            ClassRecord record = _machine.ClassRecord(id);
            first = _machine.CellsOf(record.SuperClass);
            firstReference = record.FirstReference;
            references = record.ReferenceCount;
        }
        else if (!TryClass(entry.Class.Offset, out ClassInfo info) || !TryCells(info.Superclass, out first))
        {
            return false;
        }
        else
        {
            firstReference = first + info.FirstReferenceToken;
            references = info.ReferenceCount;
        }

        int cell = first + entry.Token;
        bool isReference = (uint)(cell - firstReference) < (uint)references;
        bool isNextReference = (uint)(cell + 1 - firstReference) < (uint)references;
        resolved = PoolEntry.OfField(id, cell, isReference, fitsInt: !isReference && !isNextReference && cell + 1 < cells);
        return first + entry.Token < cells;
    }

    private readonly bool TryVirtual(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        bool isThere = TryClassId(entry.Class, out ushort id) & TryFindVirtual(entry.Class, entry.Token, out _, out int arguments);
        resolved = PoolEntry.OfVirtual(id, entry.Token, arguments);
        return isThere && arguments > 0;
    }

    private readonly bool TrySuper(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        resolved = default;
        return !entry.Class.IsExternal
            && TryClass(entry.Class.Offset, out ClassInfo info)
            && !info.IsInterface
            && TryFindVirtual(info.Superclass, entry.Token, out resolved, out _)
            && !resolved.IsNone;
    }

    /// <summary>The method that a virtual token means for objects of exactly this class; none when it is abstract.</summary>
    private readonly bool TryFindVirtual(ClassReference reference, int token, out PoolEntry method, out int arguments)
    {
        const int PackagePrivate = 0x80;
        method = default;
        arguments = 0;
        for (int depth = 0; depth < MaxDepth && !reference.IsNone; depth++)
        {
            if (reference.IsExternal)
            {
                return TryClassId(reference, out ushort id) && TryFindExternal(id, token, out method, out arguments);
            }

            if (!TryClass(reference.Offset, out ClassInfo info) || info.IsInterface)
            {
                return false;
            }

            bool isPrivate = (token & PackagePrivate) != 0;
            int index = (token & ~PackagePrivate) - (isPrivate ? info.PackageMethodBase : info.PublicMethodBase);
            if (index >= 0 && index < (isPrivate ? info.PackageMethodCount : info.PublicMethodCount))
            {
                int offset = isPrivate ? info.GetPackageMethod(index) : info.GetPublicMethod(index);
                if (offset != ClassInfo.InheritedMethod)
                {
                    return TryMethod(offset, out method, out arguments);
                }
            }

            reference = info.Superclass;
        }

        return false;
    }

    private readonly bool TryFindExternal(ushort id, int token, out PoolEntry method, out int arguments)
    {
        method = _machine.FindVirtual(id, token);
        arguments = method.Arguments;
        if (!method.IsNone)
        {
            return true;
        }

        arguments = _machine.ArgumentsOfAbstract(id, token);
        return arguments > 0;
    }

    private readonly bool TryMethod(int offset, out PoolEntry method, out int arguments)
    {
        int code = _machine.Load.Code;
        method = _machine.MethodAt(_number, code, _code.Length, offset);
        bool isThere = MethodHeader.TryRead(_code, offset, out MethodHeader header);
        arguments = isThere ? header.ArgumentCells : 0;
        return isThere && (header.IsAbstract || !method.IsNone);
    }

    private readonly bool TryStaticField(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        resolved = default;
        if (!entry.IsExternal)
        {
            resolved = OfStatic(_block.Value + _layout.Statics, entry.Offset, _statics.ReferenceCount);
            return entry.Offset < _statics.ImageSize && IsWhole(entry.Offset, _statics.ReferenceCount);
        }

        if (!TryExportedClass(entry, out byte package, out ExportedClass exported) || entry.Token >= exported.StaticFieldCount)
        {
            return false;
        }

        LoadedPackage other = _machine.Package(package);
        int offset = exported.GetStaticField(entry.Token);
        resolved = OfStatic(other.Statics, offset, other.StaticReferences);
        return offset < other.StaticsLength && IsWhole(offset, other.StaticReferences);
    }

    // References come first, two bytes each.
    private static PoolEntry OfStatic(int statics, int offset, int references) =>
        PoolEntry.OfStatic(statics + offset, offset < 2 * references);

    private static bool IsWhole(int offset, int references) => offset >= 2 * references || (offset & 1) == 0;

    private readonly bool TryStaticMethod(ConstantPoolEntry entry, out PoolEntry resolved)
    {
        resolved = default;
        if (!entry.IsExternal)
        {
            return TryMethod(entry.Offset, out resolved, out _) && !resolved.IsNone;
        }

        if (entry.Class.Package < _imports.Count && _importNumbers[entry.Class.Package] < NativeLibrary.FirstLoaded)
        {
            var id = (ushort)((_importNumbers[entry.Class.Package] << 8) | entry.Class.Token);
            NativeMethod? native = _machine.Library.NamedClass(id)?.Static(entry.Token);
            resolved = native is null ? default : PoolEntry.OfNative(native);
            return native is not null;
        }

        if (!TryExportedClass(entry, out byte package, out ExportedClass exported) || entry.Token >= exported.StaticMethodCount)
        {
            return false;
        }

        resolved = _machine.MethodAt(package, exported.GetStaticMethod(entry.Token));
        return !resolved.IsNone;
    }

    private readonly bool TryExportedClass(ConstantPoolEntry entry, out byte package, out ExportedClass exported)
    {
        exported = default;
        package = entry.Class.Package < _imports.Count ? _importNumbers[entry.Class.Package] : (byte)0;
        return package >= NativeLibrary.FirstLoaded && TryExported(package, entry.Class.Token, out exported);
    }
}
