using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>Data objects of BER-TLV files in transfer, one for each channel: how they end before their time. TS 102 221 11.3.</summary>
/// <remarks>An object that is being set lies in a reserved block until it is whole; its end frees the block.</remarks>
internal static class DataTransfers
{
    /// <summary>Ends the channel's transfer, if there is one.</summary>
    public static void End(CardState state, LogicalChannel channel)
    {
        if (channel.Transfer == TransferKind.Set)
        {
            state.NonVolatile.Allocator.TryFree(channel.TransferObject);
        }

        channel.Transfer = TransferKind.None;
        channel.TransferObject = NvAddress.Null;
    }

    /// <summary>Ends the channel's transfer unless its file is still the current one.</summary>
    public static void EndIfElsewhere(CardState state, LogicalChannel channel)
    {
        if (channel.Transfer != TransferKind.None && channel.TransferFile != channel.File)
        {
            End(state, channel);
        }
    }

    /// <summary>Ends all transfers from and to a file: it goes away, or loses its objects.</summary>
    public static void EndAll(CardState state, NvAddress file)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            if (channel.Transfer != TransferKind.None && channel.TransferFile == file)
            {
                End(state, channel);
            }
        }
    }

    /// <summary>Ends the transfers that read an object which was changed: what is left of it belongs to another value.</summary>
    /// <param name="state">The card.</param>
    /// <param name="file">The file.</param>
    /// <param name="tag">The object's tag.</param>
    /// <param name="list">The tag of the list of all tags.</param>
    public static void EndReads(CardState state, NvAddress file, uint tag, uint list)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            if (channel.Transfer == TransferKind.Retrieve && channel.TransferFile == file && (channel.TransferTag == tag || channel.TransferTag == list))
            {
                End(state, channel);
            }
        }
    }
}
