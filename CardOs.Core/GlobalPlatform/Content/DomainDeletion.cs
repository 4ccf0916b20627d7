using CardOs.Apdu;
using CardOs.Channels;
using CardOs.JavaCard;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>A security domain goes, with its keys and data: GlobalPlatform 2.3.1 9.5.</summary>
internal static class DomainDeletion
{
    /// <summary>Deletes a domain that nothing belongs to any more and that is selected nowhere; the issuer's stays.</summary>
    public static StatusWord Delete(CardState state, NvAddress domain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (domain == SecurityDomains.Issuer(memory) || IsSelected(state, domain) || HasContent(state, domain))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int container = ApplicationRegistry.ContainerOf(memory, domain);
        byte number = new SecurityDomainPart(memory, domain).Number;
        using (Transaction transaction = memory.Journal.Begin())
        {
            if (!TryRemoveKeySets(memory, container, number) || !TryRemoveKeys(memory, container, number) || !ApplicationRegistry.TryRemove(memory, domain) || !transaction.Commit())
            {
                return StatusWord.MemoryProblem;
            }
        }

        state.KeyCache.Fill(state, mayAllocate: false);
        return StatusWord.Success;
    }

    // A domain that was extradited to itself belongs to nobody else.
    private static bool HasContent(CardState state, NvAddress domain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        int container = ApplicationRegistry.ContainerOf(memory, domain);
        for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull; application = new ApplicationEntry(memory, application).Next)
        {
            if (application != domain && SecurityDomains.Above(memory, application) == domain)
            {
                return true;
            }
        }

        byte number = new SecurityDomainPart(memory, domain).Number;
        NvAddress head = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Packages;
        for (NvAddress package = memory.ReadAddress(head); !package.IsNull; package = memory.ReadAddress(package))
        {
            if (new LoadedPackage(memory, package).Domain == number)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSelected(CardState state, NvAddress domain)
    {
        for (int channel = 0; channel <= WorkingMap.ScriptChannel; channel++)
        {
            if (LogicalChannel.Of(state.Working, channel).Application == domain)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryRemoveKeySets(NonVolatileMemory memory, int container, byte number)
    {
        NvAddress head = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.KeySets;
        NvAddress set = memory.ReadAddress(head);
        while (!set.IsNull)
        {
            NvAddress next = KeySets.Next(memory, set);
            if (new KeySet(memory, set).Domain == number && !RecordList.TryRemove(memory, head, set))
            {
                return false;
            }

            set = next;
        }

        return true;
    }

    private static bool TryRemoveKeys(NonVolatileMemory memory, int container, byte number)
    {
        NvAddress key = DomainKeys.First(memory, container);
        while (!key.IsNull)
        {
            NvAddress next = DomainKeys.Next(memory, key);
            if (new DomainKey(memory, key).Domain == number && !DomainKeys.TryRemove(memory, container, key))
            {
                return false;
            }

            key = next;
        }

        return true;
    }
}
