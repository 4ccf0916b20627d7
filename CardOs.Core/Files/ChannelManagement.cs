using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>MANAGE CHANNEL with what it has to do with files: where a channel starts, and what is satisfied there. TS 102 221 11.1.17.</summary>
/// <remarks>A channel that is opened from one other than the basic one starts where that one stands, unless its directory or application is not shareable.</remarks>
internal static class ChannelManagement
{
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = LogicalChannels.ManageChannel(state, command, FileSystem.MasterFile(state), MayInherit(state), ref reply);
        if (status == StatusWord.Success)
        {
            PinStatus.Refresh(state);
        }

        return status;
    }

    private static bool MayInherit(CardState state)
    {
        LogicalChannel origin = LogicalChannel.Current(state.Working);
        return IsShareable(state.NonVolatile, origin.Directory) && IsShareable(state.NonVolatile, origin.ApplicationFile);
    }

    private static bool IsShareable(NonVolatileMemory memory, NvAddress file) => file.IsNull || new FileHeader(memory, file).Descriptor.IsShareable;
}
