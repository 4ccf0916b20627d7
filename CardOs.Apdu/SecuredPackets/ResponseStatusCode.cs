namespace CardOs.Apdu.SecuredPackets;

/// <summary>What a response packet says about the command packet: TS 102 225 5.2, TS 31.115 4.3.</summary>
public enum ResponseStatusCode : byte
{
    /// <summary>The packet was processed.</summary>
    PorOk = 0x00,

    /// <summary>The redundancy check, checksum or signature is wrong.</summary>
    CheckFailed = 0x01,

    /// <summary>The counter is not higher than the one stored.</summary>
    CounterLow = 0x02,

    /// <summary>The counter is more than one higher than the one stored.</summary>
    CounterHigh = 0x03,

    /// <summary>The stored counter has reached its greatest value.</summary>
    CounterBlocked = 0x04,

    /// <summary>Deciphering failed.</summary>
    CipheringError = 0x05,

    /// <summary>Unknown key set, unsupported algorithm, or any other security error.</summary>
    UnidentifiedSecurityError = 0x06,

    /// <summary>Not enough memory for the message.</summary>
    InsufficientMemory = 0x07,

    /// <summary>The card needs more time to process the message.</summary>
    MoreTime = 0x08,

    /// <summary>No application has the TAR.</summary>
    TarUnknown = 0x09,

    /// <summary>The packet's security is below what the application demands.</summary>
    InsufficientSecurityLevel = 0x0A,

    /// <summary>The actual response follows in an SMS-SUBMIT.</summary>
    ResponseInSmsSubmit = 0x0B,

    /// <summary>The actual response follows in a USSD message.</summary>
    ResponseInUssd = 0x0C,
}
