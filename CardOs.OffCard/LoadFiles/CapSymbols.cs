using System.Collections.Generic;
using System.Globalization;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Names for what the instructions of a package name: of imported packages those that are known, of its own where they are.</summary>
internal sealed class CapSymbols
{
    // No chain of superclasses is longer in a file that was not made to be malicious.
    private const int MaxDepth = 64;
    private const int PackagePrivateMask = 0x80;

    private readonly CapFile _file;
    private readonly PackageApi?[] _imports;

    public CapSymbols(CapFile file, IReadOnlyList<PackageApi> exports)
    {
        _file = file;
        _imports = new PackageApi?[file.Imports.Count];
        for (int i = 0; i < _imports.Length; i++)
        {
            _imports[i] = Find(file.Imports[i], exports);
        }
    }

    /// <summary>What is known of an imported package, or null.</summary>
    public PackageApi? ImportOf(int token) => token < _imports.Length ? _imports[token] : null;

    public static string Hex(int offset) => offset.ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>A class's name.</summary>
    public string NameOf(ClassReference reference)
    {
        if (reference.IsNone)
        {
            return "none";
        }

        if (!reference.IsExternal)
        {
            return $"class {Hex(reference.Offset)}";
        }

        return ImportOf(reference.Package) is { } package && package.Find(reference.Token) is { } one
            ? $"{package.Name}/{one.Name}"
            : $"package {reference.Package} class {reference.Token}";
    }

    /// <summary>The name of what an entry of the constant pool stands for.</summary>
    public string NameOf(ConstantPoolEntry entry) => entry.Kind switch
    {
        ConstantKind.Class => NameOf(entry.Class),
        ConstantKind.InstanceField => NameOfMember(entry.Class, MemberKind.InstanceField, entry.Token),
        ConstantKind.VirtualMethod => NameOfVirtual(entry.Class, entry.Token),
        ConstantKind.SuperMethod => $"super {NameOfVirtual(SuperclassOf(entry.Class), entry.Token)}",
        ConstantKind.StaticField when !entry.IsExternal => $"static {Hex(entry.Offset)}",
        ConstantKind.StaticField => NameOfMember(entry.Class, MemberKind.StaticField, entry.Token),
        _ when !entry.IsExternal => $"method {Hex(entry.Offset)}",
        _ => NameOfMember(entry.Class, MemberKind.StaticMethod, entry.Token),
    };

    /// <summary>The name of a method of an interface, or of one that the object's class decides; and where it is, when it is of this package.</summary>
    public string NameOfVirtual(ClassReference reference, int token)
    {
        string name = TryFindKnown(reference, token, out string? known) ? known!
            : (token & PackagePrivateMask) != 0 ? $"{NameOf(reference)}.package-visible {token & ~PackagePrivateMask}"
            : NameOfMember(reference, MemberKind.VirtualMethod, token);
        return TryFindOwn(reference, token, out int offset) ? $"{name} at {Hex(offset)}" : name;
    }

    /// <summary>The known method that a class of this package has under <paramref name="token"/> from, or instead of, a superclass of an imported one.</summary>
    public bool TryFindKnown(ClassReference reference, int token, out string? name)
    {
        name = null;
        ClassReference one = reference;
        for (int depth = 0; depth < MaxDepth && !one.IsNone && !one.IsExternal; depth++)
        {
            one = SuperclassOf(one);
        }

        if (!one.IsExternal || ImportOf(one.Package) is not { } package)
        {
            return false;
        }

        ClassApi? api = package.Find(one.Token);
        string className = $"{package.Name}/{api?.Name}";
        while (api is not null)
        {
            if (api.Find(MemberKind.VirtualMethod, token) is { } member)
            {
                name = $"{className}.{member.Name}{member.Descriptor}";
                return true;
            }

            api = api.Superclass is { } superclass ? FindClass(superclass) : null;
        }

        return false;
    }

    private static PackageApi? Find(CapPackage wanted, IReadOnlyList<PackageApi> exports)
    {
        foreach (PackageApi export in exports)
        {
            if (export.Package.Aid == wanted.Aid && export.Package.Major == wanted.Major)
            {
                return export;
            }
        }

        return KnownPackages.Find(wanted.Aid, wanted.Major);
    }

    private static string Word(MemberKind kind) => kind switch
    {
        MemberKind.StaticField or MemberKind.StaticMethod => "static",
        MemberKind.InstanceField => "field",
        _ => "virtual",
    };

    // An export file may have come for a package that is not known, and its superclasses be in a known one.
    private ClassApi? FindClass(string name)
    {
        foreach (PackageApi? import in _imports)
        {
            if (import is not null && name.StartsWith(import.Name + "/", System.StringComparison.Ordinal) && import.Find(name[(import.Name.Length + 1)..]) is { } found)
            {
                return found;
            }
        }

        return KnownPackages.FindClass(name);
    }

    private bool TryFindOwn(ClassReference reference, int token, out int offset)
    {
        offset = ClassInfo.InheritedMethod;
        bool isPackagePrivate = (token & PackagePrivateMask) != 0;
        int index = token & ~PackagePrivateMask;
        ClassReference one = reference;
        for (int depth = 0; depth < MaxDepth && offset == ClassInfo.InheritedMethod && TryGetClass(one, out ClassInfo info); depth++)
        {
            int place = index - (isPackagePrivate ? info.PackageMethodBase : info.PublicMethodBase);
            if (place >= 0 && place < (isPackagePrivate ? info.PackageMethodCount : info.PublicMethodCount))
            {
                offset = isPackagePrivate ? info.GetPackageMethod(place) : info.GetPublicMethod(place);
            }

            one = info.Superclass;
        }

        return offset != ClassInfo.InheritedMethod;
    }

    private bool TryGetClass(ClassReference reference, out ClassInfo info)
    {
        info = default;
        return !reference.IsExternal && !reference.IsNone
            && ClassComponent.TryParse(_file.DataOf(ComponentTag.Class), _file.Format, out ClassComponent classes)
            && classes.TryGet(reference.Offset, out info) && !info.IsInterface;
    }

    private ClassReference SuperclassOf(ClassReference reference) =>
        TryGetClass(reference, out ClassInfo info) ? info.Superclass : new ClassReference(ushort.MaxValue);

    private string NameOfMember(ClassReference reference, MemberKind kind, int token)
    {
        MemberApi? member = reference.IsExternal ? ImportOf(reference.Package)?.Find(reference.Token)?.Find(kind, token) : null;
        return member is null ? $"{NameOf(reference)}.{Word(kind)} {token}"
            : kind is MemberKind.StaticMethod or MemberKind.VirtualMethod ? $"{NameOf(reference)}.{member.Name}{member.Descriptor}"
            : $"{NameOf(reference)}.{member.Name} {member.Descriptor}";
    }
}
