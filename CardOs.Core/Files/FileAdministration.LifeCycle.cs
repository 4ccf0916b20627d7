using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>ACTIVATE, DEACTIVATE, TERMINATE: TS 102 221 11.1.14, 11.1.15, TS 102 222 6.7 to 6.9.</summary>
internal static partial class FileAdministration
{
    private const byte ByFid = 0x00;
    private const byte ByPathFromMasterFile = 0x08;
    private const byte ByPathFromCurrent = 0x09;

    private static StatusWord ChangeState(CardState state, LogicalChannel channel, scoped CommandApdu command, AccessMode mode)
    {
        StatusWord status = FindAddressed(state, channel, command, out NvAddress address);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var file = new FileHeader(state.NonVolatile, address);
        if (!AccessControl.IsAllowed(state, channel, file, mode))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        if (file.IsTerminated)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool activates = mode == AccessMode.Activate;
        bool isThere = activates ? file.IsActivated && file.LifeCycle >= FileLifeCycle.Activated : file.IsDeactivated;
        return isThere ? StatusWord.Success : Enter(state, channel, file, activates ? FileLifeCycle.Activated : FileLifeCycle.Deactivated);
    }

    private static StatusWord FindAddressed(CardState state, LogicalChannel channel, scoped CommandApdu command, out NvAddress file)
    {
        file = NvAddress.Null;
        if (command.P2 != 0 || command.P1 is not (ByFid or ByPathFromMasterFile or ByPathFromCurrent))
        {
            return StatusWord.IncorrectParameters;
        }

        // Without data P3 = 00 is all that T=0 has; with data there is no Le.
        if (command.Data.IsEmpty && command.P1 == ByFid)
        {
            file = channel.File.IsNull ? channel.Directory : channel.File;
            return StatusWord.Success;
        }

        int length = command.Data.Length;
        if (command.ExpectedLength != 0 || length == 0 || (command.P1 == ByFid ? length != FidLength : length % FidLength != 0))
        {
            return StatusWord.WrongLength;
        }

        file = command.P1 switch
        {
            ByFid => FileSystem.FindReachable(state, channel, BinaryPrimitives.ReadUInt16BigEndian(command.Data)),
            ByPathFromMasterFile => FileSystem.FindByPath(state, channel, FileSystem.MasterFile(state), command.Data),
            _ => FileSystem.FindByPath(state, channel, channel.Directory, command.Data),
        };
        return file.IsNull ? StatusWord.FileNotFound : StatusWord.Success;
    }

    private static StatusWord Terminate(CardState state, LogicalChannel channel, scoped CommandApdu command, bool isDirectory)
    {
        StatusWord status = FindByFid(state, channel, command, out NvAddress address);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var file = new FileHeader(state.NonVolatile, address);
        if (file.Descriptor.IsDirectory != isDirectory)
        {
            return StatusWord.IncompatibleWithFileStructure;
        }

        if (!AccessControl.IsAllowed(state, channel, file, AccessMode.Terminate))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        // The master file ends with the card: TERMINATE CARD USAGE.
        if (file.Parent.IsNull && file.Fid == FileSystem.MasterFileFid)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return file.IsTerminated ? StatusWord.Success : Enter(state, channel, file, FileLifeCycle.Terminated);
    }

    private static StatusWord TerminateCard(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        NvAddress masterFile = FileSystem.MasterFile(state);
        var file = new FileHeader(state.NonVolatile, masterFile);
        if (!AccessControl.IsAllowed(state, channel, file, AccessMode.Terminate))
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        StatusWord status = Enter(state, channel, file, FileLifeCycle.Terminated);
        if (status == StatusWord.Success)
        {
            FileSystem.SetCurrent(state, channel, masterFile);
        }

        return status;
    }

    // One byte: a power cut leaves the old state or the new one. A file of access rules counts only while it is activated.
    private static StatusWord Enter(CardState state, LogicalChannel channel, scoped FileHeader file, byte lifeCycle)
    {
        if (FileUse.IsLocked(state, channel, file))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        state.NonVolatile.WriteByte(file.Address + FileHeader.LifeCycleOffset, lifeCycle);
        state.AccessRuleCache.Forget(file.Address);
        return StatusWord.Success;
    }
}
