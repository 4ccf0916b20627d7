namespace CardOs.Apdu.Toolkit;

/// <summary>What a terminal does at REFRESH: the command qualifier, TS 102 223 8.6.</summary>
public enum RefreshMode : byte
{
    /// <summary>Initialises the applications and reads all files that changed.</summary>
    InitializationAndFullFileChange = 0x00,

    /// <summary>Reads the files that changed.</summary>
    FileChange = 0x01,

    /// <summary>Initialises the applications and reads the files that changed.</summary>
    InitializationAndFileChange = 0x02,

    /// <summary>Initialises the applications.</summary>
    Initialization = 0x03,

    /// <summary>Resets the card.</summary>
    UiccReset = 0x04,
}
