using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Classes: their tables name methods, and these have the types of what they override.</summary>
internal ref partial struct Verifier
{
    private readonly bool VerifyClasses()
    {
        ClassReader classes = _linker.ReadClasses();
        while (classes.TryRead(out ClassInfo info))
        {
            if (!(info.IsInterface ? VerifyInterface(info) : VerifyClass(info)))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool VerifyInterface(ClassInfo info)
    {
        for (int i = 0; i < info.InterfaceCount; i++)
        {
            if (!IsInterface(info.GetSuperinterface(i)))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool VerifyClass(ClassInfo info)
    {
        if (info.Superclass.IsNone || IsInterface(info.Superclass))
        {
            return false;
        }

        for (int i = 0; i < info.PublicMethodCount + info.PackageMethodCount; i++)
        {
            bool isPublic = i < info.PublicMethodCount;
            int offset = isPublic ? info.GetPublicMethod(i) : info.GetPackageMethod(i - info.PublicMethodCount);
            int token = isPublic ? info.PublicMethodBase + i : (info.PackageMethodBase + i - info.PublicMethodCount) | PackagePrivate;
            if (offset != ClassInfo.InheritedMethod && !VerifyEntry(info, offset, token))
            {
                return false;
            }
        }

        ImplementedInterfaceReader interfaces = info.ReadInterfaces();
        while (interfaces.TryRead(out ClassReference implemented, out ReadOnlySpan<byte> tokens))
        {
            if (!IsInterface(implemented) || !VerifyImplemented(info, implemented, tokens))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool VerifyEntry(ClassInfo info, int offset, int token)
    {
        if (!_methods.TryGetMethod(offset, out MethodHeader header) || header.ArgumentCells == 0)
        {
            return false;
        }

        var own = new MethodType(_firstCells);
        var overridden = new MethodType(_secondCells);
        TypeOfOwn(offset, ref own);
        return !TryTypeOfVirtual(info.Superclass, token, ref overridden) || own.Agrees(overridden) || IsLater(info.Superclass, token);
    }

    private readonly bool VerifyImplemented(ClassInfo info, ClassReference implemented, ReadOnlySpan<byte> tokens)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            var own = new MethodType(_firstCells);
            var wanted = new MethodType(_secondCells);
            if (!TryTypeOfVirtual(new ClassReference((ushort)info.Offset), tokens[i], ref own))
            {
                return false;
            }

            if (_linker.TryClassId(implemented, out ushort id) && TryTypeOfInterface(id, i, ref wanted) && !own.Agrees(wanted))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool VerifyApplets()
    {
        if (!AppletComponent.TryParse(_linker.Applets, out AppletComponent applets))
        {
            return true;
        }

        AppletReader reader = applets.ReadApplets();
        while (reader.TryRead(out _, out int install))
        {
            var type = new MethodType(_firstCells);
            if (!_methods.TryGetMethod(install, out MethodHeader header) || header.IsAbstract || header.ArgumentCells != InstallArguments)
            {
                return false;
            }

            TypeOfOwn(install, ref type);
            if (!_types.Fits(type.Cells[0], CellType.Reference) || !_types.Fits(type.Cells[1], CellType.Short) || !_types.Fits(type.Cells[2], CellType.Short))
            {
                return false;
            }
        }

        return true;
    }

    private readonly bool IsInterface(ClassReference reference)
    {
        if (!reference.IsExternal)
        {
            return !reference.IsNone && _linker.TryClass(reference.Offset, out ClassInfo info) && info.IsInterface;
        }

        return _linker.TryClassId(reference, out ushort id) && _machine.IsInterface(id);
    }
}
