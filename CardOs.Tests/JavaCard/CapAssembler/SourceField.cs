namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>A field: its type is ref, boolean, byte, short, int, or of a static one an array of numbers with values.</summary>
internal sealed class SourceField
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>The first value of a static field, as it stands in the image or in the array; empty for none.</summary>
    public byte[] Value { get; init; } = [];

    /// <summary>Where the cell of an instance field is, or where in the image a static field is.</summary>
    public int Place { get; set; }

    public bool IsReference => Type == "ref" || IsArray;

    public bool IsArray => Type.EndsWith("[]", System.StringComparison.Ordinal);

    /// <summary>Bytes of a number, of which a reference has two.</summary>
    public int Length => Type is "boolean" or "byte" ? 1 : Type == "int" ? 4 : 2;

    /// <summary>What static arrays call their elements: JCVM 6.11.</summary>
    public int ElementKind => Type switch
    {
        "boolean[]" => 2,
        "byte[]" => 3,
        "short[]" => 4,
        _ => 5,
    };
}
