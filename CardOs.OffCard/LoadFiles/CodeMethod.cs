using System.Collections.Generic;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A method of a package, with what is known of it.</summary>
public sealed class CodeMethod
{
    internal CodeMethod(MethodHeader header) => Header = header;

    /// <summary>Where in the Method component it is.</summary>
    public int Offset => Header.Offset;

    /// <summary>What stands in front of its code.</summary>
    public MethodHeader Header { get; }

    /// <summary>Behind its last instruction.</summary>
    public int End { get; internal set; }

    /// <summary>Whether the Descriptor component says where it ends; else it was found by following the code.</summary>
    public bool IsDescribed { get; internal set; }

    /// <summary>Its type, as class files spell it; null when the file has no descriptor.</summary>
    public string? Signature { get; internal set; }

    /// <summary>What it is: whose install method, which method of which class; empty when nothing but calls names it.</summary>
    public IReadOnlyList<string> Roles => OwnRoles;

    internal List<string> OwnRoles { get; } = [];
}
