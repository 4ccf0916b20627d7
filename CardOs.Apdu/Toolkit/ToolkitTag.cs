namespace CardOs.Apdu.Toolkit;

/// <summary>The COMPREHENSION-TLV objects of the toolkit, without the comprehension bit: TS 101 220 7.2, TS 102 223 9.3.</summary>
public enum ToolkitTag : byte
{
    /// <summary>Number, type and qualifier of a proactive command.</summary>
    CommandDetails = 0x01,

    /// <summary>Source and destination.</summary>
    DeviceIdentities = 0x02,

    /// <summary>The result of a proactive command.</summary>
    Result = 0x03,

    /// <summary>A duration.</summary>
    Duration = 0x04,

    /// <summary>A text for the user.</summary>
    AlphaIdentifier = 0x05,

    /// <summary>A telephone number, or the address of a service centre.</summary>
    Address = 0x06,

    /// <summary>Bearer capabilities.</summary>
    CapabilityConfigurationParameters = 0x07,

    /// <summary>A subaddress.</summary>
    Subaddress = 0x08,

    /// <summary>A supplementary service control string.</summary>
    SsString = 0x09,

    /// <summary>A USSD string.</summary>
    UssdString = 0x0A,

    /// <summary>The TPDU of a short message.</summary>
    SmsTpdu = 0x0B,

    /// <summary>A cell broadcast page.</summary>
    CellBroadcastPage = 0x0C,

    /// <summary>A text with its coding.</summary>
    TextString = 0x0D,

    /// <summary>A tone.</summary>
    Tone = 0x0E,

    /// <summary>An entry of a menu.</summary>
    Item = 0x0F,

    /// <summary>The number of an entry.</summary>
    ItemIdentifier = 0x10,

    /// <summary>The least and the greatest length of an input.</summary>
    ResponseLength = 0x11,

    /// <summary>Paths of files.</summary>
    FileList = 0x12,

    /// <summary>Where the terminal is in the network.</summary>
    LocationInformation = 0x13,

    /// <summary>The identity of the terminal.</summary>
    Imei = 0x14,

    /// <summary>The user wants help.</summary>
    HelpRequest = 0x15,

    /// <summary>Measurements of the network.</summary>
    NetworkMeasurementResults = 0x16,

    /// <summary>A text to start an input with.</summary>
    DefaultText = 0x17,

    /// <summary>What the entries of a menu lead to.</summary>
    ItemsNextActionIndicator = 0x18,

    /// <summary>Events.</summary>
    EventList = 0x19,

    /// <summary>Why a call ended.</summary>
    Cause = 0x1A,

    /// <summary>Which service there is.</summary>
    LocationStatus = 0x1B,

    /// <summary>The number of a call.</summary>
    TransactionIdentifier = 0x1C,

    /// <summary>Channels; in data connection events, the state of the connection.</summary>
    BcchChannelList = 0x1D,

    /// <summary>An icon.</summary>
    IconIdentifier = 0x1E,

    /// <summary>The icons of a menu.</summary>
    ItemIconIdentifierList = 0x1F,

    /// <summary>The state of a card reader.</summary>
    CardReaderStatus = 0x20,

    /// <summary>The answer to reset of a card in a reader.</summary>
    CardAtr = 0x21,

    /// <summary>A command APDU.</summary>
    CommandApdu = 0x22,

    /// <summary>A response APDU.</summary>
    ResponseApdu = 0x23,

    /// <summary>The number of a timer.</summary>
    TimerIdentifier = 0x24,

    /// <summary>The time of a timer.</summary>
    TimerValue = 0x25,

    /// <summary>A time.</summary>
    DateTimeTimeZone = 0x26,

    /// <summary>What call control had to answer.</summary>
    CallControlRequestedAction = 0x27,

    /// <summary>An AT command.</summary>
    AtCommand = 0x28,

    /// <summary>The answer to an AT command.</summary>
    AtResponse = 0x29,

    /// <summary>How two bearer capabilities are used; in data connection events, its type.</summary>
    BcRepeatIndicator = 0x2A,

    /// <summary>An input ends with one key.</summary>
    ImmediateResponse = 0x2B,

    /// <summary>Tones to send.</summary>
    DtmfString = 0x2C,

    /// <summary>A language.</summary>
    Language = 0x2D,

    /// <summary>The timing advance; in data connection events, the cause.</summary>
    TimingAdvance = 0x2E,

    /// <summary>An application identifier.</summary>
    Aid = 0x2F,

    /// <summary>A browser.</summary>
    BrowserIdentity = 0x30,

    /// <summary>An address for a browser.</summary>
    Url = 0x31,

    /// <summary>Bearers for a browser.</summary>
    Bearer = 0x32,

    /// <summary>A file with settings of a browser.</summary>
    ProvisioningReferenceFile = 0x33,

    /// <summary>Why a browser ended.</summary>
    BrowserTerminationCause = 0x34,

    /// <summary>A bearer of a channel.</summary>
    BearerDescription = 0x35,

    /// <summary>Data of a channel.</summary>
    ChannelData = 0x36,

    /// <summary>How much data there is or is wanted.</summary>
    ChannelDataLength = 0x37,

    /// <summary>The state of a channel.</summary>
    ChannelStatus = 0x38,

    /// <summary>The size of a channel's buffer.</summary>
    BufferSize = 0x39,

    /// <summary>A card reader; in REFRESH, the enforcement policy.</summary>
    CardReaderIdentifier = 0x3A,

    /// <summary>What was updated in files.</summary>
    FileUpdateInformation = 0x3B,

    /// <summary>A transport protocol and a port.</summary>
    TransportLevel = 0x3C,

    /// <summary>An IP address.</summary>
    OtherAddress = 0x3E,

    /// <summary>The radio access in use.</summary>
    AccessTechnology = 0x3F,

    /// <summary>What the display can do; in local connections, the address of a DNS server.</summary>
    DisplayParameters = 0x40,

    /// <summary>A service.</summary>
    ServiceRecord = 0x41,

    /// <summary>Devices to search for.</summary>
    DeviceFilter = 0x42,

    /// <summary>Services to search for.</summary>
    ServiceSearch = 0x43,

    /// <summary>Attributes of a service.</summary>
    AttributeInformation = 0x44,

    /// <summary>Services found.</summary>
    ServiceAvailability = 0x45,

    /// <summary>An electronic serial number.</summary>
    Esn = 0x46,

    /// <summary>The name of an access point.</summary>
    NetworkAccessName = 0x47,

    /// <summary>A short message of CDMA.</summary>
    CdmaSmsTpdu = 0x48,

    /// <summary>The address of a device.</summary>
    RemoteEntityAddress = 0x49,

    /// <summary>A wireless network.</summary>
    IWlanIdentifier = 0x4A,

    /// <summary>The state of its access.</summary>
    IWlanAccessStatus = 0x4B,

    /// <summary>How a text looks.</summary>
    TextAttribute = 0x50,

    /// <summary>How the entries of a menu look.</summary>
    ItemTextAttributeList = 0x51,

    /// <summary>A connection that is to be activated.</summary>
    PdpContextActivationParameters = 0x52,

    /// <summary>Contactless function wanted or not.</summary>
    ContactlessStateRequest = 0x53,

    /// <summary>Contactless function on or off.</summary>
    ContactlessFunctionalityState = 0x54,

    /// <summary>The state of a closed subscriber group cell.</summary>
    CsgCellSelectionStatus = 0x55,

    /// <summary>A closed subscriber group.</summary>
    CsgIdentifier = 0x56,

    /// <summary>The name of a home cell; in network rejection events, an extended cause.</summary>
    HnbName = 0x57,

    /// <summary>A message authentication code.</summary>
    MacAddress = 0x60,

    /// <summary>An emergency call.</summary>
    EmergencyCallObject = 0x61,

    /// <summary>The identity and software version of the terminal.</summary>
    Imeisv = 0x62,

    /// <summary>The state of the battery.</summary>
    BatteryState = 0x63,

    /// <summary>The state of a browser.</summary>
    BrowsingStatus = 0x64,

    /// <summary>How networks are searched.</summary>
    NetworkSearchMode = 0x65,

    /// <summary>Frames of the display.</summary>
    FrameLayout = 0x66,

    /// <summary>Which frames there are.</summary>
    FramesInformation = 0x67,

    /// <summary>A frame.</summary>
    FrameIdentifier = 0x68,

    /// <summary>What is to be measured.</summary>
    UtranMeasurementQualifier = 0x69,

    /// <summary>The last of several envelopes.</summary>
    LastEnvelope = 0x70,

    /// <summary>An application of the terminal.</summary>
    RegistryApplicationData = 0x71,

    /// <summary>Networks with their access technologies.</summary>
    PlmnAccessTechnologyList = 0x72,

    /// <summary>A routing area.</summary>
    RoutingAreaInformation = 0x73,

    /// <summary>What the terminal asked the network for.</summary>
    UpdateAttachType = 0x74,

    /// <summary>Why the network refused.</summary>
    RejectionCause = 0x75,

    /// <summary>Which location is wanted; in IMS events, an IARI.</summary>
    GeographicalLocationParameters = 0x76,

    /// <summary>A location; in IMS events, an IMPU.</summary>
    GeographicalLocation = 0x77,

    /// <summary>A location as an NMEA sentence; in IMS events, a status code.</summary>
    NmeaSentence = 0x78,

    /// <summary>A broadcast network.</summary>
    BroadcastNetworkInformation = 0x7A,

    /// <summary>What is to be activated.</summary>
    ActivateDescriptor = 0x7B,

    /// <summary>A connection that is to be activated.</summary>
    EpsPdnConnectionParameters = 0x7C,

    /// <summary>A tracking area.</summary>
    TrackingAreaIdentification = 0x7D,

    /// <summary>Closed subscriber groups.</summary>
    CsgIdentifierList = 0x7E,
}
