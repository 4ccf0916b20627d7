using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What a method's header says of itself: JCVM 6.10.2.</summary>
[Flags]
public enum MethodFlags : byte
{
    /// <summary>The usual header, with code behind it.</summary>
    None = 0,

    /// <summary>There is no code.</summary>
    Abstract = 0b0100,

    /// <summary>The header has a byte for each number.</summary>
    Extended = 0b1000,
}
