namespace CardOs.Apdu.Toolkit;

/// <summary>The sources and destinations of toolkit objects: TS 102 223 8.7.</summary>
public enum Device : byte
{
    /// <summary>The keypad.</summary>
    Keypad = 0x01,

    /// <summary>The display.</summary>
    Display = 0x02,

    /// <summary>The earpiece.</summary>
    Earpiece = 0x03,

    /// <summary>The first additional card reader; the others follow.</summary>
    CardReader0 = 0x10,

    /// <summary>The first channel; the others follow up to 27.</summary>
    Channel1 = 0x21,

    /// <summary>The card.</summary>
    Uicc = 0x81,

    /// <summary>The terminal.</summary>
    Terminal = 0x82,

    /// <summary>The network.</summary>
    Network = 0x83,
}
