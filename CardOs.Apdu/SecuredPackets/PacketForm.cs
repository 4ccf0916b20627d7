namespace CardOs.Apdu.SecuredPackets;

/// <summary>How a bearer frames secured packets.</summary>
public enum PacketForm : byte
{
    /// <summary>In a short message: two-byte packet length, one-byte header length, identified by the user-data header: TS 31.115 4.</summary>
    Sms,

    /// <summary>Over CAT_TP and TCP/IP: headed by an identifier byte, both lengths as in BER-TLV: TS 102 225 6 and 7.</summary>
    Identified,
}
