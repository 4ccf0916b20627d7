namespace CardOs.Apdu.Toolkit;

/// <summary>The BER-TLV containers of the toolkit: TS 101 220 7.2, TS 102 223 7, TS 31.111 7.</summary>
public enum EnvelopeTag : byte
{
    /// <summary>A proactive command, from the card.</summary>
    ProactiveCommand = 0xD0,

    /// <summary>A short message for the card.</summary>
    SmsPpDownload = 0xD1,

    /// <summary>A cell broadcast page for the card.</summary>
    CellBroadcastDownload = 0xD2,

    /// <summary>The user chose an entry of the menu.</summary>
    MenuSelection = 0xD3,

    /// <summary>The card is asked about a call, a supplementary service, a USSD operation or a connection.</summary>
    CallControl = 0xD4,

    /// <summary>The card is asked about an outgoing short message.</summary>
    MoShortMessageControl = 0xD5,

    /// <summary>An event that the card wanted to hear of.</summary>
    EventDownload = 0xD6,

    /// <summary>A timer ran out.</summary>
    TimerExpiration = 0xD7,

    /// <summary>Reserved for use inside the card.</summary>
    IntraUicc = 0xD8,

    /// <summary>USSD data for the card.</summary>
    UssdDownload = 0xD9,

    /// <summary>A multimedia message was transferred.</summary>
    MmsTransferStatus = 0xDA,

    /// <summary>A multimedia message waits.</summary>
    MmsNotificationDownload = 0xDB,

    /// <summary>The applications of the terminal.</summary>
    TerminalApplications = 0xDC,

    /// <summary>Where the terminal is.</summary>
    GeographicalLocationReporting = 0xDD,

    /// <summary>A container of envelopes.</summary>
    EnvelopeContainer = 0xDE,

    /// <summary>A report of proximity services.</summary>
    ProSeReport = 0xDF,
}
