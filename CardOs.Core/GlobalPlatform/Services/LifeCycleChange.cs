using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Services;

/// <summary>Changes of life cycle states that applications ask for: GlobalPlatform 2.3.1 5, GPSystem and GPRegistryEntry.</summary>
internal static class LifeCycleChange
{
    // An application's own states: the three bits of selectable, and b8 not set.
    private const byte OwnStateMask = LifeCycles.LockedBit | LifeCycles.Selectable;

    /// <summary>Brings the card into another state.</summary>
    /// <remarks>Written around the open transaction: nothing takes a lock or a termination back.</remarks>
    /// <returns>False, and nothing changed, when the caller may not, or there is no such transition.</returns>
    public static bool TrySetCard(CardState state, NvAddress caller, byte next)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress issuer = SecurityDomains.Issuer(memory);
        Privileges privileges = new ApplicationEntry(memory, caller).Privileges;
        if (issuer.IsNull || !CardLifeCycle.Allows(CardLifeCycle.Of(memory), next, caller == issuer, privileges))
        {
            return false;
        }

        memory.WriteByte(issuer + ApplicationEntry.LifeCycleOffset, next);
        FileAdministration.NoteTermination(state);
        return true;
    }

    /// <summary>Brings an application into another state, together with the open transaction; of the issuer's domain, the card.</summary>
    /// <remarks>
    /// An application changes its own states, and locks itself. Others are locked, and unlocked, by who has Global Lock; nobody unlocks itself, which is our reading
    /// where GPRegistryEntry.setState leaves it open. Who has Final Application cannot be locked.
    /// </remarks>
    /// <returns>False, and nothing changed, when the caller may not, or there is no such transition.</returns>
    public static bool TrySet(CardState state, NvAddress caller, NvAddress application, byte next)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (application == SecurityDomains.Issuer(memory))
        {
            return TrySetCard(state, caller, next);
        }

        var entry = new ApplicationEntry(memory, application);
        byte old = entry.LifeCycle;
        bool isLocked = (old & LifeCycles.LockedBit) != 0;
        bool locks = (next & LifeCycles.LockedBit) != 0;
        bool mayLock = (new ApplicationEntry(memory, caller).Privileges & Privileges.GlobalLock) != 0;
        if (isLocked)
        {
            return !locks && mayLock && application != caller && EntryWrites.TrySetLifeCycle(memory, application, (byte)(old & ~LifeCycles.LockedBit));
        }

        if (locks)
        {
            bool isSelfMade = application == caller && IsOwnState(old);
            return (mayLock || isSelfMade)
                && (entry.Privileges & Privileges.FinalApplication) == 0
                && EntryWrites.TrySetLifeCycle(memory, application, (byte)(old | LifeCycles.LockedBit));
        }

        return application == caller && IsOwnState(old) && IsOwnState(next) && EntryWrites.TrySetLifeCycle(memory, application, next);
    }

    private static bool IsOwnState(byte state) => (state & OwnStateMask) == LifeCycles.Selectable;
}
