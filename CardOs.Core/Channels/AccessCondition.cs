namespace CardOs.Channels;

/// <summary>One condition that access to a file can ask for: a bit of the security status.</summary>
/// <remarks>
/// The numbers are in card images, and the first of them are the bits of the UICC access mechanism read as 24 bits from the end of its
/// first byte (remote management's access domain, TS 102 226 8.2.1.3.2.3).
/// </remarks>
public enum AccessCondition : byte
{
    /// <summary>PIN 1, key reference 01.</summary>
    Pin1 = 0,

    /// <summary>PIN 2 to 7 of the application, key references 02 to 07, follow; this is 08.</summary>
    Pin8 = 7,

    /// <summary>Administrative key 1, key reference 0A.</summary>
    Adm1 = 8,

    /// <summary>Administrative keys 2 to 9 follow; this is the fifth, the last global one, key reference 0E.</summary>
    Adm5 = 12,

    /// <summary>The tenth administrative key, key reference 8E.</summary>
    Adm10 = 17,

    /// <summary>Always satisfied for a terminal.</summary>
    Always = 18,

    /// <summary>The second application PIN, key reference 81.</summary>
    LocalPin = 19,

    /// <summary>The universal PIN, key reference 11.</summary>
    UniversalPin = 20,

    /// <summary>The further second application PINs, key references 82 to 88, from here on.</summary>
    LocalPin2 = 21,

    /// <summary>Key reference 88.</summary>
    LocalPin8 = 27,

    /// <summary>Not one condition: the file's access rule says which, TS 102 221 9.2.</summary>
    Rule = 0xFE,

    /// <summary>Never satisfied.</summary>
    Never = 0xFF,
}
