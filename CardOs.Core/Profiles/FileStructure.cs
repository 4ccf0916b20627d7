namespace CardOs.Profiles;

/// <summary>How a file is built.</summary>
public enum FileStructure
{
    /// <summary>A DF, or an ADF when it has a name.</summary>
    Directory,

    /// <summary>An EF of bytes.</summary>
    Transparent,

    /// <summary>An EF of records of one length.</summary>
    LinearFixed,

    /// <summary>An EF of records of one length, of which a new one takes the place of the oldest.</summary>
    Cyclic,

    /// <summary>An EF of BER-TLV data objects.</summary>
    BerTlv,
}
