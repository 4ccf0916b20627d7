using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>READ RECORD and UPDATE RECORD of linear fixed files: TS 102 221 11.1.5 and 11.1.6.</summary>
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

        var header = new FileHeader(state.NonVolatile, file);
        if (command.Data.Length != header.RecordLength)
        {
            return StatusWord.WrongLength;
        }

        status = CheckAccess(state, channel, header, AccessMode.Update);
        if (status != StatusWord.Success)
        {
            return status;
        }

        int current = channel.Record;
        status = FindRecord(channel, command, header, out int record);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (state.NonVolatile.Journal.TryWrite(RecordAddress(header, record), command.Data))
        {
            return StatusWord.Success;
        }

        channel.Record = current;
        return StatusWord.NotEnoughMemory;
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
        return status != StatusWord.Success || new FileHeader(state.NonVolatile, file).Descriptor.IsLinearFixed
            ? status
            : StatusWord.IncompatibleWithFileStructure;
    }

    // Next and previous move the record pointer, absolute addressing does not: TS 102 221 11.1.5.1.
    private static StatusWord FindRecord(LogicalChannel channel, scoped CommandApdu command, FileHeader file, out int record)
    {
        int current = channel.Record;
        int mode = command.P2 & RecordModeMask;
        record = mode switch
        {
            NextRecord => current + 1,
            PreviousRecord => current == 0 ? file.RecordCount : current - 1,
            _ => command.P1 == 0 ? current : command.P1,
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

    private static NvAddress RecordAddress(FileHeader file, int record) => file.Body + ((record - 1) * file.RecordLength);
}
