namespace CardOs.Apdu.LoadFiles;

/// <summary>The components of a CAP file: JCVM 6.1.</summary>
public enum ComponentTag : byte
{
    /// <summary>Versions, flags, the package's name.</summary>
    Header = 1,

    /// <summary>Sizes of all components.</summary>
    Directory = 2,

    /// <summary>The applets, and where each one's install method is.</summary>
    Applet = 3,

    /// <summary>The packages that this one uses.</summary>
    Import = 4,

    /// <summary>What instructions name: classes, fields, methods.</summary>
    ConstantPool = 5,

    /// <summary>Interfaces and classes with their method tables.</summary>
    Class = 6,

    /// <summary>Handlers of exceptions and the methods.</summary>
    Method = 7,

    /// <summary>The static fields and their first values.</summary>
    StaticField = 8,

    /// <summary>Where in the methods the constant pool is named.</summary>
    ReferenceLocation = 9,

    /// <summary>What other packages may use.</summary>
    Export = 10,

    /// <summary>Types, for who checks the file.</summary>
    Descriptor = 11,

    /// <summary>Names and lines, for who debugs; never loaded.</summary>
    Debug = 12,

    /// <summary>Bytes that the applet reads at run time: Java Card 3.1.</summary>
    StaticResources = 13,
}
