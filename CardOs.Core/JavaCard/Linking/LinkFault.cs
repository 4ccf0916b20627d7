namespace CardOs.JavaCard;

/// <summary>Why a package was not loaded.</summary>
internal enum LinkFault : byte
{
    None = 0,

    /// <summary>A component is malformed, missing, not of the announced length or out of order.</summary>
    Malformed,

    /// <summary>The extended format, or methods whose tokens are not those of the superclass: JCVM 3.1.</summary>
    FormatNotSupported,

    /// <summary>A package with this AID is there already.</summary>
    AlreadyLoaded,

    /// <summary>An imported package is not there, or not in this version, or in a container that cannot be linked to.</summary>
    ImportNotFound,

    /// <summary>A class, field or method that the package names is not there.</summary>
    NameNotFound,

    /// <summary>The verifier found that the code is not that of a Java program.</summary>
    NotVerified,

    /// <summary>Memory, or numbers for packages, do not suffice.</summary>
    NoRoom,
}
