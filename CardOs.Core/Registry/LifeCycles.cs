namespace CardOs.Registry;

/// <summary>The life cycle states: GlobalPlatform 5, 11.1.1.</summary>
internal static class LifeCycles
{
    /// <summary>Of a package.</summary>
    public const byte Loaded = 0x01;

    /// <summary>Of applications and supplementary security domains; an application has states of its own behind selectable.</summary>
    public const byte Installed = 0x03;
    public const byte Selectable = 0x07;
    public const byte Personalized = 0x0F;

    /// <summary>Set in the state of an application or security domain that is locked; the other bits are the state that it comes back to.</summary>
    public const byte LockedBit = 0x80;

    /// <summary>Of the card: the issuer security domain has them.</summary>
    public const byte OpReady = 0x01;
    public const byte Initialized = 0x07;
    public const byte Secured = 0x0F;
    public const byte CardLocked = 0x7F;
    public const byte Terminated = 0xFF;

    /// <summary>Whether an application or a supplementary security domain can be selected.</summary>
    public static bool IsSelectable(byte state) => (state & (LockedBit | Selectable)) == Selectable;
}
