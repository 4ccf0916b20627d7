namespace CardOs.Apdu.Toolkit;

/// <summary>The type of a proactive command: TS 102 223 9.4.</summary>
public enum ProactiveCommandType : byte
{
    /// <summary>REFRESH.</summary>
    Refresh = 0x01,

    /// <summary>MORE TIME.</summary>
    MoreTime = 0x02,

    /// <summary>POLL INTERVAL.</summary>
    PollInterval = 0x03,

    /// <summary>POLLING OFF.</summary>
    PollingOff = 0x04,

    /// <summary>SET UP EVENT LIST.</summary>
    SetUpEventList = 0x05,

    /// <summary>SET UP CALL.</summary>
    SetUpCall = 0x10,

    /// <summary>SEND SS.</summary>
    SendSs = 0x11,

    /// <summary>SEND USSD.</summary>
    SendUssd = 0x12,

    /// <summary>SEND SHORT MESSAGE.</summary>
    SendShortMessage = 0x13,

    /// <summary>SEND DTMF.</summary>
    SendDtmf = 0x14,

    /// <summary>LAUNCH BROWSER.</summary>
    LaunchBrowser = 0x15,

    /// <summary>GEOGRAPHICAL LOCATION REQUEST.</summary>
    GeographicalLocationRequest = 0x16,

    /// <summary>PLAY TONE.</summary>
    PlayTone = 0x20,

    /// <summary>DISPLAY TEXT.</summary>
    DisplayText = 0x21,

    /// <summary>GET INKEY.</summary>
    GetInkey = 0x22,

    /// <summary>GET INPUT.</summary>
    GetInput = 0x23,

    /// <summary>SELECT ITEM.</summary>
    SelectItem = 0x24,

    /// <summary>SET UP MENU.</summary>
    SetUpMenu = 0x25,

    /// <summary>PROVIDE LOCAL INFORMATION.</summary>
    ProvideLocalInformation = 0x26,

    /// <summary>TIMER MANAGEMENT.</summary>
    TimerManagement = 0x27,

    /// <summary>SET UP IDLE MODE TEXT.</summary>
    SetUpIdleModeText = 0x28,

    /// <summary>PERFORM CARD APDU.</summary>
    PerformCardApdu = 0x30,

    /// <summary>POWER ON CARD.</summary>
    PowerOnCard = 0x31,

    /// <summary>POWER OFF CARD.</summary>
    PowerOffCard = 0x32,

    /// <summary>GET READER STATUS.</summary>
    GetReaderStatus = 0x33,

    /// <summary>RUN AT COMMAND.</summary>
    RunAtCommand = 0x34,

    /// <summary>LANGUAGE NOTIFICATION.</summary>
    LanguageNotification = 0x35,

    /// <summary>OPEN CHANNEL.</summary>
    OpenChannel = 0x40,

    /// <summary>CLOSE CHANNEL.</summary>
    CloseChannel = 0x41,

    /// <summary>RECEIVE DATA.</summary>
    ReceiveData = 0x42,

    /// <summary>SEND DATA.</summary>
    SendData = 0x43,

    /// <summary>GET CHANNEL STATUS.</summary>
    GetChannelStatus = 0x44,

    /// <summary>SERVICE SEARCH.</summary>
    ServiceSearch = 0x45,

    /// <summary>GET SERVICE INFORMATION.</summary>
    GetServiceInformation = 0x46,

    /// <summary>DECLARE SERVICE.</summary>
    DeclareService = 0x47,

    /// <summary>SET FRAMES.</summary>
    SetFrames = 0x50,

    /// <summary>GET FRAMES STATUS.</summary>
    GetFramesStatus = 0x51,

    /// <summary>RETRIEVE MULTIMEDIA MESSAGE.</summary>
    RetrieveMultimediaMessage = 0x60,

    /// <summary>SUBMIT MULTIMEDIA MESSAGE.</summary>
    SubmitMultimediaMessage = 0x61,

    /// <summary>DISPLAY MULTIMEDIA MESSAGE.</summary>
    DisplayMultimediaMessage = 0x62,

    /// <summary>ACTIVATE.</summary>
    Activate = 0x70,

    /// <summary>CONTACTLESS STATE CHANGED.</summary>
    ContactlessStateChanged = 0x71,

    /// <summary>COMMAND CONTAINER.</summary>
    CommandContainer = 0x72,

    /// <summary>ENCAPSULATED SESSION CONTROL.</summary>
    EncapsulatedSessionControl = 0x73,

    /// <summary>Not a command: says in a menu that the session ends.</summary>
    EndOfSession = 0x81,
}
