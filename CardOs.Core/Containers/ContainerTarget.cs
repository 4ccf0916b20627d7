using CardOs.Channels;
using CardOs.Registry;

namespace CardOs.Containers;

/// <summary>For which container a channel's commands of administration are: loading, installation, deletion, keys.</summary>
/// <remarks>One byte of the channel, in working memory: a reset, the end of the channel and every selection of an application on it end it.</remarks>
internal static class ContainerTarget
{
    /// <summary>The container that was named on the channel in progress; else the one that its selected application lives in, else the activated one.</summary>
    public static int Of(CardState state)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        return channel.Target != ContainerList.None ? channel.Target
            : channel.Application.IsNull ? state.ActiveContainer
            : ApplicationRegistry.ContainerOf(state.NonVolatile, channel.Application);
    }

    /// <summary>Names the container for the channel in progress; none goes back to where the selected application lives.</summary>
    /// <returns>False when there is no such container.</returns>
    public static bool TrySet(CardState state, int container)
    {
        if (container != ContainerList.None && !ContainerList.Exists(state.NonVolatile, container))
        {
            return false;
        }

        LogicalChannel channel = LogicalChannel.Current(state.Working);
        channel.Target = container;
        return true;
    }
}
