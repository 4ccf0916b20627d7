namespace CardOs.OffCard.LoadFiles;

/// <summary>A field or a method that other packages may use.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Token">What a CAP file calls it.</param>
/// <param name="Name">Its name; that of a constructor is &lt;init&gt;.</param>
/// <param name="Descriptor">Its type, as class files spell it.</param>
/// <param name="IsProtected">Whether only subclasses may use it.</param>
/// <param name="Since">The package's version that had it first, of those known; null when all do.</param>
public sealed record MemberApi(MemberKind Kind, byte Token, string Name, string Descriptor, bool IsProtected, string? Since)
{
    /// <summary>Whether it is a constructor.</summary>
    public bool IsConstructor => Name == "<init>";
}
