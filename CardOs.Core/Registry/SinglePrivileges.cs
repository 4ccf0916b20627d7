using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The privileges that one application of the card has at a time: Card Reset and Final Application. GlobalPlatform 2.3.1 6.6.2.</summary>
/// <remarks>
/// The issuer's domain has them first. It gives each of them away while it has it, and gets it back when the holder goes. They stay in the common container: what another
/// one has is not there while that is disabled.
/// </remarks>
internal static class SinglePrivileges
{
    public const Privileges All = Privileges.CardReset | Privileges.FinalApplication;

    /// <summary>Whether the issuer's domain has, and so can give away to an application of a container, what of them is wanted.</summary>
    public static bool CanTake(NonVolatileMemory memory, int container, Privileges wanted)
    {
        NvAddress issuer = SecurityDomains.Issuer(memory);
        Privileges single = wanted & All;
        return single == Privileges.None || (container == 0 && !issuer.IsNull && (new ApplicationEntry(memory, issuer).Privileges & single) == single);
    }

    /// <summary>Takes what of them is wanted from the issuer's domain, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TryTake(NonVolatileMemory memory, Privileges wanted)
    {
        NvAddress issuer = SecurityDomains.Issuer(memory);
        Privileges single = wanted & All;
        return single == Privileges.None || EntryWrites.TrySetPrivileges(memory, issuer, new ApplicationEntry(memory, issuer).Privileges & ~single);
    }

    /// <summary>Gives what of them an application has back to the issuer's domain, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TryReturn(NonVolatileMemory memory, NvAddress application) => TryReturn(memory, application, All);

    /// <summary>Gives some of them, as far as an application has them, back to the issuer's domain, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TryReturn(NonVolatileMemory memory, NvAddress application, Privileges which)
    {
        Privileges its = new ApplicationEntry(memory, application).Privileges;
        Privileges single = its & which & All;
        NvAddress issuer = SecurityDomains.Issuer(memory);
        return single == Privileges.None || issuer.IsNull || issuer == application
            || (EntryWrites.TrySetPrivileges(memory, application, its & ~single)
                && EntryWrites.TrySetPrivileges(memory, issuer, new ApplicationEntry(memory, issuer).Privileges | single));
    }

    /// <summary>Who has one of them; null on a card without security domains.</summary>
    public static NvAddress HolderOf(CardState state, Privileges single)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            if (!state.RuntimeView.Maps(container))
            {
                continue;
            }

            for (NvAddress application = ApplicationRegistry.First(state.NonVolatile, container); !application.IsNull;
                application = new ApplicationEntry(state.NonVolatile, application).Next)
            {
                if ((new ApplicationEntry(state.NonVolatile, application).Privileges & single) != 0)
                {
                    return application;
                }
            }
        }

        return NvAddress.Null;
    }
}
