using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>What protects the commands and responses of a secure channel session: GlobalPlatform 2.3.1 10.6.</summary>
/// <remarks>Without <see cref="Authenticated"/> these are the bits of P1 of EXTERNAL AUTHENTICATE (E.5.2.3, Amendment D 7.1.2.1).</remarks>
[Flags]
public enum SecurityLevel : byte
{
    /// <summary>No session, or one that was aborted.</summary>
    None = 0,

    /// <summary>Commands carry a MAC.</summary>
    CommandMac = 0x01,

    /// <summary>The data of commands are enciphered.</summary>
    CommandEncryption = 0x02,

    /// <summary>Responses carry a MAC.</summary>
    ResponseMac = 0x10,

    /// <summary>The data of responses are enciphered.</summary>
    ResponseEncryption = 0x20,

    /// <summary>The other side was authenticated.</summary>
    Authenticated = 0x80,
}
