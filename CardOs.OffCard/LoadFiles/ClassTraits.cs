using System;

namespace CardOs.OffCard.LoadFiles;

/// <summary>What a class is: the bits are those of export files, JCVM 5.6.</summary>
[Flags]
public enum ClassTraits
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>public.</summary>
    Public = 0x0001,

    /// <summary>final.</summary>
    Final = 0x0010,

    /// <summary>An interface.</summary>
    Interface = 0x0200,

    /// <summary>abstract, as every interface is too.</summary>
    Abstract = 0x0400,

    /// <summary>An interface whose methods other contexts may call, or a class that implements one.</summary>
    Shareable = 0x0800,

    /// <summary>An interface for remote method invocation, or a class that implements one.</summary>
    Remote = 0x1000,
}
