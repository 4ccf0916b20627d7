using System;
using CardOs.Apdu;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>SET STATUS: the life cycle of the card, of applications and of security domains. GlobalPlatform 2.3.1 11.10.</summary>
/// <remarks>
/// <code>
/// P1: 80 the card | 40 an application or supplementary security domain | 60 a security domain and all that belongs to it; other bits are passed over
/// P2: the card's state | of others b8: locked or not | of the domain itself 0F or b8
/// data: AID (P1 80: passed over)
/// </code>
/// Nothing can be set to what it is. The holder of Final Application cannot be locked; the issuer's domain is the card.
/// </remarks>
internal static class SetStatusCommand
{
    private const byte KindMask = 0b1110_0000;
    private const byte Card = 0b1000_0000;
    private const byte Application = 0b0100_0000;
    private const byte Hierarchy = 0b0110_0000;

    public static StatusWord Handle(CardState state, scoped in Performer performer, scoped CommandApdu command)
    {
        switch (command.P1 & KindMask)
        {
            case Card:
                return SetCard(state, performer, command.P2);
            case Application:
            case Hierarchy:
                break;
            default:
                return StatusWord.IncorrectParameters;
        }

        NonVolatileMemory memory = state.NonVolatile;
        bool isSelf = new ApplicationEntry(memory, performer.Domain).Aid.SequenceEqual(command.Data);
        if (!CardLifeCycle.AllowsManagement(memory) || ((performer.LifeCycle & LifeCycles.LockedBit) != 0 && !performer.IsIssuer))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (command.Data.Length is < 5 or > ApplicationEntry.MaxAidLength)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress found = isSelf ? performer.Domain : ApplicationRegistry.Find(memory, performer.View, command.Data);
        if (found.IsNull || found == SecurityDomains.Issuer(memory))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        bool locks = (command.P2 & LifeCycles.LockedBit) != 0;
        if ((command.P1 & KindMask) == Hierarchy)
        {
            return LockHierarchy(state, performer, found, locks);
        }

        if (found == performer.Domain && !locks)
        {
            return Personalize(memory, found, command.P2);
        }

        return SetLock(memory, performer, found, locks);
    }

    private static StatusWord SetCard(CardState state, scoped in Performer performer, byte next)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (next is not (LifeCycles.Initialized or LifeCycles.Secured or LifeCycles.CardLocked or LifeCycles.Terminated))
        {
            return StatusWord.IncorrectParameters;
        }

        if (!CardLifeCycle.Allows(CardLifeCycle.Of(memory), next, performer.IsIssuer, performer.Privileges))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        NvAddress issuer = SecurityDomains.Issuer(memory);
        if (!EntryWrites.TrySetLifeCycle(memory, issuer, next))
        {
            return StatusWord.MemoryProblem;
        }

        FileAdministration.NoteTermination(state);
        return StatusWord.Success;
    }

    // 9.6.2: a security domain itself becomes personalized; it locks itself below.
    private static StatusWord Personalize(NonVolatileMemory memory, NvAddress domain, byte next)
    {
        if (next != LifeCycles.Personalized)
        {
            return StatusWord.IncorrectParameters;
        }

        return new ApplicationEntry(memory, domain).LifeCycle != LifeCycles.Selectable ? StatusWord.ConditionsOfUseNotSatisfied
            : EntryWrites.TrySetLifeCycle(memory, domain, next) ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    private static StatusWord SetLock(NonVolatileMemory memory, scoped in Performer performer, NvAddress application, bool locks)
    {
        byte state = new ApplicationEntry(memory, application).LifeCycle;
        bool isChange = ((state & LifeCycles.LockedBit) != 0) != locks;
        return !isChange || !CanBeLocked(memory, application) || !MayLock(performer, application, locks) ? StatusWord.ConditionsOfUseNotSatisfied
            : EntryWrites.TrySetLifeCycle(memory, application, (byte)(state ^ LifeCycles.LockedBit)) ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    // All of them or none; those that are locked, or not, already stay as they are.
    private static StatusWord LockHierarchy(CardState state, scoped in Performer performer, NvAddress domain, bool locks)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!SecurityDomains.IsSecurityDomain(memory, domain))
        {
            return StatusWord.IncorrectData;
        }

        if (!MayLock(performer, domain, locks))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        using Transaction transaction = memory.Journal.Begin();
        int container = ApplicationRegistry.ContainerOf(memory, domain);
        for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull; application = new ApplicationEntry(memory, application).Next)
        {
            byte old = new ApplicationEntry(memory, application).LifeCycle;
            byte next = (byte)(locks ? old | LifeCycles.LockedBit : old & ~LifeCycles.LockedBit);
            if (old != next && CanBeLocked(memory, application) && SecurityDomains.IsWithin(memory, application, domain)
                && !EntryWrites.TrySetLifeCycle(memory, application, next))
            {
                return StatusWord.MemoryProblem;
            }
        }

        return transaction.Commit() ? StatusWord.Success : StatusWord.MemoryProblem;
    }

    private static bool CanBeLocked(NonVolatileMemory memory, NvAddress application) =>
        (new ApplicationEntry(memory, application).Privileges & Privileges.FinalApplication) == 0 && application != SecurityDomains.Issuer(memory);

    // A domain locks itself, but does not unlock itself.
    private static bool MayLock(scoped in Performer performer, NvAddress application, bool locks) =>
        performer.Has(Privileges.GlobalLock) || (performer.Covers(application) && (locks || application != performer.Domain));
}
