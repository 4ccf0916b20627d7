using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>SEARCH RECORD: TS 102 221 11.1.7.</summary>
/// <remarks>
/// A search runs to the last or first record, in cyclic files as well: it does not go around. Its first hit becomes the current record.
/// </remarks>
internal static partial class FileSystem
{
    private const int SearchForward = 4;
    private const int SearchBackward = 5;
    private const int SearchEnhanced = 6;
    private const int SearchForwardFromNext = 6;
    private const int SearchBackwardFromPrevious = 7;
    private const int SearchIndicationLength = 2;
    private const byte SearchFromValue = 0b0000_1000;
    private const byte ReservedIndicationBits = 0b1111_0000;

    // Simple: the pattern. Enhanced, in front of it:
    //   b8-b5 0 | b4 0: byte 2 is an offset, 1: a value | b3-b1 4 forward, 5 backward from P1, 6 forward from the next, 7 backward from the previous record
    //   byte 2: matching starts at the offset, or behind the first occurrence of the value
    private static StatusWord SearchRecord(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        int mode = command.P2 & RecordModeMask;
        int shortIdentifier = command.P2 >> 3;
        if (mode is not (SearchForward or SearchBackward or SearchEnhanced) || shortIdentifier == ShortIdentifierMask)
        {
            return StatusWord.IncorrectParameters;
        }

        bool isEnhanced = mode == SearchEnhanced;
        if (command.Data.Length <= (isEnhanced ? SearchIndicationLength : 0))
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = FindFile(state, channel, shortIdentifier, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var header = new FileHeader(state.NonVolatile, file);
        status = header.Descriptor.HasRecords ? CheckAccess(state, channel, header, AccessMode.Read) : StatusWord.IncompatibleWithFileStructure;
        if (status != StatusWord.Success)
        {
            return status;
        }

        int indication = isEnhanced ? command.Data[0] : mode;
        if ((indication & ReservedIndicationBits) != 0 || (indication & RecordModeMask) < SearchForward)
        {
            return StatusWord.IncorrectData;
        }

        bool isFromValue = (indication & SearchFromValue) != 0;
        int offset = isEnhanced ? command.Data[1] : 0;
        ReadOnlySpan<byte> pattern = isEnhanced ? command.Data.Slice(SearchIndicationLength) : command.Data;
        if (pattern.Length + (isFromValue ? 0 : offset) > header.RecordLength)
        {
            return StatusWord.WrongLength;
        }

        int record = StartOfSearch(channel, header, indication & RecordModeMask, command.P1);
        if (record < 1 || record > header.RecordCount)
        {
            return StatusWord.RecordNotFound;
        }

        int step = (indication & 1) == 0 ? 1 : -1;
        int start = reply.Length;
        for (; record >= 1 && record <= header.RecordCount; record += step)
        {
            if (Matches(state.NonVolatile.Read(RecordAddress(header, record), header.RecordLength), pattern, offset, isFromValue))
            {
                channel.Record = reply.Length == start ? record : channel.Record;
                reply.TryWrite((byte)record);
            }
        }

        return reply.Length == start ? StatusWord.EndOfFileReached : StatusWord.Success;
    }

    private static int StartOfSearch(LogicalChannel channel, scoped FileHeader file, int mode, int number) => mode switch
    {
        SearchForwardFromNext => NextOf(channel, file),
        SearchBackwardFromPrevious => PreviousOf(channel, file),
        _ => number == 0 ? CurrentOf(channel, file) : number,
    };

    private static bool Matches(ReadOnlySpan<byte> record, ReadOnlySpan<byte> pattern, int offset, bool isFromValue)
    {
        if (!isFromValue)
        {
            return record.Slice(offset).IndexOf(pattern) >= 0;
        }

        int found = record.IndexOf((byte)offset);
        return found >= 0 && record.Slice(found + 1).IndexOf(pattern) >= 0;
    }
}
