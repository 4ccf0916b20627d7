using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>What is selected on a channel without a SELECT: GlobalPlatform 2.3.1 6.4.1.</summary>
/// <remarks>
/// The application that was given the channel; on the basic one else the holder of Card Reset. While the issuer's domain has that, the master file is
/// selected as on any UICC. Of a locked card it is the final application or nothing, of a terminated one always the final application.
/// </remarks>
internal static class ImplicitSelection
{
    private const int Basic = 0;

    /// <summary>Selects on a channel that was reset, or opened from the basic one.</summary>
    public static void Apply(CardState state, int number)
    {
        NvAddress application = Find(state, number);
        if (application.IsNull)
        {
            return;
        }

        byte current = state.Working.Byte(WorkingMap.CurrentChannel);
        state.Working.Byte(WorkingMap.CurrentChannel) = (byte)number;
        if (SecurityDomains.IsSecurityDomain(state.NonVolatile, application) || AppletHost.AcceptsImplicitly(state, application))
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, number);
            channel.Application = application;
            channel.ApplicationFile = NvAddress.Null;
        }

        state.Working.Byte(WorkingMap.CurrentChannel) = current;
    }

    private static NvAddress Find(CardState state, int number)
    {
        byte card = CardLifeCycle.Of(state.NonVolatile);
        NvAddress final = card is LifeCycles.CardLocked or LifeCycles.Terminated ? SinglePrivileges.HolderOf(state, Privileges.FinalApplication) : NvAddress.Null;
        if (card == LifeCycles.Terminated)
        {
            return final;
        }

        NvAddress found = FindOnChannel(state, number);
        if (found.IsNull && number == Basic)
        {
            NvAddress holder = SinglePrivileges.HolderOf(state, Privileges.CardReset);
            found = holder == SecurityDomains.Issuer(state.NonVolatile) ? NvAddress.Null : holder;
        }

        bool isUsable = !found.IsNull && new ApplicationEntry(state.NonVolatile, found).IsSelectable && (card != LifeCycles.CardLocked || found == final);
        return isUsable ? found : NvAddress.Null;
    }

    private static NvAddress FindOnChannel(CardState state, int number)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress application = state.RuntimeView.Maps(container) ? ApplicationRegistry.First(state.NonVolatile, container) : NvAddress.Null;
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(state.NonVolatile, application);
                if (((entry.ImplicitChannels >> number) & 1) != 0)
                {
                    return application;
                }

                application = entry.Next;
            }
        }

        return NvAddress.Null;
    }
}
