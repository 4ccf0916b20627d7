namespace CardOs.Apdu.Sms;

/// <summary>The elements of a user-data header that matter to a card: TS 23.040 9.2.3.24, TS 31.115 4.</summary>
public enum InformationElementIdentifier : byte
{
    /// <summary>Part of a longer message, reference of 8 bits.</summary>
    Concatenation8 = 0x00,

    /// <summary>Application ports of 8 bits.</summary>
    Ports8 = 0x04,

    /// <summary>Application ports of 16 bits.</summary>
    Ports16 = 0x05,

    /// <summary>Part of a longer message, reference of 16 bits.</summary>
    Concatenation16 = 0x08,

    /// <summary>The user data is a command packet.</summary>
    CommandPacket = 0x70,

    /// <summary>The user data is a response packet.</summary>
    ResponsePacket = 0x71,
}
