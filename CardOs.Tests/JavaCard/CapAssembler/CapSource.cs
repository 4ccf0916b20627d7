using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.LoadFiles;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>A package as the text describes it.</summary>
internal sealed class CapSource
{
    public byte[] Aid { get; set; } = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x00];

    public byte Major { get; set; } = 1;

    public byte Minor { get; set; }

    public string Name { get; set; } = "test";

    public CapFormat Format { get; set; } = CapFormat.Cap21;

    /// <summary>Imported packages: AID, version, and the Java name when it is known.</summary>
    public List<(string Aid, byte Major, byte Minor, string? Name)> Imports { get; } = [];

    public List<SourceClass> Classes { get; } = [];

    /// <summary>Applets: AID, and the class that has the install method.</summary>
    public List<(byte[] Aid, string Class)> Applets { get; } = [];

    /// <summary>Exported classes, in the order of their tokens.</summary>
    public List<string> Exports { get; } = [];

    /// <summary>Constants that are given as bytes, with the name that the code has for them.</summary>
    public Dictionary<string, byte[]> Constants { get; } = [];

    public SourceClass? Find(string name) => Classes.FirstOrDefault(one => one.Name == name);
}
