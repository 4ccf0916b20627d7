using System.Collections.Generic;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Finds the methods of a package: from what names them, as the Method component does not say where they are.</summary>
internal sealed class MethodFinder
{
    private readonly SortedDictionary<int, CodeMethod> _methods = [];
    private readonly CapFile _file;
    private readonly CapSymbols _symbols;

    private MethodFinder(CapFile file, CapSymbols symbols)
    {
        _file = file;
        _symbols = symbols;
    }

    /// <summary>The methods in the order in which they stand.</summary>
    public static IReadOnlyList<CodeMethod> Find(CapFile file, CapSymbols symbols)
    {
        var finder = new MethodFinder(file, symbols);
        finder.AddApplets();
        finder.AddClasses();
        finder.AddExports();
        finder.AddDescribed();
        finder.AddCalled();
        MethodEnds.Set(file, finder._methods);
        return [.. finder._methods.Values];
    }

    private void AddApplets()
    {
        foreach (CapApplet applet in _file.Applets)
        {
            Add(applet.InstallOffset, $"install of {applet.Aid}");
        }
    }

    private void AddClasses()
    {
        if (!ClassComponent.TryParse(_file.DataOf(ComponentTag.Class), _file.Format, out ClassComponent classes))
        {
            return;
        }

        ClassReader reader = classes.ReadClasses();
        while (reader.TryRead(out ClassInfo info))
        {
            if (info.IsInterface)
            {
                continue;
            }

            var self = new ClassReference((ushort)info.Offset);
            for (int i = 0; i < info.PublicMethodCount; i++)
            {
                int token = info.PublicMethodBase + i;
                string role = $"class {CapSymbols.Hex(info.Offset)} virtual {token}";
                Add(info.GetPublicMethod(i), _symbols.TryFindKnown(self, token, out string? name) ? $"{role} {name}" : role);
            }

            for (int i = 0; i < info.PackageMethodCount; i++)
            {
                Add(info.GetPackageMethod(i), $"class {CapSymbols.Hex(info.Offset)} package-visible {info.PackageMethodBase + i}");
            }
        }
    }

    private void AddExports()
    {
        if (!ExportComponent.TryParse(_file.DataOf(ComponentTag.Export), out ExportComponent exports))
        {
            return;
        }

        ExportReader reader = exports.ReadClasses();
        for (int token = 0; reader.TryRead(out ExportedClass exported); token++)
        {
            for (int i = 0; i < exported.StaticMethodCount; i++)
            {
                Add(exported.GetStaticMethod(i), $"exported class {token} static {i}");
            }
        }
    }

    private void AddDescribed()
    {
        if (!DescriptorComponent.TryParse(_file.DataOf(ComponentTag.Descriptor), out DescriptorComponent descriptor))
        {
            return;
        }

        ClassDescriptorReader reader = descriptor.ReadClasses();
        while (reader.TryRead(out ClassDescriptor one))
        {
            for (int i = 0; i < one.MethodCount; i++)
            {
                MethodDescriptor method = one.GetMethod(i);
                CodeMethod? found = (one.Flags & DescriptorFlags.InterfaceOrAbstractMethod) != 0 ? null : Add(method.MethodOffset, role: null);
                if (found is not null)
                {
                    found.IsDescribed = true;
                    found.End = found.Header.CodeOffset + method.CodeLength;
                    found.Signature = descriptor.TryGetType(method.TypeReference, out TypeDescriptor type) ? SignatureText.Of(type, _symbols) : null;
                    string name = (method.Flags & DescriptorFlags.AbstractClassOrConstructor) != 0 ? "constructor" : Words(method.Flags);
                    found.OwnRoles.Add($"{name} of {_symbols.NameOf(one.Class)}");
                }
            }
        }
    }

    private void AddCalled()
    {
        if (!ConstantPoolComponent.TryParse(_file.DataOf(ComponentTag.ConstantPool), out ConstantPoolComponent pool))
        {
            return;
        }

        for (int i = 0; i < pool.Count; i++)
        {
            if (pool.TryGet(i, out ConstantPoolEntry entry) && entry.Kind == ConstantKind.StaticMethod && !entry.IsExternal)
            {
                Add(entry.Offset, role: null);
            }
        }
    }

    private static string Words(DescriptorFlags flags)
    {
        string visibility = (flags & DescriptorFlags.Public) != 0 ? "public"
            : (flags & DescriptorFlags.Private) != 0 ? "private"
            : (flags & DescriptorFlags.Protected) != 0 ? "protected"
            : "package-visible";
        return (flags & DescriptorFlags.Static) != 0 ? $"{visibility} static" : visibility;
    }

    private CodeMethod? Add(int offset, string? role)
    {
        if (!_methods.TryGetValue(offset, out CodeMethod? method))
        {
            if (offset == ClassInfo.InheritedMethod || !MethodComponent.TryParse(_file.DataOf(ComponentTag.Method), out MethodComponent methods)
                || !methods.TryGetMethod(offset, out MethodHeader header))
            {
                return null;
            }

            method = new CodeMethod(header);
            _methods.Add(offset, method);
        }

        if (role is not null)
        {
            method.OwnRoles.Add(role);
        }

        return method;
    }
}
