namespace CardOs.Apdu.Sms;

/// <summary>The values of TP-PID that matter to a card: TS 23.040 9.2.3.9.</summary>
public enum ProtocolIdentifier : byte
{
    /// <summary>An ordinary message.</summary>
    Normal = 0x00,

    /// <summary>Type 0: acknowledged and dropped.</summary>
    Type0 = 0x40,

    /// <summary>Data download to the mobile equipment.</summary>
    MobileEquipmentDataDownload = 0x7D,

    /// <summary>De-personalisation of the mobile equipment.</summary>
    Depersonalisation = 0x7E,

    /// <summary>Data download to the card.</summary>
    SimDataDownload = 0x7F,
}
