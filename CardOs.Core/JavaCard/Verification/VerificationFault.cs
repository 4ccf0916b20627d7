namespace CardOs.JavaCard;

/// <summary>What the verifier found wrong with a package, the first of it.</summary>
internal enum VerificationFault : byte
{
    None = 0,

    /// <summary>Components contradict each other: Header, Directory, Descriptor, RefLocation, table of handlers.</summary>
    Components,

    /// <summary>A class's tables: what it extends, implements, overrides; an applet's install method.</summary>
    Classes,

    /// <summary>What the Descriptor says of the constant pool is not what the package's own methods and the ROM say.</summary>
    Constants,

    /// <summary>A method begins where it cannot, its end is not found for what is in it, or it has more locals than there can be.</summary>
    Methods,

    /// <summary>An instruction that is none, or whose operands are not right: a local, a kind of constant, the type of a field.</summary>
    Instructions,

    /// <summary>A branch or a handler that leads to no instruction of the method.</summary>
    Branches,

    /// <summary>Operands or locals of another type or number than an instruction needs, on some path.</summary>
    Types,

    /// <summary>A method with more states at a time than the working memory has room for.</summary>
    States,
}
