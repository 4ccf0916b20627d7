using System.Collections.Generic;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>A method with its code as text.</summary>
internal sealed class SourceMethod
{
    /// <summary>static, constructor, private (all three called by offset), virtual, package, or of an interface.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The type as class files spell it; empty when not given.</summary>
    public string Descriptor { get; init; } = "";

    public bool IsAbstract { get; init; }

    public bool IsExtended { get; init; }

    public int Stack { get; init; }

    public int Arguments { get; init; }

    public int Locals { get; init; }

    /// <summary>The token of a virtual or package-visible method, when it was given or is assigned; else -1.</summary>
    public int Token { get; set; } = -1;

    /// <summary>Where in the Method component it is, when that is known.</summary>
    public int Offset { get; set; }

    public bool IsTable => Kind is "virtual" or "package";

    /// <summary>The lines of the code, with their numbers in the text.</summary>
    public List<(int Line, string Text)> Code { get; } = [];
}
