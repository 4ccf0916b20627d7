namespace CardOs.Apdu.Sms;

/// <summary>The numbering plan of an address: TS 23.040 9.1.2.5.</summary>
public enum NumberingPlan : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0b0000,

    /// <summary>Telephone numbers: E.164.</summary>
    Telephone = 0b0001,

    /// <summary>Data networks: X.121.</summary>
    Data = 0b0011,

    /// <summary>Telex.</summary>
    Telex = 0b0100,

    /// <summary>Specific to the service centre.</summary>
    ServiceCentre = 0b0101,

    /// <summary>Specific to the service centre, second plan.</summary>
    ServiceCentreOther = 0b0110,

    /// <summary>National.</summary>
    National = 0b1000,

    /// <summary>Private.</summary>
    Private = 0b1001,

    /// <summary>ERMES paging.</summary>
    Ermes = 0b1010,

    /// <summary>Reserved for extension.</summary>
    Reserved = 0b1111,
}
