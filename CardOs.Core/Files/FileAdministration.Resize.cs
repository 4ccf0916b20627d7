using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>RESIZE FILE: TS 102 222 6.10.</summary>
/// <remarks>
/// <code>
/// 80 D4 mode 00 Lc   62 L { 83 identifier, 80 size of an EF | 81 of a directory, A5 { 86 maximum of a BER-TLV file, C1 | C2 filling } }
/// </code>
/// The file is one of the current directory. Bytes and records are added and taken away at the end; new ones get the filling that the command gives, else the
/// one that the file was made with, else FF. A cyclic file is not resized (6981). Mode 0 keeps the objects of a BER-TLV file, and refuses a maximum that they
/// do not fit (6A84); mode 1 deletes them. The memory of a directory is not set aside: a size that is free is accepted, and changes nothing.
/// </remarks>
internal static partial class FileAdministration
{
    private const byte DeleteObjects = 0x01;
    private const FileTemplateObjects OfResize =
        FileTemplateObjects.Fid | FileTemplateObjects.Size | FileTemplateObjects.TotalSize | FileTemplateObjects.Details;

    private static StatusWord Resize(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        if (command.P1 > DeleteObjects || command.P2 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty || command.ExpectedLength != 0)
        {
            return StatusWord.WrongLength;
        }

        if (!FileTemplate.TryParse(command.Data, out FileTemplate template) || !template.Has(FileTemplateObjects.Fid) || (template.Objects & ~OfResize) != 0)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress address = FileSystem.FindChild(state, channel.Directory, template.Fid);
        if (address.IsNull)
        {
            return StatusWord.FileNotFound;
        }

        var file = new FileHeader(state.NonVolatile, address);
        if (file.Descriptor.IsCyclic)
        {
            return StatusWord.IncompatibleWithFileStructure;
        }

        StatusWord status = FileSystem.CheckAccess(state, channel, file, AccessMode.Resize);
        if (status != StatusWord.Success)
        {
            return status;
        }

        if (FileUse.IsLocked(state, channel, file))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return file.Descriptor.IsDirectory ? ResizeDirectory(state, template)
            : file.Descriptor.IsBerTlv ? ResizeObjects(state, file, template, command.P1 == DeleteObjects)
            : ResizeBody(state, file, template);
    }

    private static StatusWord ResizeDirectory(CardState state, scoped FileTemplate template)
    {
        if (!template.Has(FileTemplateObjects.TotalSize) || template.Has(FileTemplateObjects.Size))
        {
            return StatusWord.IncorrectData;
        }

        return template.TotalSize <= state.NonVolatile.Allocator.FreeBytes() ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    private static StatusWord ResizeBody(CardState state, scoped FileHeader file, scoped FileTemplate template)
    {
        const int MaxRecords = 254;
        int size = template.Size;
        bool fits = file.RecordLength == 0 || (size % file.RecordLength == 0 && size / file.RecordLength <= MaxRecords);
        if (!template.Has(FileTemplateObjects.Size) || template.Has(FileTemplateObjects.TotalSize) || size == 0 || !fits)
        {
            return StatusWord.IncorrectData;
        }

        if (size != file.Size && !TryMoveBody(state.NonVolatile, file, size, template.Details))
        {
            return StatusWord.NotEnoughMemory;
        }

        FileUse.UnsetRecords(state, file.Address);
        state.AccessRuleCache.Forget(file.Address);
        return StatusWord.Success;
    }

    // The new body is whole before the header names it. When a smaller one finds no room, the old one stays, and what is too much of it is lost to others.
    private static bool TryMoveBody(NonVolatileMemory memory, scoped FileHeader file, int size, scoped ReadOnlySpan<byte> given)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress old = file.Body;
        int kept = Math.Min(size, file.Size);
        NvAddress body = memory.Allocator.Allocate(memory.Allocator.ContainerOf(file.Address), size, BlockKind.FileBody, owner: 0);
        if (body.IsNull && size > file.Size)
        {
            return false;
        }

        if (!body.IsNull)
        {
            memory.Copy(old, body, kept);
            FilePattern.Fill(memory, body, kept, size, file.RecordLength, given.IsEmpty ? ReadBlock(memory, file.Details) : given);
        }

        Span<byte> fields = stackalloc byte[FileHeader.ParentOffset - FileHeader.BodyOffset];
        BinaryPrimitives.WriteInt32BigEndian(fields, body.IsNull ? old.Value : body.Value);
        BinaryPrimitives.WriteInt32BigEndian(fields.Slice(FileHeader.SizeOffset - FileHeader.BodyOffset), size);
        return memory.Journal.TryWrite(file.Address + FileHeader.BodyOffset, fields)
            && (body.IsNull || memory.Allocator.TryFree(old))
            && transaction.Commit();
    }

    private static StatusWord ResizeObjects(CardState state, scoped FileHeader file, scoped FileTemplate template, bool deletes)
    {
        var details = new BerTlvReader(template.Details);
        int maximum = file.Size;
        int reserved = 0;
        bool hasMaximum = details.TryFind(NewFile.MaximumSize, out ReadOnlySpan<byte> number);
        if ((hasMaximum && !FileTemplate.TryReadNumber(number, out maximum))
            || (details.TryFind(NewFile.ReservedSize, out number) && !FileTemplate.TryReadNumber(number, out reserved))
            || template.Details.IsEmpty
            || template.Has(FileTemplateObjects.TotalSize)
            || (maximum != 0 && reserved > maximum))
        {
            return StatusWord.IncorrectData;
        }

        bool deletesNow = deletes && hasMaximum;
        if (reserved > state.NonVolatile.Allocator.FreeBytes() || (!deletesNow && maximum != 0 && FileObjects.Used(state.NonVolatile, file.Address) > maximum))
        {
            return StatusWord.NotEnoughMemory;
        }

        // An object on its way was promised the old maximum.
        DataTransfers.EndAll(state, file.Address);
        if (!FileDeletion.TryResizeObjects(state.NonVolatile, file, maximum, deletesNow))
        {
            return StatusWord.NotEnoughMemory;
        }

        return StatusWord.Success;
    }
}
