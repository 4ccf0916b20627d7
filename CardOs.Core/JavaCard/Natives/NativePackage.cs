using System;

namespace CardOs.JavaCard;

/// <summary>A package in ROM.</summary>
internal sealed class NativePackage
{
    private readonly NativeClass?[] _classes;

    /// <param name="number">Its number.</param>
    /// <param name="name">Its name, with dots.</param>
    /// <param name="aid">Its AID.</param>
    /// <param name="major">The version that imports are compared with.</param>
    /// <param name="minor">Of it, the part that may be higher than what is imported.</param>
    /// <param name="classes">Its classes.</param>
    public NativePackage(RomPackage number, string name, byte[] aid, byte major, byte minor, params NativeClass[] classes)
    {
        Number = number;
        Name = name;
        Aid = aid;
        Major = major;
        Minor = minor;
        Classes = classes;
        int last = -1;
        foreach (NativeClass type in classes)
        {
            last = Math.Max(last, type.Token);
        }

        _classes = new NativeClass?[last + 1];
        foreach (NativeClass type in classes)
        {
            _classes[type.Token] = type;
        }
    }

    public RomPackage Number { get; }

    public string Name { get; }

    public byte[] Aid { get; }

    public byte Major { get; }

    public byte Minor { get; }

    public NativeClass[] Classes { get; }

    /// <summary>The class with a token; null when there is none.</summary>
    public NativeClass? Class(int token) => (uint)token < (uint)_classes.Length ? _classes[token] : null;
}
