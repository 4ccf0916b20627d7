using System;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif
using System.Reflection;

namespace CardOs.Applications;

/// <summary>A C# applet as the card's ROM has it: the code, and the names under which it is installed.</summary>
public sealed class RomApplet
{
#if NET
    private const DynamicallyAccessedMemberTypes Fields = DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;
#endif

    private RomApplet(Applet code, byte[] package, byte[] module)
    {
        Code = code;
        Package = package;
        Module = module;
    }

    internal Applet Code { get; }

    internal byte[] Package { get; }

    internal byte[] Module { get; }

    /// <summary>Takes an applet into ROM.</summary>
    /// <typeparam name="T">The applet; a type with instance fields is refused, because they would not survive a power cut.</typeparam>
    /// <param name="package">AID of the package, 5 to 16 bytes.</param>
    /// <param name="module">AID of the applet in it, 5 to 16 bytes.</param>
    /// <exception cref="ArgumentException">The type has instance fields, or a name is no AID.</exception>
    public static RomApplet Of<
#if NET
        [DynamicallyAccessedMembers(Fields)]
#endif
        T>(ReadOnlySpan<byte> package, ReadOnlySpan<byte> module)
        where T : Applet, new()
    {
        FieldInfo[] fields = typeof(T).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields.Length != 0)
        {
            throw new ArgumentException($"{typeof(T).Name}.{fields[0].Name}: an applet in ROM has no fields; it keeps its state in the card's memory.");
        }

        if (package.Length is < 5 or > 16 || module.Length is < 5 or > 16)
        {
            throw new ArgumentException("An AID has 5 to 16 bytes.");
        }

        return new RomApplet(new T(), package.ToArray(), module.ToArray());
    }
}
