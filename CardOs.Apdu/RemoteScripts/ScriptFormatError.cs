namespace CardOs.Apdu.RemoteScripts;

/// <summary>Why a script in expanded format cannot be read, in the coding of the bad format object: TS 102 226 5.2.2.</summary>
public enum ScriptFormatError : byte
{
    /// <summary>Nothing is wrong.</summary>
    None = 0x00,

    /// <summary>A tag is not known.</summary>
    UnknownTag = 0x01,

    /// <summary>A length does not fit the bytes that are there.</summary>
    WrongLength = 0x02,

    /// <summary>Where a length should be there is none.</summary>
    LengthNotFound = 0x03,
}
