namespace CardOs.Apdu.Sms;

/// <summary>How user data is coded: TS 23.038 4.</summary>
public enum Alphabet : byte
{
    /// <summary>The 7-bit default alphabet; lengths count septets.</summary>
    Default = 0b00,

    /// <summary>Bytes.</summary>
    EightBit = 0b01,

    /// <summary>UCS2, two bytes to a character; lengths count bytes.</summary>
    Ucs2 = 0b10,

    /// <summary>Reserved; to be taken as the default alphabet.</summary>
    Reserved = 0b11,
}
