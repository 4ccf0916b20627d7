using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>CREATE FILE: TS 102 222 6.3.</summary>
/// <remarks>
/// The file is made in the current directory, and becomes current. An ADF is made in the master file; EF.DIR is not touched. An identifier is new to its
/// directory and to all directories around it (TS 102 221 8.3). Without tag 88 the short identifier is the identifier's last five bits when they are one that
/// is not taken; a given one that is taken is refused. The sizes of directories and the reserved size of BER-TLV files have to be free, but are not set aside.
/// A directory without PINs of its own (C6) names those of the directory around it.
/// </remarks>
internal static partial class FileAdministration
{
    private static StatusWord Create(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty || command.ExpectedLength != 0)
        {
            return StatusWord.WrongLength;
        }

        Span<byte> pins = stackalloc byte[FileHeader.MaxPinReferences];
        if (!FileTemplate.TryParse(command.Data, out FileTemplate template)
            || !NewFile.TryRead(template, out NewFile file)
            || (template.Has(FileTemplateObjects.PinStatus) && !NewFile.TryReadPins(template.PinStatus, pins)))
        {
            return StatusWord.IncorrectData;
        }

        AccessMode mode = file.Descriptor.IsDirectory ? AccessMode.CreateDirectory : AccessMode.Update;
        StatusWord status = FileSystem.CheckAccess(state, channel, new FileHeader(state.NonVolatile, channel.Directory), mode);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = CheckIdentity(state, channel.Directory, template, out byte shortIdentifier);
        if (status != StatusWord.Success)
        {
            return status;
        }

        return file.Reserved <= state.NonVolatile.Allocator.FreeBytes() && TryCreate(state, channel, template, file, shortIdentifier, pins)
            ? StatusWord.Success
            : StatusWord.NotEnoughMemory;
    }

    private static bool TryCreate(
        CardState state, LogicalChannel channel, scoped FileTemplate template, scoped NewFile file, byte shortIdentifier, scoped Span<byte> pins)
    {
        NvAddress parent = channel.Directory;
        if (file.Descriptor.IsDirectory && !template.Has(FileTemplateObjects.PinStatus))
        {
            state.NonVolatile.Read(parent + FileHeader.PinReferencesOffset, FileHeader.MaxPinReferences).CopyTo(pins);
        }

        var description = new FileTree.Description
        {
            Fid = template.Fid,
            Descriptor = file.Descriptor.Value,
            ShortIdentifier = shortIdentifier,
            RecordLength = file.RecordLength,
            Size = file.Size,
            LifeCycle = template.LifeCycle,
            Rule = template.Rule,
            Details = template.Details,
            Special = file.Special,
            PinReferences = file.Descriptor.IsDirectory ? pins : default,
            Name = template.Name,
        };
        NvAddress created = FileTree.Create(state, state.NonVolatile.Allocator.ContainerOf(parent), parent, description);
        if (created.IsNull)
        {
            return false;
        }

        FileSystem.SetCurrent(state, channel, created);
        return true;
    }

    private static StatusWord CheckIdentity(CardState state, NvAddress directory, scoped FileTemplate template, out byte shortIdentifier)
    {
        shortIdentifier = 0;
        bool isApplication = template.Has(FileTemplateObjects.Name);
        if (isApplication && directory != FileSystem.MasterFile(state))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (IsTaken(state, directory, template.Fid))
        {
            return StatusWord.FileIdentifierExists;
        }

        if (isApplication)
        {
            return ApplicationNames.IsTaken(state.NonVolatile, state.ActiveContainer, template.Name) ? StatusWord.DedicatedFileNameExists : StatusWord.Success;
        }

        if (new FileDescriptor(template.Descriptor[0]).IsDirectory)
        {
            return StatusWord.Success;
        }

        bool isGiven = template.Has(FileTemplateObjects.ShortIdentifier);
        int wanted = !isGiven ? template.Fid & FileSystem.ShortIdentifierMask : template.ShortIdentifier.IsEmpty ? 0 : template.ShortIdentifier[0] >> 3;
        bool isFree = wanted is > 0 and <= FileHeader.MaxShortIdentifier && FileSystem.FindByShortIdentifier(state, directory, wanted).IsNull;
        shortIdentifier = isFree ? (byte)wanted : (byte)0;
        return isGiven && wanted != 0 && !isFree ? StatusWord.IncorrectData : StatusWord.Success;
    }

    private static bool IsTaken(CardState state, NvAddress directory, ushort fid)
    {
        bool isTaken = !FileSystem.FindChild(state, directory, fid).IsNull
            || (directory == FileSystem.MasterFile(state) && !FindApplicationFile(state, fid).IsNull);
        while (!isTaken && !directory.IsNull)
        {
            var header = new FileHeader(state.NonVolatile, directory);
            isTaken = header.Fid == fid;
            directory = header.Parent;
        }

        return isTaken;
    }
}
