using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The life cycle of the card, which is that of the issuer's domain: GlobalPlatform 2.3.1 5.1.</summary>
/// <remarks>
/// <code>
/// OP_READY 01 --> INITIALIZED 07 --> SECURED 0F &lt;--> CARD_LOCKED 7F
///       \______________\________________\________________\_______--> TERMINATED FF
/// </code>
/// </remarks>
internal static class CardLifeCycle
{
    public static byte Of(NonVolatileMemory memory)
    {
        NvAddress issuer = SecurityDomains.Issuer(memory);
        return issuer.IsNull ? LifeCycles.Secured : new ApplicationEntry(memory, issuer).LifeCycle;
    }

    /// <summary>Whether content, keys and data can be managed.</summary>
    public static bool AllowsManagement(NonVolatileMemory memory) => Of(memory) is not (LifeCycles.CardLocked or LifeCycles.Terminated);

    /// <summary>Whether a security domain may bring the card from its state to another: forward the issuer's only, to lock and to terminate who has the privilege.</summary>
    public static bool Allows(byte from, byte to, bool isIssuer, Privileges privileges) => (from, to) switch
    {
        (LifeCycles.Terminated, _) => false,
        (_, LifeCycles.Terminated) => (privileges & Privileges.CardTerminate) != 0,
        (LifeCycles.Secured, LifeCycles.CardLocked) or (LifeCycles.CardLocked, LifeCycles.Secured) => (privileges & Privileges.CardLock) != 0,
        (LifeCycles.OpReady, LifeCycles.Initialized or LifeCycles.Secured) or (LifeCycles.Initialized, LifeCycles.Secured) => isIssuer,
        _ => false,
    };
}
