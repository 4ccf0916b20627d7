using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What a descriptor says of a class, a field or a method: JCVM 6.14. Not every bit has a sense for each.</summary>
[Flags]
public enum DescriptorFlags : byte
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>public.</summary>
    Public = 0b0000_0001,

    /// <summary>private.</summary>
    Private = 0b0000_0010,

    /// <summary>protected.</summary>
    Protected = 0b0000_0100,

    /// <summary>static.</summary>
    Static = 0b0000_1000,

    /// <summary>final.</summary>
    Final = 0b0001_0000,

    /// <summary>Of a class: an interface. Of a method: abstract.</summary>
    InterfaceOrAbstractMethod = 0b0100_0000,

    /// <summary>Of a class: abstract. Of a method: a constructor.</summary>
    AbstractClassOrConstructor = 0b1000_0000,
}
