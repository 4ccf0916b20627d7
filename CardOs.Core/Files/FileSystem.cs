using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The front door of the file system: the commands of TS 102 221 11.1 on files.</summary>
internal static partial class FileSystem
{
    private const byte ShortIdentifierFlag = 0b1000_0000;
    internal const byte ShortIdentifierMask = 0b0001_1111;

    /// <summary>Executes one command on the channel in progress.</summary>
    /// <param name="state">The card.</param>
    /// <param name="command">SELECT, STATUS, or a command on the contents of an EF.</param>
    /// <param name="reply">Takes the response data.</param>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress file = channel.File;
        int record = channel.Record;
        StatusWord status = (Instruction)command.Ins switch
        {
            Instruction.Select => Select(state, channel, command, ref reply),
            Instruction.ReadBinary => ReadBinary(state, channel, command, ref reply),
            Instruction.UpdateBinary => UpdateBinary(state, channel, command),
            Instruction.ReadRecord => ReadRecord(state, channel, command, ref reply),
            Instruction.UpdateRecord => UpdateRecord(state, channel, command),
            Instruction.SearchRecord => SearchRecord(state, channel, command, ref reply),
            Instruction.Increase => Increase(state, channel, command, ref reply),
            Instruction.RetrieveData => RetrieveData(state, channel, command, ref reply),
            Instruction.SetData => SetData(state, channel, command),
            Instruction.Status => Status(state, channel, command, ref reply),
            _ => StatusWord.InstructionNotSupported,
        };
        if (status.IsError && (Instruction)command.Ins != Instruction.Select)
        {
            // A short identifier counts, and the record pointer moves, when the command succeeds: TS 102 221 11.1.5.1, ISO 7816-4 7.3.1.
            channel.File = file;
            channel.Record = record;
        }

        DataTransfers.EndIfElsewhere(state, channel);
        return status;
    }

    /// <summary>The master file of the activated container.</summary>
    public static NvAddress MasterFile(CardState state) =>
        state.NonVolatile.ReadAddress(NonVolatileMap.RootOf(state.ActiveContainer) + NonVolatileMap.Root.MasterFile);

    // The EF that a command addresses: by short identifier, which makes it current, or the current one.
    private static StatusWord FindFile(CardState state, LogicalChannel channel, int shortIdentifier, out NvAddress file)
    {
        if (shortIdentifier == 0)
        {
            file = channel.File;
            return file.IsNull ? StatusWord.NoCurrentElementaryFile : StatusWord.Success;
        }

        file = FindByShortIdentifier(state, channel.Directory, shortIdentifier);
        if (file.IsNull)
        {
            return StatusWord.FileNotFound;
        }

        if (!FileUse.MaySelect(state, channel, new FileHeader(state.NonVolatile, file)))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        channel.File = file;
        channel.Record = 0;
        return StatusWord.Success;
    }

    /// <summary>The access condition, then the life cycle.</summary>
    internal static StatusWord CheckAccess(CardState state, LogicalChannel channel, scoped FileHeader file, AccessMode mode) =>
        AccessControl.IsAllowed(state, channel, file, mode)
            ? FileLifeCycle.CheckUse(state.NonVolatile, file, mode)
            : StatusWord.SecurityStatusNotSatisfied;

    internal static NvAddress FindByShortIdentifier(CardState state, NvAddress directory, int shortIdentifier)
    {
        NvAddress found = state.FileIndex.FindShort(directory, shortIdentifier);
        return !found.IsNull || state.FileIndex.IsComplete ? found : FileTree.FindShort(state.NonVolatile, directory, shortIdentifier);
    }

    /// <summary>The child of a directory with this identifier, or null.</summary>
    internal static NvAddress FindChild(CardState state, NvAddress directory, ushort fid)
    {
        NvAddress found = state.FileIndex.Find(directory, fid);
        return !found.IsNull || state.FileIndex.IsComplete ? found : FileTree.Find(state.NonVolatile, directory, fid);
    }

    /// <summary>The key reference of the application PIN that a directory's FCP names, 01 to 08, or 0.</summary>
    internal static byte ApplicationPin(NonVolatileMemory memory, NvAddress directory)
    {
        foreach (byte reference in memory.Read(directory + FileHeader.PinReferencesOffset, FileHeader.MaxPinReferences))
        {
            if (reference is >= 0x01 and <= 0x08)
            {
                return reference;
            }
        }

        return 0;
    }
}
