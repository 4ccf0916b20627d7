using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>The components that came of a text; every one can be broken before they are written.</summary>
internal sealed class AssembledCap
{
    private readonly Dictionary<ComponentTag, byte[]> _components;
    private readonly CapSource _source;

    internal AssembledCap(CapSource source)
    {
        _source = source;
        _components = ComponentBuilder.Build(source);
    }

    /// <summary>Changes the Directory behind its making; without it the Directory always says what the components are.</summary>
    public Action<byte[]>? BreakDirectory { get; set; }

    /// <summary>Sizes that the load file says instead of the real ones.</summary>
    public Dictionary<ComponentTag, int> ClaimedSizes { get; } = [];

    /// <summary>The order of the components in the load file.</summary>
    public List<ComponentTag> Order { get; } = [.. CapComponent.LoadOrder];

    public byte[] Aid => _source.Aid;

    /// <summary>The data of a component, without tag and size; setting null takes the component out.</summary>
    public byte[]? this[ComponentTag tag]
    {
        get => tag == ComponentTag.Directory ? Directory() : _components.GetValueOrDefault(tag);
        set
        {
            if (value is null)
            {
                _components.Remove(tag);
            }
            else
            {
                _components[tag] = value;
            }
        }
    }

    /// <summary>Writes over bytes of a component.</summary>
    public AssembledCap Patch(ComponentTag tag, int offset, params byte[] bytes)
    {
        bytes.CopyTo(_components[tag], offset);
        return this;
    }

    /// <summary>Cuts a component short.</summary>
    public AssembledCap Truncate(ComponentTag tag, int length)
    {
        _components[tag] = _components[tag][..length];
        return this;
    }

    /// <summary>Where in the Method component a method is, named class.method.</summary>
    public int OffsetOf(string name)
    {
        int dot = name.LastIndexOf('.');
        return _source.Find(name[..dot])?.Methods.Find(method => method.Name == name[(dot + 1)..])?.Offset ?? throw new AssemblyException($"{name} is not there");
    }

    /// <summary>Where in the Method component the first instruction of a method is.</summary>
    public int CodeOf(string name)
    {
        int offset = OffsetOf(name);
        return MethodHeader.TryRead(_components[ComponentTag.Method], offset, out MethodHeader header) ? header.CodeOffset : offset;
    }

    /// <summary>Where in the Class component a class is.</summary>
    public int ClassOf(string name) => _source.Find(name)?.Offset ?? throw new AssemblyException($"{name} is not there");

    /// <summary>Where in the static image a field is, named class.field.</summary>
    public int StaticOf(string name)
    {
        int dot = name.LastIndexOf('.');
        return _source.Find(name[..dot])?.Fields.Find(field => field.IsStatic && field.Name == name[(dot + 1)..])?.Place ?? throw new AssemblyException($"{name} is not there");
    }

    /// <summary>The components as LOAD commands bring them, without the object around them.</summary>
    public byte[] ToLoadFile()
    {
        var bytes = new ByteList();
        foreach (ComponentTag tag in Order)
        {
            if (this[tag] is { } data)
            {
                int size = ClaimedSizes.GetValueOrDefault(tag, data.Length);
                bytes.U1((byte)tag);
                (tag == ComponentTag.StaticResources ? bytes.U4(size) : bytes.U2(size)).Add(data);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The same, in the object that LOAD commands bring.</summary>
    public byte[] ToLoadFileDataBlock() => CapFile.Wrap(ToLoadFile());

    /// <summary>The package as tools see it; it must be whole.</summary>
    public CapFile ToCapFile()
    {
        using var stream = new MemoryStream(ToLoadFile());
        return CapFile.Read(stream);
    }

    private byte[] Directory()
    {
        if (_components.TryGetValue(ComponentTag.Directory, out byte[]? replaced))
        {
            return replaced;
        }

        int sizes = _source.Format >= CapFormat.Cap22 ? 12 : 11;
        int length = (2 * sizes) + (_source.Format >= CapFormat.Cap23 ? 4 : 0) + 9;
        var bytes = new ByteList();
        for (int tag = 1; tag <= sizes; tag++)
        {
            bytes.U2(tag == (int)ComponentTag.Directory ? length : _components.TryGetValue((ComponentTag)tag, out byte[]? data) ? data.Length : 0);
        }

        if (_source.Format >= CapFormat.Cap23)
        {
            bytes.U4(_components.TryGetValue(ComponentTag.StaticResources, out byte[]? resources) ? resources.Length : 0);
        }

        SourceField[] arrays = [.. _source.Classes.SelectMany(one => one.Fields).Where(field => field.IsStatic && field.IsArray && field.Value.Length != 0)];
        bytes.U2(_source.Classes.SelectMany(one => one.Fields).Where(field => field.IsStatic).Sum(field => field.Length));
        bytes.U2(arrays.Length).U2(arrays.Sum(field => field.Value.Length)).U1(_source.Imports.Count).U1(_source.Applets.Count).U1(0);
        byte[] directory = bytes.ToArray();
        BreakDirectory?.Invoke(directory);
        return directory;
    }
}
