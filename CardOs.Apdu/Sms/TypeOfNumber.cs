namespace CardOs.Apdu.Sms;

/// <summary>What kind of number an address is: TS 23.040 9.1.2.5.</summary>
public enum TypeOfNumber : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0b000,

    /// <summary>With country code.</summary>
    International = 0b001,

    /// <summary>Without country code.</summary>
    National = 0b010,

    /// <summary>Specific to the network.</summary>
    NetworkSpecific = 0b011,

    /// <summary>A subscriber number.</summary>
    Subscriber = 0b100,

    /// <summary>Text in the default alphabet.</summary>
    Alphanumeric = 0b101,

    /// <summary>An abbreviated number.</summary>
    Abbreviated = 0b110,

    /// <summary>Reserved for extension.</summary>
    Reserved = 0b111,
}
