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
    }

    public NativePackage[] Packages { get; }

    public NativePackage? Package(int number) => (uint)number < FirstLoaded ? _packages[number] : null;

    /// <summary>The class with an id; null when it is not in ROM.</summary>
    public NativeClass? Class(ushort id) => Package(id >> 8)?.Class(id & 0xFF);

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
