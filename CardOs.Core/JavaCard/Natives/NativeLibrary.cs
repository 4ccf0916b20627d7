using System;

namespace CardOs.JavaCard;

/// <summary>The packages in ROM: the table by which the machine reaches native methods, and nothing else above it.</summary>
internal sealed class NativeLibrary
{
    private readonly NativePackage?[] _packages = new NativePackage?[FirstLoaded];

    /// <summary>The first number of a package that was loaded.</summary>
    public const int FirstLoaded = 64;

    public NativeLibrary(params NativePackage[] packages)
    {
        Packages = packages;
        foreach (NativePackage package in packages)
        {
            _packages[(int)package.Number] = package;
            foreach (NativeClass type in package.Classes)
            {
                type.Enter();
            }
        }

        foreach (NativePackage package in packages)
        {
            foreach (NativeClass type in package.Classes)
            {
                Array.ForEach(type.Statics, method => method.FindNamed(this));
                Array.ForEach(type.Virtuals, method => method.FindNamed(this));
            }
        }
    }

    /// <summary>The class with a simple name: the one in <paramref name="package"/>, or the only one; none (0) when there are several or none.</summary>
    public ushort ClassNamed(string name, RomPackage package)
    {
        ushort found = RomClass.None;
        bool isOnly = true;
        foreach (NativePackage other in Packages)
        {
            foreach (NativeClass type in other.Classes)
            {
                if (type.Name == name && !type.IsHidden)
                {
                    if (other.Number == package)
                    {
                        return type.Id;
                    }

                    isOnly &= found == RomClass.None;
                    found = type.Id;
                }
            }
        }

        return isOnly ? found : RomClass.None;
    }

    public NativePackage[] Packages { get; }

    public NativePackage? Package(int number) => (uint)number < FirstLoaded ? _packages[number] : null;

    /// <summary>The class with an id; null when it is not in ROM.</summary>
    public NativeClass? Class(ushort id) => Package(id >> 8)?.Class(id & 0xFF);

    /// <summary>The class with an id, if packages can name it; null when it is not in ROM, or hidden.</summary>
    public NativeClass? NamedClass(ushort id) => Class(id) is { IsHidden: false } named ? named : null;

    /// <summary>The package with an AID; null when it is not in ROM.</summary>
    public NativePackage? Find(ReadOnlySpan<byte> aid)
    {
        foreach (NativePackage package in Packages)
        {
            if (aid.SequenceEqual(package.Aid))
            {
                return package;
            }
        }

        return null;
    }

    /// <summary>The code behind a virtual method of a class, which may be inherited; null when there is none.</summary>
    public NativeMethod? FindVirtual(ushort classId, int token)
    {
        for (NativeClass? type = Class(classId); type is not null; type = Class(type.SuperClass))
        {
            NativeMethod? method = type.Virtual(token);
            if (method is not null)
            {
                return method;
            }
        }

        return null;
    }
}
