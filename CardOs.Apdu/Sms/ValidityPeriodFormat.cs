namespace CardOs.Apdu.Sms;

/// <summary>TP-VPF, how the validity period of a SUBMIT is coded: TS 23.040 9.2.3.3.</summary>
public enum ValidityPeriodFormat : byte
{
    /// <summary>There is none.</summary>
    None = 0b00,

    /// <summary>Seven bytes with an indicator of what they are.</summary>
    Enhanced = 0b01,

    /// <summary>One byte, a time span.</summary>
    Relative = 0b10,

    /// <summary>Seven bytes, a time.</summary>
    Absolute = 0b11,
}
