namespace CardOs.Apdu.LoadFiles;

/// <summary>The half bytes that types are described with: JCVM 6.14.4. Static arrays say their elements with the same numbers.</summary>
public enum TypeNibble : byte
{
    /// <summary>void: nothing is returned.</summary>
    Void = 1,

    /// <summary>boolean.</summary>
    Boolean = 2,

    /// <summary>byte.</summary>
    Byte = 3,

    /// <summary>short.</summary>
    Short = 4,

    /// <summary>int.</summary>
    Int = 5,

    /// <summary>An object; a class reference in four nibbles follows.</summary>
    Reference = 6,

    /// <summary>An array of boolean.</summary>
    BooleanArray = 10,

    /// <summary>An array of byte.</summary>
    ByteArray = 11,

    /// <summary>An array of short.</summary>
    ShortArray = 12,

    /// <summary>An array of int.</summary>
    IntArray = 13,

    /// <summary>An array of objects; a class reference in four nibbles follows.</summary>
    ReferenceArray = 14,
}
