using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What kind of package a CAP file is: JCVM 6.3.</summary>
[Flags]
public enum HeaderFlags : byte
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>It uses the type int.</summary>
    Int = 0b0000_0001,

    /// <summary>It has an Export component.</summary>
    Export = 0b0000_0010,

    /// <summary>It has an Applet component.</summary>
    Applet = 0b0000_0100,

    /// <summary>Its components have the extended layouts.</summary>
    Extended = 0b0000_1000,
}
