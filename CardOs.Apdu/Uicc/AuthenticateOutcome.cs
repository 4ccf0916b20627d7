namespace CardOs.Apdu.Uicc;

/// <summary>What an answer to AUTHENTICATE holds.</summary>
public enum AuthenticateOutcome : byte
{
    /// <summary>SRES and Kc of the GSM context, which has no tag.</summary>
    Gsm = 0x00,

    /// <summary>The network was accepted: RES, CK, IK and perhaps Kc.</summary>
    Success = 0xDB,

    /// <summary>The sequence number was out of range: AUTS.</summary>
    SynchronisationFailure = 0xDC,
}
