namespace CardOs.Apdu.LoadFiles;

/// <summary>The versions of the CAP file format, which differ in the components' layouts: JCVM 6.3.</summary>
public enum CapFormat : byte
{
    /// <summary>None that is known.</summary>
    Unknown = 0,

    /// <summary>Java Card 2.1.</summary>
    Cap21 = 0x21,

    /// <summary>Java Card 2.2 to 3.0.5: a package name in the header, signatures in the Class component.</summary>
    Cap22 = 0x22,

    /// <summary>Java Card 3.1, compact: static resources, a map of tokens behind each class.</summary>
    Cap23 = 0x23,
}
