using System.Collections.Generic;
using CardOs.Registry;

namespace CardOs.Profiles;

/// <summary>An application that packets can address.</summary>
public sealed record ApplicationProfile
{
    /// <summary>What it does with the packets' data.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>Its name, 5 to 16 bytes.</summary>
    public required byte[] Aid { get; init; }

    /// <summary>The toolkit application references that lead to it, at most 8, each three bytes.</summary>
    public required IReadOnlyList<int> Tars { get; init; }

    /// <summary>Whose keys open its packets.</summary>
    public SecurityDomain Domain { get; init; }

    /// <summary>The minimum security level, as the first byte of an SPI; 0 asks for nothing.</summary>
    public byte MinimumSecurity { get; init; }

    /// <summary>The access domain of remote commands: 00, or 02 and three bytes. TS 102 226 8.2.1.3.2.3.</summary>
    public byte[] AccessDomain { get; init; } = [0x00];

    /// <summary>The name of the ADF that remote file management starts at; empty for the master file.</summary>
    public byte[] ApplicationFile { get; init; } = [];

    /// <summary>The most bytes that a store may hold.</summary>
    public int Quota { get; init; }
}
