namespace CardOs.Apdu.Toolkit;

/// <summary>The events that a card can ask for: TS 102 223 8.25, TS 31.111 8.25.</summary>
public enum ToolkitEvent : byte
{
    /// <summary>A call comes in.</summary>
    MtCall = 0x00,

    /// <summary>A call is connected.</summary>
    CallConnected = 0x01,

    /// <summary>A call has ended.</summary>
    CallDisconnected = 0x02,

    /// <summary>The location has changed.</summary>
    LocationStatus = 0x03,

    /// <summary>The user did something.</summary>
    UserActivity = 0x04,

    /// <summary>The idle screen is there.</summary>
    IdleScreenAvailable = 0x05,

    /// <summary>A card reader has changed.</summary>
    CardReaderStatus = 0x06,

    /// <summary>The user chose another language.</summary>
    LanguageSelection = 0x07,

    /// <summary>A browser has ended.</summary>
    BrowserTermination = 0x08,

    /// <summary>Data has arrived on a channel.</summary>
    DataAvailable = 0x09,

    /// <summary>A channel has changed.</summary>
    ChannelStatus = 0x0A,

    /// <summary>The access technology has changed.</summary>
    AccessTechnologyChange = 0x0B,

    /// <summary>The display has changed.</summary>
    DisplayParametersChanged = 0x0C,

    /// <summary>A device wants to connect.</summary>
    LocalConnection = 0x0D,

    /// <summary>The search mode has changed.</summary>
    NetworkSearchModeChange = 0x0E,

    /// <summary>The browser reported a status.</summary>
    BrowsingStatus = 0x0F,

    /// <summary>Frames have changed.</summary>
    FramesInformationChange = 0x10,

    /// <summary>The access to a wireless network has changed.</summary>
    IWlanAccessStatus = 0x11,

    /// <summary>The network refused the terminal.</summary>
    NetworkRejection = 0x12,

    /// <summary>A contactless connection came up.</summary>
    HciConnectivity = 0x13,

    /// <summary>One of several access technologies has changed.</summary>
    AccessTechnologyChangeMultiple = 0x14,

    /// <summary>A closed subscriber group cell was selected.</summary>
    CsgCellSelection = 0x15,

    /// <summary>The user turns contactless on or off.</summary>
    ContactlessStateRequest = 0x16,

    /// <summary>The registration in IMS has changed.</summary>
    ImsRegistration = 0x17,

    /// <summary>IMS data has come in.</summary>
    IncomingImsData = 0x18,

    /// <summary>A container of a profile.</summary>
    ProfileContainer = 0x19,

    /// <summary>A secured container of a profile.</summary>
    SecuredProfileContainer = 0x1B,

    /// <summary>The terminal offers another poll interval.</summary>
    PollIntervalNegotiation = 0x1C,

    /// <summary>A data connection has changed.</summary>
    DataConnectionStatusChange = 0x1D,
}
