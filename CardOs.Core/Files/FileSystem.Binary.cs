using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>READ BINARY and UPDATE BINARY: TS 102 221 11.1.3 and 11.1.4.</summary>
internal static partial class FileSystem
{
    private static StatusWord ReadBinary(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = FindTransparent(state, channel, command, out FileHeader header, out int offset);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        if (!IsAllowed(channel, header, AccessMode.Read))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        int available = header.Size - offset;
        if (available < 0)
        {
            return StatusWord.WrongParameters;
        }

        int length = command.ExpectedLength;
        if (length > available)
        {
            // The greatest Le asks for what there is; any other number is the terminal's mistake, and is told the right one.
            if (!IsGreatest(command))
            {
                return StatusWords.ExactLength(available);
            }

            length = available;
        }

        // What the terminal gave no room for is read with a further offset.
        length = length > reply.Room ? reply.Room : length;
        reply.TryWrite(state.NonVolatile.Read(header.Body + offset, length));
        return StatusWord.Success;
    }

    private static StatusWord UpdateBinary(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        StatusWord status = FindTransparent(state, channel, command, out FileHeader header, out int offset);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (command.Data.IsEmpty || command.ExpectedLength != 0)
        {
            return StatusWord.WrongLength;
        }

        if (!IsAllowed(channel, header, AccessMode.Update))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        if (offset > header.Size)
        {
            return StatusWord.WrongParameters;
        }

        if (offset + command.Data.Length > header.Size)
        {
            return StatusWord.WrongLength;
        }

        return state.NonVolatile.Journal.TryWrite(header.Body + offset, command.Data) ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    private static StatusWord FindTransparent(
        CardState state, LogicalChannel channel, scoped CommandApdu command, out FileHeader header, out int offset)
    {
        offset = command.Parameters;
        NvAddress file = channel.File;
        StatusWord status = file.IsNull ? StatusWord.NoCurrentElementaryFile : StatusWord.Success;
        if ((command.P1 & ShortIdentifierFlag) != 0)
        {
            offset = command.P2;
            status = FindByShortIdentifier(state, channel, command.P1, out file);
        }

        if (status != StatusWord.Success)
        {
            header = default;
            return status;
        }

        header = new FileHeader(state.NonVolatile, file);
        return header.Descriptor.IsTransparent ? StatusWord.Success : StatusWord.IncompatibleWithFileStructure;
    }

    private static StatusWord FindByShortIdentifier(CardState state, LogicalChannel channel, byte p1, out NvAddress file)
    {
        int shortIdentifier = p1 & ShortIdentifierMask;
        file = NvAddress.Null;
        return shortIdentifier is 0 or ShortIdentifierMask || (p1 & ~(ShortIdentifierFlag | ShortIdentifierMask)) != 0
            ? StatusWord.IncorrectParameters
            : FindFile(state, channel, shortIdentifier, out file);
    }

    private static bool IsGreatest(scoped CommandApdu command) => command.ExpectedLength == (command.IsExtended ? 65536 : 256);
}
