using System.Collections.Generic;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>A class or an interface.</summary>
internal sealed class SourceClass
{
    public required string Name { get; init; }

    public required int Line { get; init; }

    public bool IsInterface { get; init; }

    public bool IsShareable { get; init; }

    /// <summary>The superclass: of this package, or with its package and slashes; null above Object.</summary>
    public string? Superclass { get; init; }

    public IReadOnlyList<string> Interfaces { get; init; } = [];

    public List<SourceField> Fields { get; } = [];

    public List<SourceMethod> Methods { get; } = [];

    /// <summary>Where in the Class component it is, when that is known.</summary>
    public int Offset { get; set; }
}
