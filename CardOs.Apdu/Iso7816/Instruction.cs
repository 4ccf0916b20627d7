namespace CardOs.Apdu;

/// <summary>The instruction bytes of TS 102 221 10.1.2, TS 102 222 and GlobalPlatform.</summary>
public enum Instruction : byte
{
    /// <summary>DEACTIVATE FILE.</summary>
    DeactivateFile = 0x04,

    /// <summary>TERMINAL PROFILE (class 80).</summary>
    TerminalProfile = 0x10,

    /// <summary>FETCH (class 80).</summary>
    Fetch = 0x12,

    /// <summary>TERMINAL RESPONSE (class 80).</summary>
    TerminalResponse = 0x14,

    /// <summary>VERIFY PIN.</summary>
    Verify = 0x20,

    /// <summary>CHANGE PIN.</summary>
    ChangePin = 0x24,

    /// <summary>DISABLE PIN.</summary>
    DisablePin = 0x26,

    /// <summary>ENABLE PIN.</summary>
    EnablePin = 0x28,

    /// <summary>UNBLOCK PIN.</summary>
    UnblockPin = 0x2C,

    /// <summary>INCREASE (class 8X).</summary>
    Increase = 0x32,

    /// <summary>ACTIVATE FILE.</summary>
    ActivateFile = 0x44,

    /// <summary>INITIALIZE UPDATE (class 80).</summary>
    InitializeUpdate = 0x50,

    /// <summary>MANAGE CHANNEL.</summary>
    ManageChannel = 0x70,

    /// <summary>MANAGE SECURE CHANNEL.</summary>
    ManageSecureChannel = 0x73,

    /// <summary>TRANSACT DATA.</summary>
    TransactData = 0x75,

    /// <summary>SUSPEND UICC (class 80).</summary>
    SuspendUicc = 0x76,

    /// <summary>GET IDENTITY (class 8X).</summary>
    GetIdentity = 0x78,

    /// <summary>EXCHANGE CAPABILITIES (class 80).</summary>
    ExchangeCapabilities = 0x7A,

    /// <summary>EXTERNAL AUTHENTICATE (class 84).</summary>
    ExternalAuthenticate = 0x82,

    /// <summary>GET CHALLENGE.</summary>
    GetChallenge = 0x84,

    /// <summary>AUTHENTICATE, data not in BER-TLV.</summary>
    Authenticate = 0x88,

    /// <summary>AUTHENTICATE, data in BER-TLV.</summary>
    AuthenticateBerTlv = 0x89,

    /// <summary>SEARCH RECORD.</summary>
    SearchRecord = 0xA2,

    /// <summary>SELECT.</summary>
    Select = 0xA4,

    /// <summary>TERMINAL CAPABILITY (class 8X).</summary>
    TerminalCapability = 0xAA,

    /// <summary>READ BINARY.</summary>
    ReadBinary = 0xB0,

    /// <summary>READ RECORD.</summary>
    ReadRecord = 0xB2,

    /// <summary>GET RESPONSE.</summary>
    GetResponse = 0xC0,

    /// <summary>ENVELOPE (class 80).</summary>
    Envelope = 0xC2,

    /// <summary>GET DATA.</summary>
    GetData = 0xCA,

    /// <summary>RETRIEVE DATA (class 8X).</summary>
    RetrieveData = 0xCB,

    /// <summary>RESIZE FILE (class 80).</summary>
    ResizeFile = 0xD4,

    /// <summary>UPDATE BINARY.</summary>
    UpdateBinary = 0xD6,

    /// <summary>PUT KEY (class 80 or 84).</summary>
    PutKey = 0xD8,

    /// <summary>SET DATA (class 8X).</summary>
    SetData = 0xDB,

    /// <summary>UPDATE RECORD.</summary>
    UpdateRecord = 0xDC,

    /// <summary>CREATE FILE.</summary>
    CreateFile = 0xE0,

    /// <summary>STORE DATA (class 80 or 84).</summary>
    StoreData = 0xE2,

    /// <summary>DELETE FILE (class 00), DELETE (class 80 or 84).</summary>
    Delete = 0xE4,

    /// <summary>TERMINATE DF (class 00), INSTALL (class 80 or 84).</summary>
    Install = 0xE6,

    /// <summary>TERMINATE EF (class 00), LOAD (class 80 or 84).</summary>
    Load = 0xE8,

    /// <summary>PUSH (class 80), TS 102 226.</summary>
    Push = 0xEC,

    /// <summary>SET STATUS (class 80 or 84).</summary>
    SetStatus = 0xF0,

    /// <summary>STATUS, or GET STATUS (class 80 or 84).</summary>
    Status = 0xF2,

    /// <summary>MANAGE CONTAINER (class 80 or 84): of this card, docs/containers.md.</summary>
    ManageContainer = 0xF4,

    /// <summary>SLEEP, class A0: TS 51.011 8.17.</summary>
    Sleep = 0xFA,

    /// <summary>TERMINATE CARD USAGE (class 00).</summary>
    TerminateCardUsage = 0xFE,
}
