namespace CardOs.Profiles;

/// <summary>The algorithm that an authentication key is for. The numbers are in card images: append only.</summary>
public enum AuthenticationAlgorithm : byte
{
    /// <summary>Milenage with AES-128: TS 35.206, and TS 55.205 in the GSM context.</summary>
    Milenage = 1,

    /// <summary>TUAK: TS 35.231.</summary>
    Tuak = 2,

    /// <summary>The algorithm of test cards: TS 34.108 8.1.2.</summary>
    Xor = 3,

    /// <summary>COMP128 version 1, for the GSM context only.</summary>
    Comp128Version1 = 4,

    /// <summary>COMP128 version 2, for the GSM context only.</summary>
    Comp128Version2 = 5,

    /// <summary>COMP128 version 3, for the GSM context only.</summary>
    Comp128Version3 = 6,

    /// <summary>The exclusive or of key and challenge, for the GSM context only.</summary>
    GsmXor = 7,
}
