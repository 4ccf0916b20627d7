using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>READ BINARY and UPDATE BINARY: TS 102 221 11.1.3 and 11.1.4.</summary>
internal static partial class FileSystem
{
    // 6C00 means 256, which a longer answer is no part of.
    private const int MaxExactLength = 256;

    private static StatusWord ReadBinary(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        bool hasRightLengths = command.Data.IsEmpty && command.ExpectedLength != 0;
        StatusWord status = FindTransparent(state, channel, command, hasRightLengths, out FileHeader header, out int offset);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = CheckAccess(state, channel, header, AccessMode.Read);
        if (status != StatusWord.Success)
        {
            return status;
        }

        int available = header.Size - offset;
        if (available <= 0)
        {
            return StatusWord.WrongParameters;
        }

        // The greatest Le asks for what there is; any other number is the terminal's mistake, and is told the right one, if 6Cxx can say it.
        bool isTooLong = command.ExpectedLength > available && !IsGreatest(command);
        if (isTooLong && available < MaxExactLength)
        {
            return StatusWords.ExactLength(available);
        }

        // What the terminal gave no room for is read with a further offset.
        int length = Math.Min(Math.Min(command.ExpectedLength, available), reply.Room);
        reply.TryWrite(state.NonVolatile.Read(header.Body + offset, length));
        return isTooLong ? StatusWord.EndOfFileReached : StatusWord.Success;
    }

    private static StatusWord UpdateBinary(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        bool hasRightLengths = !command.Data.IsEmpty && command.ExpectedLength == 0;
        StatusWord status = FindTransparent(state, channel, command, hasRightLengths, out FileHeader header, out int offset);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = CheckAccess(state, channel, header, AccessMode.Update);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (offset >= header.Size)
        {
            return StatusWord.WrongParameters;
        }

        if (offset + command.Data.Length > header.Size)
        {
            return StatusWord.WrongLength;
        }

        return state.NonVolatile.Journal.TryWrite(header.Body + offset, command.Data) ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    // Parameters, then lengths, then the file: TS 102 221 10.2.1.
    private static StatusWord FindTransparent(
        CardState state, LogicalChannel channel, scoped CommandApdu command, bool hasRightLengths, out FileHeader header, out int offset)
    {
        offset = command.Parameters;
        header = default;
        int shortIdentifier = 0;
        if ((command.P1 & ShortIdentifierFlag) != 0)
        {
            offset = command.P2;
            shortIdentifier = command.P1 & ShortIdentifierMask;
            if (shortIdentifier is 0 or ShortIdentifierMask || (command.P1 & ~(ShortIdentifierFlag | ShortIdentifierMask)) != 0)
            {
                return StatusWord.IncorrectParameters;
            }
        }

        if (!hasRightLengths)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = FindFile(state, channel, shortIdentifier, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        header = new FileHeader(state.NonVolatile, file);
        return header.Descriptor.IsTransparent ? StatusWord.Success : StatusWord.IncompatibleWithFileStructure;
    }

    private static bool IsGreatest(scoped CommandApdu command) => command.ExpectedLength == (command.IsExtended ? 65536 : 256);
}
