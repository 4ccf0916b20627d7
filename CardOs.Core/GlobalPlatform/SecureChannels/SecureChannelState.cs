namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>How far a secure channel session came: GlobalPlatform 2.3.1 10.2.3, E.1.6.</summary>
internal enum SecureChannelState : byte
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>INITIALIZE UPDATE was answered: the other side has to authenticate itself.</summary>
    Initialized = 1,

    /// <summary>The other side is authenticated.</summary>
    Open = 2,

    /// <summary>A security error ended it: every command is refused until it is terminated.</summary>
    Aborted = 3,
}
