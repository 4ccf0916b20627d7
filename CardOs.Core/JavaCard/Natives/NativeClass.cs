using System;

namespace CardOs.JavaCard;

/// <summary>A class or interface in ROM: its tokens, and the code behind them.</summary>
internal sealed class NativeClass
{
    // Export files count from 0, and have far fewer classes.
    private const int FirstHiddenToken = 0x80;

    private NativeMethod?[] _statics = [];
    private NativeMethod?[] _virtuals = [];

    /// <param name="id">The class id, see <see cref="RomClass"/>.</param>
    /// <param name="name">The simple name.</param>
    /// <param name="superClass">The super class; none for Object and interfaces.</param>
    public NativeClass(ushort id, string name, ushort superClass)
    {
        Id = id;
        Name = name;
        SuperClass = superClass;
    }

    public ushort Id { get; }

    public string Name { get; }

    public ushort SuperClass { get; }

    public byte Token => (byte)Id;

    public RomPackage Package => (RomPackage)(Id >> 8);

    public bool IsInterface { get; init; }

    public bool IsAbstract { get; init; }

    public bool IsShareable { get; init; }

    /// <summary>Whether no package can name it: the card alone makes its objects.</summary>
    public bool IsHidden => Token >= FirstHiddenToken;

    /// <summary>Whether the JCRE has an object of this class, which <see cref="NativeCall.Throw"/> throws.</summary>
    public bool IsException { get; init; }

    /// <summary>Whether the JCRE has an object of this class, which it lends to applets.</summary>
    public bool IsOneShot { get; init; }

    /// <summary>Whether the JCRE has an object of this class, which applets may keep.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>Cells of an object that only native code reaches, beyond the super class's.</summary>
    public int HiddenCells { get; init; }

    /// <summary>The interfaces that it implements or extends, all of them.</summary>
    public ushort[] Interfaces { get; init; } = [];

    /// <summary>Static methods and constructors.</summary>
    public NativeMethod[] Statics { get; init; } = [];

    /// <summary>Virtual methods that this class has itself, or an interface's methods.</summary>
    public NativeMethod[] Virtuals { get; init; } = [];

    /// <summary>The static method or constructor with a token; null when there is none.</summary>
    public NativeMethod? Static(int token) => (uint)token < (uint)_statics.Length ? _statics[token] : null;

    /// <summary>The virtual method with a token that this class has itself; null when it is inherited, or there is none.</summary>
    public NativeMethod? Virtual(int token) => (uint)token < (uint)_virtuals.Length ? _virtuals[token] : null;

    internal void Enter()
    {
        _statics = ByToken(Statics, isVirtual: false);
        _virtuals = ByToken(Virtuals, isVirtual: true);
    }

    private NativeMethod?[] ByToken(NativeMethod[] declared, bool isVirtual)
    {
        int last = -1;
        foreach (NativeMethod method in declared)
        {
            last = Math.Max(last, method.Token);
        }

        var table = new NativeMethod?[last + 1];
        foreach (NativeMethod method in declared)
        {
            table[method.Token] = method;
            method.Enter(this, isVirtual);
        }

        return table;
    }
}
