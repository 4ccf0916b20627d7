using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The upper half of the byte that an interface or a class starts with: JCVM 6.9.</summary>
[Flags]
public enum ClassFlags : byte
{
    /// <summary>A class, neither shareable nor remote.</summary>
    None = 0,

    /// <summary>Its objects can be called from other packages by remote method invocation.</summary>
    Remote = 0b0010_0000,

    /// <summary>Its objects can be called from other contexts.</summary>
    Shareable = 0b0100_0000,

    /// <summary>An interface.</summary>
    Interface = 0b1000_0000,
}
