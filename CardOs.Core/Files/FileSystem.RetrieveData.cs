using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>RETRIEVE DATA: TS 102 221 11.3.1.</summary>
internal static partial class FileSystem
{
    // P2: b8 b7 the block, b6 0, b5-b1 the short identifier, on the first block only. TS 102 221 table 11.34.
    private const int BlockShift = 6;
    private const int NextBlock = 0;
    private const int PreviousBlock = 1;
    private const int FirstBlock = 2;
    private const byte ReservedBlockBit = 0b0010_0000;

    // What a command without Le is answered at once.
    private const int UsualBlockLength = 256;

    private static StatusWord RetrieveData(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        bool isFirst = command.P2 >> BlockShift == FirstBlock;
        StatusWord status = FindObjectFile(state, channel, command, isFirst != command.Data.IsEmpty, AccessMode.Read, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        uint tag = channel.TransferTag;
        int start = 0;
        if (isFirst)
        {
            if (!FileObjects.TryReadHeader(command.Data, out BerTag named, out int length, out _)
                || length >= 0
                || (named.Value != FileObjects.TagList && !FileObjects.IsTag(named)))
            {
                return StatusWord.IncorrectData;
            }

            tag = named.Value;
        }
        else
        {
            if (channel.Transfer != TransferKind.Retrieve)
            {
                return StatusWord.ConditionsOfUseNotSatisfied;
            }

            start = channel.TransferPosition - (command.P2 >> BlockShift == PreviousBlock ? channel.TransferPrevious : 0);
        }

        return Retrieve(state, channel, command, tag, start, ref reply);
    }

    private static StatusWord Retrieve(CardState state, LogicalChannel channel, scoped CommandApdu command, uint tag, int start, ref ResponseWriter reply)
    {
        int total = FileObjects.LengthOf(state.NonVolatile, channel.File, tag);
        if (total == 0)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        // The last block was the last: its retransmission is all that can follow.
        int available = total - start;
        if (available == 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int expected = command.ExpectedLength == 0 ? UsualBlockLength : command.ExpectedLength;
        if (expected > available && available < MaxExactLength && command.ExpectedLength != 0 && !IsGreatest(command))
        {
            return StatusWords.ExactLength(available);
        }

        int length = Math.Min(Math.Min(expected, available), Math.Min(reply.Room, ushort.MaxValue));
        reply.TryReserve(length, out Span<byte> block);
        FileObjects.Copy(state.NonVolatile, channel.File, tag, start, block);
        if (channel.Transfer == TransferKind.Set)
        {
            DataTransfers.End(state, channel);
        }

        channel.Transfer = TransferKind.Retrieve;
        channel.TransferFile = channel.File;
        channel.TransferTag = tag;
        channel.TransferPosition = start + length;
        channel.TransferPrevious = length;
        return start + length < total ? StatusWord.MoreDataAvailable : StatusWord.Success;
    }

    // Parameters, then lengths, then the file: TS 102 221 10.2.1.
    private static StatusWord FindObjectFile(
        CardState state, LogicalChannel channel, scoped CommandApdu command, bool hasRightLengths, AccessMode mode, out NvAddress file)
    {
        file = NvAddress.Null;
        int block = command.P2 >> BlockShift;
        int shortIdentifier = command.P2 & ShortIdentifierMask;
        if (command.P1 != 0
            || block > FirstBlock
            || (command.P2 & ReservedBlockBit) != 0
            || shortIdentifier == ShortIdentifierMask
            || (block != FirstBlock && shortIdentifier != 0))
        {
            return StatusWord.IncorrectParameters;
        }

        if (!hasRightLengths)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = FindFile(state, channel, shortIdentifier, out file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var header = new FileHeader(state.NonVolatile, file);
        return header.Descriptor.IsBerTlv ? CheckAccess(state, channel, header, mode) : StatusWord.IncompatibleWithFileStructure;
    }
}
