namespace CardOs.Apdu.Sms;

/// <summary>TP-FCS, why a message was refused: TS 23.040 9.2.3.22.</summary>
public enum FailureCause : byte
{
    /// <summary>Telematic interworking not supported.</summary>
    TelematicNotSupported = 0x80,

    /// <summary>Type 0 not supported.</summary>
    Type0NotSupported = 0x81,

    /// <summary>The message cannot be replaced.</summary>
    CannotReplace = 0x82,

    /// <summary>Any other error in TP-PID.</summary>
    ProtocolIdentifierError = 0x8F,

    /// <summary>The alphabet is not supported.</summary>
    AlphabetNotSupported = 0x90,

    /// <summary>The message class is not supported.</summary>
    ClassNotSupported = 0x91,

    /// <summary>Any other error in TP-DCS.</summary>
    DataCodingError = 0x9F,

    /// <summary>The command cannot be actioned.</summary>
    CommandNotActioned = 0xA0,

    /// <summary>The command is not supported.</summary>
    CommandNotSupported = 0xA1,

    /// <summary>Any other error in the command.</summary>
    CommandError = 0xAF,

    /// <summary>The TPDU is not supported.</summary>
    TpduNotSupported = 0xB0,

    /// <summary>The service centre is busy.</summary>
    ServiceCentreBusy = 0xC0,

    /// <summary>No subscription at the service centre.</summary>
    NoServiceCentreSubscription = 0xC1,

    /// <summary>The service centre failed.</summary>
    ServiceCentreFailure = 0xC2,

    /// <summary>The sender's address is not valid.</summary>
    InvalidSender = 0xC3,

    /// <summary>The destination is barred.</summary>
    DestinationBarred = 0xC4,

    /// <summary>The message is a duplicate.</summary>
    Duplicate = 0xC5,

    /// <summary>The message storage of the card is full.</summary>
    CardStorageFull = 0xD0,

    /// <summary>The card has no message storage.</summary>
    NoCardStorage = 0xD1,

    /// <summary>An error in the mobile equipment.</summary>
    MobileEquipmentError = 0xD2,

    /// <summary>Memory capacity exceeded.</summary>
    MemoryExceeded = 0xD3,

    /// <summary>The toolkit is busy.</summary>
    ToolkitBusy = 0xD4,

    /// <summary>Data download failed.</summary>
    DataDownloadError = 0xD5,

    /// <summary>No cause is given.</summary>
    Unspecified = 0xFF,
}
