using System;
using System.Buffers.Binary;
using CardOs.Apdu.Tlv;

namespace CardOs.Files;

/// <summary>The FCP template in the data of CREATE FILE and RESIZE FILE: TS 102 222 6.3.2.2, 6.10.</summary>
/// <remarks>
/// <code>
/// 62 L { 82 descriptor, 83 identifier, 84 name, 8A life cycle, 8B | 8C | AB access rule, 80 size, 81 total size, 88 short identifier, A5 details, C6 PINs }
/// </code>
/// The objects can come in any order, each once; others are refused.
/// </remarks>
internal ref struct FileTemplate
{
    private const uint Template = 0x62;
    private const int MaxDetailsLength = 64;
    private const int MaxNumberLength = 4;

    private int _seen;

    /// <summary>82: descriptor byte, data coding byte, and of records their length and number.</summary>
    public ReadOnlySpan<byte> Descriptor { get; private set; }

    /// <summary>84: the name of an ADF.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>8B, 8C or AB: the whole data object.</summary>
    public ReadOnlySpan<byte> Rule { get; private set; }

    /// <summary>A5: its value, well-formed.</summary>
    public ReadOnlySpan<byte> Details { get; private set; }

    /// <summary>C6: its value.</summary>
    public ReadOnlySpan<byte> PinStatus { get; private set; }

    /// <summary>88: one byte with the short identifier in b8 to b4, or nothing.</summary>
    public ReadOnlySpan<byte> ShortIdentifier { get; private set; }

    /// <summary>83.</summary>
    public ushort Fid { get; private set; }

    /// <summary>8A.</summary>
    public byte LifeCycle { get; private set; }

    /// <summary>80.</summary>
    public int Size { get; private set; }

    /// <summary>81.</summary>
    public int TotalSize { get; private set; }

    /// <summary>Which objects there were.</summary>
    public readonly FileTemplateObjects Objects => (FileTemplateObjects)_seen;

    /// <summary>Reads a template that is all of the data.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out FileTemplate template)
    {
        template = default;
        if (!BerTlvDecoder.TryReadElement(data, out BerTag tag, out ReadOnlySpan<byte> value, out int length) || tag.Value != Template || length != data.Length)
        {
            return false;
        }

        var reader = new BerTlvReader(value);
        ReadOnlySpan<byte> rest = value;
        while (reader.TryRead(out tag, out value))
        {
            ReadOnlySpan<byte> element = rest.Slice(0, rest.Length - reader.Remaining.Length);
            rest = reader.Remaining;
            FileTemplateObjects kind = KindOf(tag.Value);
            if (kind == FileTemplateObjects.None || (template.Objects & kind) != 0 || !template.TryTake(kind, value, element))
            {
                return false;
            }

            template._seen |= (int)kind;
        }

        return reader.IsAtEnd;
    }

    /// <summary>A number of one to four bytes; what no memory has is the greatest.</summary>
    public static bool TryReadNumber(ReadOnlySpan<byte> bytes, out int number)
    {
        uint value = 0;
        foreach (byte one in bytes)
        {
            value = (value << 8) | one;
        }

        number = value > int.MaxValue ? int.MaxValue : (int)value;
        return bytes.Length is > 0 and <= MaxNumberLength;
    }

    public readonly bool Has(FileTemplateObjects objects) => (Objects & objects) == objects;

    private static FileTemplateObjects KindOf(uint tag) => tag switch
    {
        0x80 => FileTemplateObjects.Size,
        0x81 => FileTemplateObjects.TotalSize,
        0x82 => FileTemplateObjects.Descriptor,
        0x83 => FileTemplateObjects.Fid,
        0x84 => FileTemplateObjects.Name,
        0x88 => FileTemplateObjects.ShortIdentifier,
        0x8A => FileTemplateObjects.LifeCycle,
        AccessControl.Referenced or AccessControl.Compact or AccessControl.Expanded => FileTemplateObjects.Rule,
        0xA5 => FileTemplateObjects.Details,
        0xC6 => FileTemplateObjects.PinStatus,
        _ => FileTemplateObjects.None,
    };

    private bool TryTake(FileTemplateObjects kind, ReadOnlySpan<byte> value, ReadOnlySpan<byte> element)
    {
        int number;
        switch (kind)
        {
            case FileTemplateObjects.Size:
                bool isSize = TryReadNumber(value, out number);
                Size = number;
                return isSize;
            case FileTemplateObjects.TotalSize:
                bool isTotal = TryReadNumber(value, out number);
                TotalSize = number;
                return isTotal;
            case FileTemplateObjects.Descriptor:
                Descriptor = value;
                return value.Length is 2 or 4 or 5;
            case FileTemplateObjects.Fid:
                Fid = value.Length == sizeof(ushort) ? BinaryPrimitives.ReadUInt16BigEndian(value) : (ushort)0;
                return value.Length == sizeof(ushort);
            case FileTemplateObjects.Name:
                Name = value;
                return value.Length is >= FileHeader.MinAidLength and <= FileHeader.MaxAidLength;
            case FileTemplateObjects.ShortIdentifier:
                ShortIdentifier = value;
                return value.IsEmpty || (value.Length == 1 && (value[0] & 0b111) == 0 && value[0] >> 3 is > 0 and <= FileHeader.MaxShortIdentifier);
            case FileTemplateObjects.LifeCycle:
                LifeCycle = value.Length == 1 ? value[0] : (byte)0;
                return LifeCycle is FileLifeCycle.Creation or FileLifeCycle.Initialisation or FileLifeCycle.Activated;
            case FileTemplateObjects.Rule:
                Rule = element;
                return AccessControl.IsRule(element);
            case FileTemplateObjects.Details:
                Details = value;
                return value.Length <= MaxDetailsLength && BerTlvDecoder.IsWellFormed(value);
            default:
                PinStatus = value;
                return true;
        }
    }
}
