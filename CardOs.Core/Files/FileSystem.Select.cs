using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Files;

/// <summary>SELECT and STATUS: TS 102 221 11.1.1 and 11.1.2.</summary>
internal static partial class FileSystem
{
    public const ushort MasterFileFid = 0x3F00;
    public const ushort CurrentApplicationFid = 0x7FFF;

    private const byte SelectByFid = 0x00;
    private const byte SelectChildDirectory = 0x01;
    private const byte SelectParent = 0x03;
    private const byte SelectByName = 0x04;
    private const byte SelectPathFromMasterFile = 0x08;
    private const byte SelectPathFromCurrent = 0x09;

    private const byte ReturnFcp = 0x04;
    private const byte ReturnNothing = 0x0C;
    private const byte ReturnMask = 0b1001_1100;
    private const byte TerminationMask = 0b0100_0000;
    private const byte OccurrenceMask = 0b0000_0011;

    private static StatusWord Select(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        byte returned = (byte)(command.P2 & ReturnMask);
        bool isByName = command.P1 == SelectByName;
        if (returned is not (ReturnFcp or ReturnNothing) && !(isByName && returned == 0))
        {
            return StatusWord.IncorrectParameters;
        }

        int others = command.P2 & ~ReturnMask;
        if ((others & ~(isByName ? TerminationMask | OccurrenceMask : 0)) != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        StatusWord status = FindSelected(state, channel, command, out NvAddress found);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (isByName && (command.P2 & TerminationMask) != 0)
        {
            if (found != channel.ApplicationFile)
            {
                return StatusWord.ConditionsOfUseNotSatisfied;
            }

            // The session of an application whose file is terminated or deactivated ends as any other.
            channel.ApplicationFile = NvAddress.Null;
            PinStatus.OnApplicationChange(state, channel);
            SetCurrent(state, channel, MasterFile(state));
            return StatusWord.Success;
        }

        var header = new FileHeader(state.NonVolatile, found);
        if (!FileUse.MaySelect(state, channel, header))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (returned != ReturnNothing && !FileControlParameters.TryWrite(state, found, ref reply))
        {
            return StatusWord.TechnicalProblem;
        }

        SetCurrent(state, channel, found);
        return FileLifeCycle.OfSelection(header);
    }

    private static StatusWord FindSelected(CardState state, LogicalChannel channel, scoped CommandApdu command, out NvAddress found)
    {
        ReadOnlySpan<byte> data = command.Data;
        if (command.P1 != SelectByFid)
        {
            return FindOtherwise(state, channel, command, out found);
        }

        if (data.Length is not (0 or 2))
        {
            found = NvAddress.Null;
            return StatusWord.WrongLength;
        }

        found = data.IsEmpty ? MasterFile(state) : FindReachable(state, channel, BinaryPrimitives.ReadUInt16BigEndian(data));
        return found.IsNull ? StatusWord.FileNotFound : StatusWord.Success;
    }

    private static StatusWord FindOtherwise(CardState state, LogicalChannel channel, scoped CommandApdu command, out NvAddress found)
    {
        ReadOnlySpan<byte> data = command.Data;
        found = NvAddress.Null;
        switch (command.P1)
        {
            case SelectChildDirectory:
                if (data.Length != 2)
                {
                    return StatusWord.WrongLength;
                }

                found = FindChild(state, channel.Directory, BinaryPrimitives.ReadUInt16BigEndian(data));
                if (!found.IsNull && !new FileHeader(state.NonVolatile, found).Descriptor.IsDirectory)
                {
                    found = NvAddress.Null;
                }

                break;
            case SelectParent:
                if (!data.IsEmpty)
                {
                    return StatusWord.WrongLength;
                }

                found = new FileHeader(state.NonVolatile, channel.Directory).Parent;
                break;
            case SelectByName:
                if (data.Length > FileHeader.MaxAidLength)
                {
                    return StatusWord.WrongLength;
                }

                // Without a name it is the issuer security domain that is meant: GlobalPlatform 11.9.
                found = data.IsEmpty ? NvAddress.Null : FindByName(state, channel, data, (Occurrence)(command.P2 & OccurrenceMask));
                break;
            case SelectPathFromMasterFile:
            case SelectPathFromCurrent:
                if (data.IsEmpty || (data.Length & 1) != 0)
                {
                    return StatusWord.WrongLength;
                }

                found = FindByPath(state, channel, command.P1 == SelectPathFromMasterFile ? MasterFile(state) : channel.Directory, data);
                break;
            default:
                return StatusWord.IncorrectParameters;
        }

        return found.IsNull ? StatusWord.FileNotFound : StatusWord.Success;
    }

    // TS 102 221 8.4.2: children, the directory itself, its parent, its siblings, the master file, the current application.
    internal static NvAddress FindReachable(CardState state, LogicalChannel channel, ushort fid)
    {
        NvAddress directory = channel.Directory;
        NvAddress found = FindChild(state, directory, fid);
        if (!found.IsNull)
        {
            return found;
        }

        if (fid == MasterFileFid)
        {
            return MasterFile(state);
        }

        if (fid == CurrentApplicationFid)
        {
            return channel.ApplicationFile;
        }

        var header = new FileHeader(state.NonVolatile, directory);
        if (header.Fid == fid)
        {
            return directory;
        }

        if (header.Parent.IsNull)
        {
            return NvAddress.Null;
        }

        if (new FileHeader(state.NonVolatile, header.Parent).Fid == fid)
        {
            return header.Parent;
        }

        found = FindChild(state, header.Parent, fid);
        return !found.IsNull && new FileHeader(state.NonVolatile, found).Descriptor.IsDirectory ? found : NvAddress.Null;
    }

    internal static NvAddress FindByPath(CardState state, LogicalChannel channel, NvAddress directory, ReadOnlySpan<byte> path)
    {
        for (int i = 0; i < path.Length; i += 2)
        {
            ushort fid = BinaryPrimitives.ReadUInt16BigEndian(path.Slice(i));
            if (i == 0 && fid == CurrentApplicationFid)
            {
                directory = channel.ApplicationFile;
            }
            else
            {
                directory = FindChild(state, directory, fid);
            }

            if (directory.IsNull)
            {
                return NvAddress.Null;
            }
        }

        return directory;
    }

    // The current EF goes with its directory; a directory has no current EF yet.
    internal static void SetCurrent(CardState state, LogicalChannel channel, NvAddress file)
    {
        var header = new FileHeader(state.NonVolatile, file);
        channel.Record = 0;
        DataTransfers.End(state, channel);
        if (!header.Descriptor.IsDirectory)
        {
            channel.Directory = header.Parent;
            channel.File = file;
            return;
        }

        channel.Directory = file;
        channel.File = NvAddress.Null;
        if (header.AidLength != 0)
        {
            channel.Application = NvAddress.Null;
            if (channel.ApplicationFile != file)
            {
                channel.ApplicationFile = file;
                PinStatus.OnApplicationChange(state, channel);
            }
        }
    }

    private static StatusWord Status(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        const byte Fcp = 0x00;
        const byte Application = 0x01;
        const byte Nothing = 0x0C;
        if (command.P1 > 0x02 || command.P2 is not (Fcp or Application or Nothing))
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        if (command.P2 == Nothing)
        {
            return StatusWord.Success;
        }

        int start = reply.Length;
        if (command.P2 == Fcp)
        {
            if (!FileControlParameters.TryWrite(state, channel.Directory, ref reply))
            {
                return StatusWord.TechnicalProblem;
            }
        }
        else if (!channel.ApplicationFile.IsNull)
        {
            FileControlParameters.TryWriteName(state.NonVolatile, channel.ApplicationFile, ref reply);
        }

        int length = reply.Length - start;
        if (command.ExpectedLength != 0 && command.ExpectedLength < length)
        {
            reply.Truncate(start);
            return StatusWords.ExactLength(length);
        }

        return StatusWord.Success;
    }
}
