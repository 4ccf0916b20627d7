using System;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Types of methods: from the ROM, the Descriptor component, the class tables, or the code itself.</summary>
internal ref partial struct Verifier
{
    private const int PackagePrivate = 0x80;

    // What the Descriptor says of the pool's entries is what the package's own methods and the ROM say.
    private readonly bool VerifyPoolTypes()
    {
        for (int i = 0; _hasDescriptor && i < _linker.Pool.Count; i++)
        {
            int reference = _descriptor.GetConstantType(i);
            if (reference == DescriptorComponent.NoType)
            {
                continue;
            }

            PoolEntry resolved = Resolved(i);
            if (!_descriptor.TryGetType(reference, out TypeDescriptor encoded))
            {
                return false;
            }

            var said = new MethodType(_firstCells);
            var known = new MethodType(_secondCells);
            bool isCall = resolved.IsMethod || resolved.Tag is PoolEntry.Kind.Native or PoolEntry.Kind.Virtual;
            if (isCall && TryTypeFromCode(i, resolved, ref known) && (!TrySet(ref said, HasThis(i, resolved, known.Count, encoded), encoded) || !said.Agrees(known)))
            {
                return false;
            }
        }

        return true;
    }

    // Of a static entry, the number of cells says whether an object comes first.
    private readonly bool HasThis(int index, PoolEntry resolved, int count, TypeDescriptor encoded)
    {
        _linker.Pool.TryGet(index, out ConstantPoolEntry entry);
        return entry.Kind != ConstantKind.StaticMethod || resolved.Tag == PoolEntry.Kind.Virtual || CountCells(encoded) < count;
    }

    /// <summary>The type of what a pool entry calls; false when nothing says it.</summary>
    private readonly bool TryTypeOfCall(int index, PoolEntry resolved, ref MethodType type)
    {
        bool isKnown = TryTypeFromCode(index, resolved, ref type);
        if (isKnown && IsOfOtherPackage(index) && TryConstantType(index, out TypeDescriptor encoded))
        {
            // Of another package's methods, the one that calls has the signatures; where they cannot be, the code counts.
            int count = type.Count;
            byte result = type.Result;
            return (TrySet(ref type, HasThis(index, resolved, count, encoded), encoded) && type.Count == count && (result >= CellType.Never || CellType.IsSameKind(result, type.Result)))
                || TryTypeFromCode(index, resolved, ref type);
        }

        return isKnown;
    }

    private readonly bool IsOfOtherPackage(int index) =>
        _linker.Pool.TryGet(index, out ConstantPoolEntry entry) && entry.IsExternal && _linker.ImportedPackage(entry.Class.Package) >= NativeLibrary.FirstLoaded;

    private readonly bool TryConstantType(int index, out TypeDescriptor encoded)
    {
        encoded = default;
        return _hasDescriptor
            && _descriptor.GetConstantType(index) != DescriptorComponent.NoType
            && _descriptor.TryGetType(_descriptor.GetConstantType(index), out encoded);
    }

    private readonly bool TryTypeFromCode(int index, PoolEntry resolved, ref MethodType type)
    {
        switch (resolved.Tag)
        {
            case PoolEntry.Kind.Native:
                NativeMethod? native = _machine.NativeOf(resolved);
                if (native is not null)
                {
                    Set(ref type, native);
                }

                return native is not null;
            case PoolEntry.Kind.Virtual:
                return _linker.Pool.TryGet(index, out ConstantPoolEntry entry) && TryTypeOfVirtual(entry.Class, entry.Token, ref type);
            case PoolEntry.Kind.Method or PoolEntry.Kind.LongMethod:
                return TryTypeOfMethod(resolved, ref type);
            default:
                return false;
        }
    }

    private readonly bool TryTypeOfMethod(PoolEntry method, ref MethodType type)
    {
        if (method.Package == _linker.Number)
        {
            TypeOfOwn(method.Address - _machine.Load.Code, ref type);
            return true;
        }

        LoadedPackage package = _machine.Package(method.Package);
        type.Set(hasThis: false, method.Arguments);
        type.Result = ResultOf(_machine.Memory.Read(new NvAddress(package.Code), package.CodeLength), method.CodeAddress - package.Code);
        return true;
    }

    /// <summary>The type of a virtual method of a class; false when the class does not have it.</summary>
    private readonly bool TryTypeOfVirtual(ClassReference reference, int token, ref MethodType type)
    {
        for (int depth = 0; depth < MaxDepth && !reference.IsNone && !reference.IsExternal; depth++)
        {
            if (!_linker.TryClass(reference.Offset, out ClassInfo info) || info.IsInterface)
            {
                return false;
            }

            if (TryEntry(info, token, out int offset))
            {
                TypeOfOwn(offset, ref type);
                return true;
            }

            reference = info.Superclass;
        }

        return reference.IsExternal && _linker.TryClassId(reference, out ushort id) && TryTypeOfForeign(id, token, ref type);
    }

    private static bool TryEntry(ClassInfo info, int token, out int offset)
    {
        bool isPrivate = (token & PackagePrivate) != 0;
        int index = (token & ~PackagePrivate) - (isPrivate ? info.PackageMethodBase : info.PublicMethodBase);
        offset = ClassInfo.InheritedMethod;
        if (index >= 0 && index < (isPrivate ? info.PackageMethodCount : info.PublicMethodCount))
        {
            offset = isPrivate ? info.GetPackageMethod(index) : info.GetPublicMethod(index);
        }

        return offset != ClassInfo.InheritedMethod;
    }

    // A class of another package; what is visible in one package only is not of this one.
    private readonly bool TryTypeOfForeign(ushort id, int token, ref MethodType type)
    {
        if ((token & PackagePrivate) != 0)
        {
            return false;
        }

        PoolEntry method = _machine.FindVirtual(id, token);
        if (method.IsMethod)
        {
            bool isKnown = TryTypeOfMethod(method, ref type);
            type.Set(hasThis: true, method.Arguments);
            return isKnown;
        }

        NativeMethod? native = method.Tag == PoolEntry.Kind.Native ? _machine.NativeOf(method) : RomMethod(id, token);
        if (native is not null)
        {
            Set(ref type, native);
            return true;
        }

        int arguments = _machine.ArgumentsOfAbstract(id, token);
        type.Set(hasThis: true, arguments);
        type.Result = CellType.Unknown;
        return arguments != 0;
    }

    private readonly NativeMethod? RomMethod(ushort id, int token)
    {
        while (Machine.IsLoaded(id))
        {
            if (_machine.ClassRecord(id).TryVirtual(token, out _))
            {
                return null;
            }

            id = _machine.SuperClassOf(id);
        }

        return _machine.Library.FindVirtual(id, token);
    }

    /// <summary>The type of an interface's method; false when only the class files have it.</summary>
    private readonly bool TryTypeOfInterface(ushort id, int token, ref MethodType type)
    {
        if (!Machine.IsLoaded(id))
        {
            NativeMethod? native = _machine.Library.Class(id)?.Virtual(token);
            if (native is not null)
            {
                Set(ref type, native);
            }

            return native is not null;
        }

        return id >> 8 == _linker.Number ? TryTypeOfOwnInterface(id & 0xFF, token, ref type) : TryTypeOfImplementer(id, token, ref type);
    }

    private readonly bool TryTypeOfOwnInterface(int number, int token, ref MethodType type)
    {
        ClassDescriptorReader reader = _hasDescriptor ? _descriptor.ReadClasses() : default;
        while (reader.TryRead(out ClassDescriptor descriptor))
        {
            for (int i = 0; _linker.ClassNumber(descriptor.Class.Offset) == number && i < descriptor.MethodCount; i++)
            {
                MethodDescriptor method = descriptor.GetMethod(i);
                if (method.Token == token && _descriptor.TryGetType(method.TypeReference, out TypeDescriptor encoded))
                {
                    return TrySet(ref type, hasThis: true, encoded);
                }
            }
        }

        // Whatever class implements it.
        ClassReader classes = _linker.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            ImplementedInterfaceReader interfaces = info.ReadInterfaces();
            while (interfaces.TryRead(out ClassReference implemented, out ReadOnlySpan<byte> tokens))
            {
                if (!implemented.IsExternal && _linker.ClassNumber(implemented.Offset) == number && token < tokens.Length)
                {
                    return TryTypeOfVirtual(new ClassReference((ushort)info.Offset), tokens[token], ref type);
                }
            }
        }

        return false;
    }

    private readonly bool TryTypeOfImplementer(ushort id, int token, ref MethodType type)
    {
        int package = id >> 8;
        for (int i = 0; i < _machine.Package(package).ClassCount; i++)
        {
            var own = (ushort)((package << 8) | i);
            if (!_machine.IsInterface(own) && _machine.ClassRecord(own).TryInterfaceToken(id, token, out int method))
            {
                return TryTypeOfForeign(own, method, ref type);
            }
        }

        return false;
    }

    /// <summary>The type of a method of this package.</summary>
    private readonly void TypeOfOwn(int offset, ref MethodType type)
    {
        _methods.TryGetMethod(offset, out MethodHeader header);
        if (TryDescriptor(offset, out MethodDescriptor described, out ClassReference declaring)
            && _descriptor.TryGetType(described.TypeReference, out TypeDescriptor encoded)
            && TrySet(ref type, (described.Flags & DescriptorFlags.Static) == 0, encoded)
            && type.Count == header.ArgumentCells)
        {
            if ((described.Flags & DescriptorFlags.Static) == 0)
            {
                type.Cells[0] = OfClass(declaring);
            }

            return;
        }

        bool isInTable = IsInTable(offset, out ClassInfo owner, out int token);
        type.Set(isInTable, header.ArgumentCells);
        type.Result = header.IsAbstract ? CellType.Unknown : ResultOf(_code, header.CodeOffset);

        // What overrides a ROM method has its type.
        if (token >= 0 && SuperNative(owner, token) is { } native && native.ArgumentCells == header.ArgumentCells)
        {
            byte result = type.Result;
            Set(ref type, native);
            type.Result = result is CellType.Unknown or CellType.Reference && type.Result != CellType.Void ? type.Result : result;
        }

        if (isInTable && type.Count != 0)
        {
            type.Cells[0] = OfClass(new ClassReference((ushort)owner.Offset));
        }
    }

    private readonly bool TryDescriptor(int offset, out MethodDescriptor found) => TryDescriptor(offset, out found, out _);

    private readonly bool TryDescriptor(int offset, out MethodDescriptor found, out ClassReference owner)
    {
        ClassDescriptorReader reader = _hasDescriptor ? _descriptor.ReadClasses() : default;
        while (reader.TryRead(out ClassDescriptor descriptor))
        {
            for (int i = 0; (descriptor.Flags & DescriptorFlags.InterfaceOrAbstractMethod) == 0 && i < descriptor.MethodCount; i++)
            {
                found = descriptor.GetMethod(i);
                if (found.MethodOffset == offset)
                {
                    owner = descriptor.Class;
                    return true;
                }
            }
        }

        found = default;
        owner = default;
        return false;
    }

    // Of the classes whose tables have a method, the one that the others extend.
    private readonly bool IsInTable(int offset, out ClassInfo owner, out int token)
    {
        token = -1;
        owner = default;
        ClassReader classes = _linker.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            for (int i = 0; !info.IsInterface && i < info.PublicMethodCount + info.PackageMethodCount; i++)
            {
                bool isPublic = i < info.PublicMethodCount;
                if ((isPublic ? info.GetPublicMethod(i) : info.GetPackageMethod(i - info.PublicMethodCount)) == offset && (token < 0 || Extends(owner, info)))
                {
                    token = isPublic ? info.PublicMethodBase + i : (info.PackageMethodBase + i - info.PublicMethodCount) | PackagePrivate;
                    owner = info;
                }
            }
        }

        return token >= 0;
    }

    private readonly bool Extends(ClassInfo info, ClassInfo super) =>
        _linker.TryClassId(new ClassReference((ushort)info.Offset), out ushort id)
        && _linker.TryClassId(new ClassReference((ushort)super.Offset), out ushort target)
        && _types.IsSubclass(id, target);

    private readonly NativeMethod? SuperNative(ClassInfo info, int token)
    {
        ClassReference reference = info.Superclass;
        for (int depth = 0; depth < MaxDepth && !reference.IsNone && !reference.IsExternal; depth++)
        {
            if (!_linker.TryClass(reference.Offset, out info) || info.IsInterface)
            {
                return null;
            }

            reference = info.Superclass;
        }

        return (token & PackagePrivate) == 0 && reference.IsExternal && _linker.TryClassId(reference, out ushort id) ? RomMethod(id, token) : null;
    }

    // What the first return instruction returns.
    private static byte ResultOf(ReadOnlySpan<byte> component, int code)
    {
        if (!TrySweep(component, code, component.Length, out _, out OpCode returned))
        {
            return CellType.Unknown;
        }

        return returned switch
        {
            OpCode.Areturn => CellType.Reference,
            OpCode.Sreturn => CellType.Short,
            OpCode.Ireturn => CellType.IntFirst,
            OpCode.Return => CellType.Void,
            _ => CellType.Never,
        };
    }
}
