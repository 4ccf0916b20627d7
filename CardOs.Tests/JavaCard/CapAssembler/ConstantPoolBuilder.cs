using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Makes entries of the constant pool from names, each once; packages that are named without an import are imported.</summary>
internal sealed class ConstantPoolBuilder
{
    private readonly CapSource _source;
    private readonly TokenAssigner _tokens;
    private readonly List<uint> _entries = [];

    // Of a static method of this package the offset is known when all code is.
    private readonly Dictionary<int, SourceMethod> _methods = [];

    public ConstantPoolBuilder(CapSource source, TokenAssigner tokens)
    {
        _source = source;
        _tokens = tokens;
        foreach (byte[] constant in source.Constants.Values)
        {
            _entries.Add(BinaryPrimitives.ReadUInt32BigEndian(constant));
        }
    }

    public byte[] ToComponent()
    {
        var bytes = new ByteList().U2(_entries.Count);
        for (int i = 0; i < _entries.Count; i++)
        {
            bytes.U4(_methods.TryGetValue(i, out SourceMethod? method) ? _entries[i] | (uint)method.Offset : _entries[i]);
        }

        return bytes.ToArray();
    }

    /// <summary>The number of the entry that an operand names.</summary>
    /// <param name="operand">
    /// <c>#n</c> is entry n, whether there is one or not; the name of a constant is that constant; <c>kind:name</c> makes an entry of
    /// another kind than the instruction asks for: class, field, virtual, super, static-field, static.
    /// </param>
    /// <param name="kind">What the instruction asks for.</param>
    public int IndexOf(string operand, ConstantKind kind)
    {
        if (operand[0] == '#')
        {
            return CodeAssembler.NumberOf(operand[1..]);
        }

        int constant = _source.Constants.Keys.ToList().IndexOf(operand);
        if (constant >= 0)
        {
            return constant;
        }

        int colon = operand.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? Add(operand, kind) : Add(operand[(colon + 1)..], operand[..colon] switch
        {
            "class" => ConstantKind.Class,
            "field" => ConstantKind.InstanceField,
            "virtual" => ConstantKind.VirtualMethod,
            "super" => ConstantKind.SuperMethod,
            "static-field" => ConstantKind.StaticField,
            "static" => ConstantKind.StaticMethod,
            _ => throw new AssemblyException($"{operand}: expected a kind of constant in front of the colon"),
        });
    }

    /// <summary>What a method of an interface, named with its interface, is called by: the interface's entry, the token, cells of arguments.</summary>
    public (int Index, int Token, int Arguments) InterfaceMethod(string operand)
    {
        (string owner, string name, string descriptor) = Split(operand);
        IReadOnlyList<(string Name, string Descriptor)> methods = _tokens.InterfaceMethods(owner);
        int token = methods.ToList().FindIndex(method => IsSame(method, name, descriptor));
        return token < 0
            ? throw new AssemblyException($"{operand} is not known")
            : (Add(owner, ConstantKind.Class), token, 1 + Descriptors.ArgumentCells(methods[token].Descriptor));
    }

    /// <summary>How a class is referred to, in two bytes.</summary>
    public int ClassReferenceOf(string? name)
    {
        if (name is null)
        {
            return ushort.MaxValue;
        }

        if (_source.Find(name) is { } own)
        {
            return own.Offset;
        }

        ClassApi api = KnownPackages.FindClass(name) ?? throw new AssemblyException($"{name} is not known");
        return 0x8000 | (ImportOf(name[..name.LastIndexOf('/')]) << 8) | api.Token;
    }

    private static (string Owner, string Name, string Descriptor) Split(string operand)
    {
        int type = operand.IndexOf('(', StringComparison.Ordinal);
        string path = type < 0 ? operand : operand[..type];
        int dot = path.LastIndexOf('.');
        return dot < 0 ? throw new AssemblyException($"{operand}: expected class.member") : (path[..dot], path[(dot + 1)..], type < 0 ? "" : operand[type..]);
    }

    private static bool IsSame((string Name, string Descriptor) member, string name, string descriptor) =>
        member.Name == name && (descriptor.Length == 0 || member.Descriptor.Length == 0 || member.Descriptor == descriptor);

    private int ImportOf(string package)
    {
        int index = _source.Imports.FindIndex(import => import.Name == package);
        if (index < 0)
        {
            CapPackage known = (KnownPackages.Find(package) ?? throw new AssemblyException($"{package} is not known")).Package;
            _source.Imports.Add((known.Aid, known.Major, 0, package));
            index = _source.Imports.Count - 1;
        }

        return index;
    }

    private int Add(string name, ConstantKind kind)
    {
        if (kind == ConstantKind.Class)
        {
            return Intern(((uint)ConstantKind.Class << 24) | ((uint)ClassReferenceOf(name) << 8), method: null);
        }

        (string owner, string member, string descriptor) = Split(name);
        return kind switch
        {
            ConstantKind.VirtualMethod or ConstantKind.SuperMethod => Intern(Pack(kind, owner, VirtualToken(owner, member, descriptor, kind)), method: null),
            _ when _source.Find(owner) is { } own => Own(own, member, descriptor, kind),
            ConstantKind.InstanceField => Intern(Pack(kind, owner, KnownToken(owner, MemberKind.InstanceField, member, descriptor)), method: null),
            ConstantKind.StaticField => Intern(Pack(kind, owner, KnownToken(owner, MemberKind.StaticField, member, descriptor)), method: null),
            _ => Intern(Pack(kind, owner, KnownToken(owner, MemberKind.StaticMethod, member, descriptor)), method: null),
        };
    }

    private int Own(SourceClass own, string name, string descriptor, ConstantKind kind)
    {
        if (kind == ConstantKind.StaticMethod)
        {
            SourceMethod method = own.Methods.FirstOrDefault(one => IsSame((one.Name, one.Descriptor), name, descriptor))
                ?? throw new AssemblyException($"{own.Name}.{name} is not there");
            return Intern((uint)kind << 24, method);
        }

        SourceField field = own.Fields.FirstOrDefault(one => one.Name == name) ?? throw new AssemblyException($"{own.Name}.{name} is not there");
        return Intern(kind == ConstantKind.StaticField ? ((uint)kind << 24) | (uint)field.Place : Pack(kind, own.Name, field.Place), method: null);
    }

    private int VirtualToken(string owner, string name, string descriptor, ConstantKind kind)
    {
        string? start = kind == ConstantKind.SuperMethod ? _source.Find(owner)?.Superclass : owner;
        foreach ((string Name, string Descriptor, int Token) method in _tokens.VirtualMethods(start))
        {
            if (IsSame((method.Name, method.Descriptor), name, descriptor))
            {
                return method.Token;
            }
        }

        foreach ((string Name, string Descriptor, int Token) method in _tokens.VirtualMethods(start, "package"))
        {
            if (IsSame((method.Name, method.Descriptor), name, descriptor))
            {
                return method.Token | 0x80;
            }
        }

        throw new AssemblyException($"{owner}.{name}{descriptor} is not known");
    }

    private static int KnownToken(string owner, MemberKind kind, string name, string descriptor)
    {
        MemberApi[] found = (KnownPackages.FindClass(owner)?.Members ?? [])
            .Where(member => member.Kind == kind && member.Name == name && (descriptor.Length == 0 || descriptor == member.Descriptor)).ToArray();
        return found.Length == 1 ? found[0].Token : throw new AssemblyException($"{owner}.{name}{descriptor} is not known, or there are several");
    }

    private uint Pack(ConstantKind kind, string owner, int token) => ((uint)kind << 24) | ((uint)ClassReferenceOf(owner) << 8) | (uint)token;

    private int Intern(uint entry, SourceMethod? method)
    {
        for (int i = _source.Constants.Count; i < _entries.Count; i++)
        {
            if (_entries[i] == entry && _methods.GetValueOrDefault(i) == method)
            {
                return i;
            }
        }

        _entries.Add(entry);
        if (method is not null)
        {
            _methods.Add(_entries.Count - 1, method);
        }

        return _entries.Count - 1;
    }
}
