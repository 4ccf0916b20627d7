using System;

namespace CardOs.Profiles;

/// <summary>What cards in the field do otherwise than the specifications say, or where these leave a choice. The numbers are in card images: append only.</summary>
[Flags]
public enum CardQuirks
{
    /// <summary>The card does as the specifications say.</summary>
    None = 0,

    /// <summary>A command of the interindustry class is also taken in the proprietary class, and the other way round, as some modems send it.</summary>
    AcceptOtherClass = 1 << 0,

    /// <summary>A command without Le that yields data is answered with them, and not with 61xx.</summary>
    DataWithoutLe = 1 << 1,

    /// <summary>VERIFY of a PIN that is disabled is answered 9000, and not 6984.</summary>
    DisabledPinVerifies = 1 << 2,

    /// <summary>VERIFY of a PIN that is disabled is answered 6985, and not 6984.</summary>
    DisabledPinConditions = 1 << 3,

    /// <summary>A question for the tries of a PIN that is blocked is answered 6983, and not 63C0.</summary>
    BlockedPinQuery = 1 << 4,

    /// <summary>A question for the tries of a PIN that is disabled is answered 9000, and not 63Cx.</summary>
    DisabledPinQuery = 1 << 5,

    /// <summary>ENABLE of a PIN that is enabled compares the value and answers 9000, and not 6985.</summary>
    EnabledPinEnables = 1 << 6,

    /// <summary>SCP02: a command without data may carry an enciphered block of padding, as pySim sends it at level 03.</summary>
    EncipheredNoData = 1 << 7,

    /// <summary>An applet's setIncomingAndReceive of a command without data gives 0, and not an APDUException.</summary>
    NothingReceived = 1 << 8,
}
