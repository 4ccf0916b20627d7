namespace CardOs.Apdu;

/// <summary>The status words that a card can give: TS 102 221 10.2, ISO 7816-4 5.6.</summary>
/// <remarks>Words that carry a number (61xx, 63Cx, 6Cxx, 91xx, 92xx) are listed with the number 0 and made by <see cref="StatusWords"/>.</remarks>
public enum StatusWord : ushort
{
    /// <summary>No answer: the card has no power.</summary>
    None = 0x0000,

    /// <summary>61xx: xx more bytes wait for GET RESPONSE (00 stands for 256 or more).</summary>
    MoreBytesAvailable = 0x6100,

    /// <summary>6200: warning without further information.</summary>
    Warning = 0x6200,

    /// <summary>6281: part of the returned data may be corrupted.</summary>
    DataMayBeCorrupted = 0x6281,

    /// <summary>6282: end of file or record reached, or search without a match.</summary>
    EndOfFileReached = 0x6282,

    /// <summary>6283: the selected file is deactivated.</summary>
    SelectedFileDeactivated = 0x6283,

    /// <summary>6285: the selected file is in termination state.</summary>
    SelectedFileTerminated = 0x6285,

    /// <summary>62F1: more data available.</summary>
    MoreDataAvailable = 0x62F1,

    /// <summary>62F2: more data available, and a proactive command is pending.</summary>
    MoreDataAvailableProactive = 0x62F2,

    /// <summary>62F3: response data available.</summary>
    ResponseDataAvailable = 0x62F3,

    /// <summary>63F1: more data expected.</summary>
    MoreDataExpected = 0x63F1,

    /// <summary>63F2: more data expected, and a proactive command is pending.</summary>
    MoreDataExpectedProactive = 0x63F2,

    /// <summary>63Cx: verification failed, x tries are left.</summary>
    VerificationFailed = 0x63C0,

    /// <summary>6400: no precise diagnosis, memory unchanged.</summary>
    ExecutionError = 0x6400,

    /// <summary>6500: no precise diagnosis, memory changed.</summary>
    ExecutionErrorMemoryChanged = 0x6500,

    /// <summary>6581: memory problem.</summary>
    MemoryProblem = 0x6581,

    /// <summary>6700: wrong length.</summary>
    WrongLength = 0x6700,

    /// <summary>6800: function of the class byte not supported, no information given.</summary>
    ClassFunctionNotSupported = 0x6800,

    /// <summary>6881: logical channel not supported, or not open.</summary>
    LogicalChannelNotSupported = 0x6881,

    /// <summary>6882: secure messaging not supported.</summary>
    SecureMessagingNotSupported = 0x6882,

    /// <summary>6883: the last command of the chain was expected.</summary>
    LastCommandExpected = 0x6883,

    /// <summary>6884: command chaining not supported.</summary>
    CommandChainingNotSupported = 0x6884,

    /// <summary>6900: command not allowed, no information given.</summary>
    CommandNotAllowed = 0x6900,

    /// <summary>6981: command incompatible with the file structure.</summary>
    IncompatibleWithFileStructure = 0x6981,

    /// <summary>6982: security status not satisfied.</summary>
    SecurityStatusNotSatisfied = 0x6982,

    /// <summary>6983: authentication method blocked.</summary>
    AuthenticationBlocked = 0x6983,

    /// <summary>6984: referenced data invalidated.</summary>
    ReferencedDataInvalidated = 0x6984,

    /// <summary>6985: conditions of use not satisfied.</summary>
    ConditionsOfUseNotSatisfied = 0x6985,

    /// <summary>6986: no EF selected.</summary>
    NoCurrentElementaryFile = 0x6986,

    /// <summary>6989: command not allowed, secure channel.</summary>
    SecureChannelRequired = 0x6989,

    /// <summary>6A80: incorrect parameters in the data field.</summary>
    IncorrectData = 0x6A80,

    /// <summary>6A81: function not supported.</summary>
    FunctionNotSupported = 0x6A81,

    /// <summary>6A82: file or application not found.</summary>
    FileNotFound = 0x6A82,

    /// <summary>6A83: record not found.</summary>
    RecordNotFound = 0x6A83,

    /// <summary>6A84: not enough memory space.</summary>
    NotEnoughMemory = 0x6A84,

    /// <summary>6A86: incorrect P1 or P2.</summary>
    IncorrectParameters = 0x6A86,

    /// <summary>6A87: Lc inconsistent with P1 or P2.</summary>
    LengthInconsistentWithParameters = 0x6A87,

    /// <summary>6A88: referenced data not found.</summary>
    ReferencedDataNotFound = 0x6A88,

    /// <summary>6A89: file identifier exists already.</summary>
    FileIdentifierExists = 0x6A89,

    /// <summary>6A8A: DF name exists already.</summary>
    DedicatedFileNameExists = 0x6A8A,

    /// <summary>6B00: wrong P1 or P2, or an offset beyond the end.</summary>
    WrongParameters = 0x6B00,

    /// <summary>6Cxx: wrong Le, xx is the exact length.</summary>
    WrongExpectedLength = 0x6C00,

    /// <summary>6D00: instruction code not supported or invalid.</summary>
    InstructionNotSupported = 0x6D00,

    /// <summary>6E00: class not supported.</summary>
    ClassNotSupported = 0x6E00,

    /// <summary>6F00: technical problem, no precise diagnosis.</summary>
    TechnicalProblem = 0x6F00,

    /// <summary>9000: normal ending.</summary>
    Success = 0x9000,

    /// <summary>91xx: normal ending, a proactive command of xx bytes is pending.</summary>
    ProactiveCommandPending = 0x9100,

    /// <summary>92xx: normal ending, data transfer going on.</summary>
    DataTransferOngoing = 0x9200,

    /// <summary>9300: the toolkit is busy; the command cannot be executed at present.</summary>
    ToolkitBusy = 0x9300,

    /// <summary>9240: memory problem, class A0. TS 51.011 9.4.</summary>
    SimMemoryProblem = 0x9240,

    /// <summary>9400: no EF selected, class A0.</summary>
    SimNoFileSelected = 0x9400,

    /// <summary>9402: out of range, invalid address, class A0.</summary>
    SimOutOfRange = 0x9402,

    /// <summary>9404: file or pattern not found, class A0.</summary>
    SimNotFound = 0x9404,

    /// <summary>9408: file is inconsistent with the command, class A0.</summary>
    SimInconsistentFile = 0x9408,

    /// <summary>9802: no CHV initialized, class A0.</summary>
    SimNoChv = 0x9802,

    /// <summary>9804: access condition not fulfilled, or unsuccessful verification with tries left, class A0.</summary>
    SimAccessNotFulfilled = 0x9804,

    /// <summary>9808: in contradiction with CHV status, class A0.</summary>
    SimChvContradiction = 0x9808,

    /// <summary>9810: in contradiction with invalidation status, class A0.</summary>
    SimInvalidationContradiction = 0x9810,

    /// <summary>9840: unsuccessful verification, no try left; blocked, class A0.</summary>
    SimBlocked = 0x9840,

    /// <summary>9850: INCREASE cannot be done, the greatest value is reached.</summary>
    MaximumValueReached = 0x9850,

    /// <summary>9862: authentication error, incorrect MAC.</summary>
    AuthenticationError = 0x9862,

    /// <summary>9863: security session or association expired.</summary>
    SessionExpired = 0x9863,

    /// <summary>9864: security context not supported; SUSPEND UICC: the minimum is too long.</summary>
    SecurityContextNotSupported = 0x9864,

    /// <summary>9865: key freshness failure.</summary>
    KeyFreshnessFailure = 0x9865,

    /// <summary>9866: authentication error, no memory space available.</summary>
    AuthenticationNoMemory = 0x9866,

    /// <summary>9867: authentication error, no memory space available in EF MUK.</summary>
    AuthenticationNoMemoryInMuk = 0x9867,

    /// <summary>9F00 and the number of bytes that wait for GET RESPONSE, class A0.</summary>
    SimMoreBytesAvailable = 0x9F00,
}
