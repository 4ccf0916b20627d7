namespace CardOs.Apdu.Toolkit;

/// <summary>How a proactive command ended: TS 102 223 8.12.</summary>
public enum GeneralResult : byte
{
    /// <summary>Performed.</summary>
    Performed = 0x00,

    /// <summary>Performed with partial comprehension.</summary>
    PartialComprehension = 0x01,

    /// <summary>Performed with information missing.</summary>
    MissingInformation = 0x02,

    /// <summary>REFRESH performed, additional files were read.</summary>
    RefreshWithAdditionalFiles = 0x03,

    /// <summary>Performed, the icon could not be shown.</summary>
    IconNotDisplayed = 0x04,

    /// <summary>Performed, but modified by call control.</summary>
    ModifiedByCallControl = 0x05,

    /// <summary>Performed with limited service.</summary>
    LimitedService = 0x06,

    /// <summary>Performed with modification.</summary>
    WithModification = 0x07,

    /// <summary>REFRESH performed, but the application was not active.</summary>
    RefreshApplicationNotActive = 0x08,

    /// <summary>Performed, the tone was not played.</summary>
    ToneNotPlayed = 0x09,

    /// <summary>The user ended the session.</summary>
    SessionTerminatedByUser = 0x10,

    /// <summary>The user wants to go back.</summary>
    BackwardMove = 0x11,

    /// <summary>The user did not respond.</summary>
    NoResponseFromUser = 0x12,

    /// <summary>The user wants help.</summary>
    HelpRequested = 0x13,

    /// <summary>The user ended the USSD or SS transaction.</summary>
    TransactionTerminatedByUser = 0x14,

    /// <summary>The terminal cannot process the command at present.</summary>
    TerminalUnable = 0x20,

    /// <summary>The network cannot process the command at present.</summary>
    NetworkUnable = 0x21,

    /// <summary>The user did not accept the command.</summary>
    UserRejected = 0x22,

    /// <summary>The user cleared the call before it was set up.</summary>
    UserClearedCall = 0x23,

    /// <summary>In contradiction with the state of the timer.</summary>
    TimerConflict = 0x24,

    /// <summary>Call control has a temporary problem.</summary>
    CallControlTemporaryProblem = 0x25,

    /// <summary>The browser reported an error.</summary>
    BrowserError = 0x26,

    /// <summary>Multimedia messaging has a temporary problem.</summary>
    MmsTemporaryProblem = 0x27,

    /// <summary>Beyond the terminal's capabilities.</summary>
    BeyondCapabilities = 0x30,

    /// <summary>The type of the command is not understood.</summary>
    TypeNotUnderstood = 0x31,

    /// <summary>The data of the command is not understood.</summary>
    DataNotUnderstood = 0x32,

    /// <summary>The number of the command is not known.</summary>
    NumberNotKnown = 0x33,

    /// <summary>An error in supplementary services.</summary>
    SsReturnError = 0x34,

    /// <summary>An error in sending a short message.</summary>
    SmsRpError = 0x35,

    /// <summary>Required values are missing.</summary>
    RequiredValuesMissing = 0x36,

    /// <summary>An error in USSD.</summary>
    UssdReturnError = 0x37,

    /// <summary>An error with another card.</summary>
    MultipleCardError = 0x38,

    /// <summary>Call control has a permanent problem.</summary>
    CallControlPermanentProblem = 0x39,

    /// <summary>An error in the bearer independent protocol.</summary>
    BearerIndependentProtocolError = 0x3A,

    /// <summary>The access technology cannot process the command.</summary>
    AccessTechnologyUnable = 0x3B,

    /// <summary>An error with frames.</summary>
    FramesError = 0x3C,

    /// <summary>An error in multimedia messaging.</summary>
    MmsError = 0x3D,
}
