namespace CardOs.OffCard;

/// <summary>What kind of messages a centre carries.</summary>
public enum MessageCentreKind
{
    /// <summary>Short messages.</summary>
    Sms,

    /// <summary>Long messages, of a few short ones' length.</summary>
    Lms,

    /// <summary>Multimedia messages.</summary>
    Mms,
}
