using System;
using CardOs.Apdu.Tlv;
using CardOs.Channels;

namespace CardOs.Files;

/// <summary>What CREATE FILE is to make: a template whose objects fit each other. TS 102 222 6.3.2.2.</summary>
internal readonly ref struct NewFile
{
    // In A5: TS 102 222 6.3.2.2.2, TS 102 221 11.1.1.4.6.
    public const uint ReservedSize = 0x85;
    public const uint MaximumSize = 0x86;
    private const uint SpecialInformation = 0xC0;

    private const FileTemplateObjects Common =
        FileTemplateObjects.Descriptor | FileTemplateObjects.Fid | FileTemplateObjects.LifeCycle | FileTemplateObjects.Rule;

    private const FileTemplateObjects OfDirectories = FileTemplateObjects.Name | FileTemplateObjects.PinStatus;
    private const FileTemplateObjects OfFiles = FileTemplateObjects.Size | FileTemplateObjects.ShortIdentifier;

    private const byte DataCoding = 0x21;
    private const int MaxRecords = 254;
    private const uint PinStatusBits = 0x90;
    private const uint KeyReference = 0x83;
    private const uint UsageQualifier = 0x95;

    private NewFile(FileDescriptor descriptor, int recordLength, int size, int reserved, byte special)
    {
        Descriptor = descriptor;
        RecordLength = recordLength;
        Size = size;
        Reserved = reserved;
        Special = special;
    }

    public FileDescriptor Descriptor { get; }

    public int RecordLength { get; }

    /// <summary>Bytes of the body; of a BER-TLV file the most that its objects may take, 0 for no maximum.</summary>
    public int Size { get; }

    /// <summary>Bytes that have to be free although nothing takes them yet.</summary>
    public int Reserved { get; }

    public byte Special { get; }

    /// <summary>Looks whether a file can be made of a template.</summary>
    public static bool TryRead(scoped FileTemplate template, out NewFile file)
    {
        file = default;
        if (!template.Has(Common) || !IsDescriptor(template.Descriptor) || !IsFid(template.Fid, template.Has(FileTemplateObjects.Name)))
        {
            return false;
        }

        var descriptor = new FileDescriptor(template.Descriptor[0]);
        var details = new BerTlvReader(template.Details);
        bool hasSpecial = details.TryFind(SpecialInformation, out ReadOnlySpan<byte> special);
        if ((hasSpecial && special.Length != 1)
            || (details.TryFind(FilePattern.Filling, out _) && details.TryFind(FilePattern.Repeat, out _))
            || (template.Objects & (descriptor.IsDirectory ? OfFiles : OfDirectories)) != 0
            || !TryReadSizes(template, descriptor, details, out int size, out int reserved))
        {
            return false;
        }

        int recordLength = descriptor.HasRecords ? (template.Descriptor[2] << 8) | template.Descriptor[3] : 0;
        file = new NewFile(descriptor, recordLength, size, reserved, hasSpecial ? special[0] : (byte)0);
        return true;
    }

    /// <summary>Reads the key references of C6: 90 enabled bits, then 83 reference for each PIN, with 95 in front of the universal one. TS 102 221 9.5.2.</summary>
    /// <param name="value">The value of C6.</param>
    /// <param name="references">Takes them, and 0 behind them.</param>
    public static bool TryReadPins(ReadOnlySpan<byte> value, Span<byte> references)
    {
        references.Clear();
        var reader = new BerTlvReader(value);
        if (!reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> one) || tag.Value != PinStatusBits || one.IsEmpty)
        {
            return false;
        }

        int count = 0;
        while (reader.TryRead(out tag, out one))
        {
            if (one.Length != 1 || tag.Value is not (KeyReference or UsageQualifier))
            {
                return false;
            }

            if (tag.Value == UsageQualifier)
            {
                continue;
            }

            if (count == references.Length || AccessConditions.OfKeyReference(one[0]) == AccessCondition.Never || references.IndexOf(one[0]) >= 0)
            {
                return false;
            }

            references[count++] = one[0];
        }

        return reader.IsAtEnd && count != 0;
    }

    // Records have their length and may have their number; other files have neither.
    private static bool IsDescriptor(ReadOnlySpan<byte> value)
    {
        var descriptor = new FileDescriptor(value[0]);
        bool isKnown = descriptor.IsWorking && (descriptor.IsDirectory || descriptor.IsBerTlv || descriptor.IsTransparent || descriptor.HasRecords);
        return isKnown && value[1] == DataCoding && descriptor.HasRecords == (value.Length != 2);
    }

    private static bool IsFid(ushort fid, bool isApplication) =>
        fid is not (0x0000 or FileSystem.MasterFileFid or 0x3FFF or 0xFFFF) && (isApplication || fid != FileSystem.CurrentApplicationFid);

    private static bool TryReadSizes(scoped FileTemplate template, FileDescriptor descriptor, scoped BerTlvReader details, out int size, out int reserved)
    {
        size = 0;
        reserved = template.TotalSize;
        if (descriptor.IsDirectory)
        {
            return true;
        }

        if (descriptor.IsBerTlv)
        {
            bool isRead = (!details.TryFind(ReservedSize, out ReadOnlySpan<byte> number) || FileTemplate.TryReadNumber(number, out reserved))
                && (!details.TryFind(MaximumSize, out number) || FileTemplate.TryReadNumber(number, out size));
            reserved = Math.Max(reserved, template.Size);
            return isRead && (size == 0 || reserved <= size);
        }

        size = template.Size;
        return template.Has(FileTemplateObjects.Size) && size > 0 && (!descriptor.HasRecords || FitsRecords(template.Descriptor, size));
    }

    private static bool FitsRecords(ReadOnlySpan<byte> descriptor, int size)
    {
        int length = (descriptor[2] << 8) | descriptor[3];
        return length is > 0 and <= byte.MaxValue
            && size % length == 0
            && size / length <= MaxRecords
            && (descriptor.Length == 4 || descriptor[4] == size / length);
    }
}
