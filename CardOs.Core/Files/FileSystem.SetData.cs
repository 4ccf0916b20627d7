using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>SET DATA: TS 102 221 11.3.2.</summary>
/// <remarks>
/// An object that comes whole in one command replaces the old one, or a power cut leaves that. One that comes in blocks takes the old one
/// away with its first block, and is there with its last: a transfer that ends before leaves no object. A block sent again has the form of
/// the one that it replaces: of the first one, with tag and length.
/// </remarks>
internal static partial class FileSystem
{
    private static StatusWord SetData(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        bool hasRightLengths = !command.Data.IsEmpty && command.ExpectedLength == 0;
        StatusWord status = FindObjectFile(state, channel, command, hasRightLengths, AccessMode.Update, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        int block = command.P2 >> BlockShift;
        if (block != FirstBlock && channel.Transfer != TransferKind.Set)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool isFirstAgain = block == PreviousBlock && channel.TransferIsAtFirst;
        if (block != FirstBlock && !isFirstAgain)
        {
            return SetMore(state, channel, command.Data, isAgain: block == PreviousBlock);
        }

        if (!FileObjects.TryReadHeader(command.Data, out BerTag tag, out int length, out ReadOnlySpan<byte> part)
            || !FileObjects.IsTag(tag)
            || (length >= 0 && part.Length > length)
            || (isFirstAgain && tag.Value != channel.TransferTag))
        {
            return StatusWord.IncorrectData;
        }

        return length < 0 ? RemoveObject(state, channel, tag.Value, isFirstAgain) : SetFirst(state, channel, tag.Value, length, part);
    }

    private static StatusWord SetFirst(CardState state, LogicalChannel channel, uint tag, int length, ReadOnlySpan<byte> part)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress file = channel.File;
        if (!FileObjects.Fits(memory, new FileHeader(memory, file), tag, length))
        {
            return StatusWord.NotEnoughMemory;
        }

        DataTransfers.End(state, channel);
        int container = memory.Allocator.ContainerOf(file);
        NvAddress head = FileObjects.HeadOf(file);
        if (part.Length == length)
        {
            if (!ObjectList.TryPut(memory, container, head, tag, part, owner: 0))
            {
                return StatusWord.NotEnoughMemory;
            }

            DataTransfers.EndReads(state, file, tag, FileObjects.TagList);
            return StatusWord.Success;
        }

        NvAddress reserved = ObjectList.Reserve(memory, container, head, tag, length, owner: 0);
        if (reserved.IsNull)
        {
            return StatusWord.NotEnoughMemory;
        }

        memory.Write(reserved + ObjectList.HeaderLength, part);
        DataTransfers.EndReads(state, file, tag, FileObjects.TagList);
        channel.Transfer = TransferKind.Set;
        channel.TransferFile = file;
        channel.TransferObject = reserved;
        channel.TransferTag = tag;
        channel.TransferLength = length;
        channel.TransferPosition = part.Length;
        channel.TransferIsAtFirst = true;
        return StatusWord.MoreDataExpected;
    }

    private static StatusWord SetMore(CardState state, LogicalChannel channel, ReadOnlySpan<byte> part, bool isAgain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        int position = channel.TransferPosition - (isAgain ? channel.TransferPrevious : 0);
        if (part.Length > channel.TransferLength - position)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress added = channel.TransferObject;
        memory.Write(added + (ObjectList.HeaderLength + position), part);
        channel.TransferPosition = position + part.Length;
        channel.TransferPrevious = part.Length;
        channel.TransferIsAtFirst = false;
        if (channel.TransferPosition < channel.TransferLength)
        {
            return StatusWord.MoreDataExpected;
        }

        // Another channel may have filled the file meanwhile.
        uint tag = channel.TransferTag;
        NvAddress file = channel.File;
        if (!FileObjects.Fits(memory, new FileHeader(memory, file), tag, channel.TransferLength)
            || !ObjectList.TryPublish(memory, FileObjects.HeadOf(file), added))
        {
            DataTransfers.End(state, channel);
            return StatusWord.NotEnoughMemory;
        }

        channel.Transfer = TransferKind.None;
        DataTransfers.EndReads(state, file, tag, FileObjects.TagList);
        return StatusWord.Success;
    }

    // The first block sent again as a tag alone takes back what it began.
    private static StatusWord RemoveObject(CardState state, LogicalChannel channel, uint tag, bool isFirstAgain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress head = FileObjects.HeadOf(channel.File);
        if (!isFirstAgain && ObjectList.Find(memory, head, tag).IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        DataTransfers.End(state, channel);
        if (!ObjectList.TryRemove(memory, head, tag))
        {
            return StatusWord.NotEnoughMemory;
        }

        DataTransfers.EndReads(state, channel.File, tag, FileObjects.TagList);
        return StatusWord.Success;
    }
}
