namespace CardOs.Apdu.Sms;

/// <summary>Where a message is meant for: TS 23.038 4.</summary>
public enum MessageClass : byte
{
    /// <summary>Immediate display.</summary>
    Class0 = 0,

    /// <summary>The mobile equipment.</summary>
    Class1 = 1,

    /// <summary>The card.</summary>
    Class2 = 2,

    /// <summary>The terminal equipment.</summary>
    Class3 = 3,

    /// <summary>No class is given.</summary>
    None = 0xFF,
}
