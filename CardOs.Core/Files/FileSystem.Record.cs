using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>READ RECORD and UPDATE RECORD of linear fixed and cyclic files: TS 102 221 11.1.5 and 11.1.6.</summary>
/// <remarks>
/// A cyclic file is a ring in its body. Record 1 is the one written last, the last record the oldest; a new one takes the place of that:
/// <code>
/// body   | 1 | 2 | 3 | 4 |    newest = 0
///        | 2 | 3 | 4 | 1 |    newest = 3, behind one update
/// </code>
/// The record pointer of a cyclic file that was just selected stands at record 1 for "current", and is not set for "next" and "previous",
/// which give the first and the last record: the test drivers of TS 102 268 have it so.
/// </remarks>
internal static partial class FileSystem
{
    private const byte RecordModeMask = 0b0000_0111;
    private const int NextRecord = 2;
    private const int PreviousRecord = 3;
    private const int AbsoluteRecord = 4;

    /// <summary>A record of a file below the master file, for the card's own use; empty when there is none.</summary>
    public static ReadOnlySpan<byte> ReadRecord(CardState state, ushort directory, ushort fid, int record)
    {
        NvAddress parent = FindChild(state, MasterFile(state), directory);
        NvAddress file = parent.IsNull ? parent : FindChild(state, parent, fid);
        if (file.IsNull)
        {
            return default;
        }

        var header = new FileHeader(state.NonVolatile, file);
        return record >= 1 && record <= header.RecordCount ? state.NonVolatile.Read(RecordAddress(header, record), header.RecordLength) : default;
    }

    private static StatusWord ReadRecord(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        bool hasRightLengths = command.Data.IsEmpty && command.ExpectedLength != 0;
        StatusWord status = FindRecordFile(state, channel, command, hasRightLengths, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var header = new FileHeader(state.NonVolatile, file);
        status = CheckAccess(state, channel, header, AccessMode.Read);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (command.ExpectedLength != header.RecordLength && !IsGreatest(command))
        {
            return StatusWords.ExactLength(header.RecordLength);
        }

        status = FindRecord(channel, command, header, out int record);
        if (status != StatusWord.Success)
        {
            return status;
        }

        return reply.TryWrite(state.NonVolatile.Read(RecordAddress(header, record), header.RecordLength))
            ? StatusWord.Success
            : StatusWord.WrongLength;
    }

    private static StatusWord UpdateRecord(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        bool hasRightLengths = !command.Data.IsEmpty && command.ExpectedLength == 0;
        StatusWord status = FindRecordFile(state, channel, command, hasRightLengths, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        // The other modes exist, but not for this structure.
        var header = new FileHeader(state.NonVolatile, file);
        if (header.Descriptor.IsCyclic && (command.P2 & RecordModeMask) != PreviousRecord)
        {
            return StatusWord.IncompatibleWithFileStructure;
        }

        if (command.Data.Length != header.RecordLength)
        {
            return StatusWord.WrongLength;
        }

        status = CheckAccess(state, channel, header, AccessMode.Update);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (header.Descriptor.IsCyclic)
        {
            channel.Record = 1;
            return TryWriteNewest(state, header, command.Data) ? StatusWord.Success : StatusWord.NotEnoughMemory;
        }

        status = FindRecord(channel, command, header, out int record);
        if (status != StatusWord.Success)
        {
            return status;
        }

        // It may hold access rules.
        state.AccessRuleCache.Forget(file);
        return state.NonVolatile.Journal.TryWrite(RecordAddress(header, record), command.Data) ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    // The oldest record becomes the newest: both its bytes and which one it is change, or nothing.
    private static bool TryWriteNewest(CardState state, scoped FileHeader file, scoped ReadOnlySpan<byte> record)
    {
        Journal journal = state.NonVolatile.Journal;
        using Transaction transaction = journal.Begin();
        int newest = (file.Newest == 0 ? file.RecordCount : file.Newest) - 1;
        return journal.TryWrite(RecordAddress(file, file.RecordCount), record)
            && journal.TryWriteUInt16(file.Address + FileHeader.NewestOffset, (ushort)newest)
            && transaction.Commit();
    }

    // Parameters, then lengths, then the file: TS 102 221 10.2.1.
    private static StatusWord FindRecordFile(
        CardState state, LogicalChannel channel, scoped CommandApdu command, bool hasRightLengths, out NvAddress file)
    {
        file = NvAddress.Null;
        int mode = command.P2 & RecordModeMask;
        int shortIdentifier = command.P2 >> 3;
        if (mode is not (NextRecord or PreviousRecord or AbsoluteRecord)
            || shortIdentifier == ShortIdentifierMask
            || (mode != AbsoluteRecord && command.P1 != 0))
        {
            return StatusWord.IncorrectParameters;
        }

        if (!hasRightLengths)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = FindFile(state, channel, shortIdentifier, out file);
        return status != StatusWord.Success || new FileHeader(state.NonVolatile, file).Descriptor.HasRecords
            ? status
            : StatusWord.IncompatibleWithFileStructure;
    }

    // Next and previous move the record pointer, absolute addressing does not: TS 102 221 11.1.5.1.
    private static StatusWord FindRecord(LogicalChannel channel, scoped CommandApdu command, scoped FileHeader file, out int record)
    {
        int mode = command.P2 & RecordModeMask;
        record = mode switch
        {
            NextRecord => NextOf(channel, file),
            PreviousRecord => PreviousOf(channel, file),
            _ => command.P1 == 0 ? CurrentOf(channel, file) : command.P1,
        };
        if (record < 1 || record > file.RecordCount)
        {
            return StatusWord.RecordNotFound;
        }

        if (mode != AbsoluteRecord)
        {
            channel.Record = record;
        }

        return StatusWord.Success;
    }

    private static int CurrentOf(LogicalChannel channel, scoped FileHeader file) =>
        channel.Record == 0 && file.Descriptor.IsCyclic ? 1 : channel.Record;

    private static int NextOf(LogicalChannel channel, scoped FileHeader file) =>
        channel.Record == file.RecordCount && file.Descriptor.IsCyclic ? 1 : channel.Record + 1;

    private static int PreviousOf(LogicalChannel channel, scoped FileHeader file) =>
        channel.Record == 0 || (channel.Record == 1 && file.Descriptor.IsCyclic) ? file.RecordCount : channel.Record - 1;

    private static NvAddress RecordAddress(scoped FileHeader file, int record)
    {
        int index = file.Newest + record - 1;
        return file.Body + ((index < file.RecordCount ? index : index - file.RecordCount) * file.RecordLength);
    }
}
