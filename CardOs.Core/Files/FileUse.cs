using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Which logical channels stand in a file: what is not shareable is current on one of them at most. TS 102 221 8.9, 11.1.1.4.3.</summary>
/// <remarks>
/// An EF is held by the channel whose current EF it is; a directory by those whose current directory it is; an ADF by those where its application is active
/// as well. The context of remote scripts counts as a channel while a script runs.
/// </remarks>
internal static class FileUse
{
    /// <summary>Whether a file can become current on a channel: it and, of an EF, its directory.</summary>
    public static bool MaySelect(CardState state, LogicalChannel channel, scoped FileHeader file) =>
        (file.Descriptor.IsShareable || !IsHeldElsewhere(state, channel, file.Address))
        && (file.Descriptor.IsDirectory
            || new FileHeader(state.NonVolatile, file.Parent).Descriptor.IsShareable
            || !IsHeldElsewhere(state, channel, file.Parent));

    /// <summary>Whether a file that is not shareable is current on another channel.</summary>
    public static bool IsLocked(CardState state, LogicalChannel channel, scoped FileHeader file) =>
        !file.Descriptor.IsShareable && IsHeldElsewhere(state, channel, file.Address);

    /// <summary>Brings the channels that stand in a file that is gone to its parent.</summary>
    /// <param name="state">The card.</param>
    /// <param name="deleted">The file's header, which is still there.</param>
    public static void Leave(CardState state, NvAddress deleted)
    {
        NvAddress parent = new FileHeader(state.NonVolatile, deleted).Parent;
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            if (!channel.IsOpen)
            {
                continue;
            }

            if (IsWithin(state.NonVolatile, channel.Directory, deleted))
            {
                channel.Directory = parent;
                LeaveFile(state, channel);
            }
            else if (channel.File == deleted)
            {
                LeaveFile(state, channel);
            }

            if (channel.ApplicationFile == deleted)
            {
                channel.ApplicationFile = NvAddress.Null;
                PinStatus.OnApplicationChange(state, channel);
            }
        }
    }

    /// <summary>Unsets the record pointers into a file whose records changed.</summary>
    public static void UnsetRecords(CardState state, NvAddress file)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            if (channel.IsOpen && channel.File == file)
            {
                channel.Record = 0;
            }
        }
    }

    private static void LeaveFile(CardState state, LogicalChannel channel)
    {
        DataTransfers.End(state, channel);
        channel.File = NvAddress.Null;
        channel.Record = 0;
    }

    private static bool IsHeldElsewhere(CardState state, LogicalChannel channel, NvAddress file)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel other = LogicalChannel.Of(state.Working, i);
            if (other.IsOpen && !other.Is(channel) && (other.File == file || other.Directory == file || other.ApplicationFile == file))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(NonVolatileMemory memory, NvAddress directory, NvAddress ancestor)
    {
        while (!directory.IsNull && directory != ancestor)
        {
            directory = new FileHeader(memory, directory).Parent;
        }

        return !directory.IsNull;
    }
}
