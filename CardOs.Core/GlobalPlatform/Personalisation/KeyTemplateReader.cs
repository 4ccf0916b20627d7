using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>What data group 00B9 says of a key: GlobalPlatform 11.11.4.2.</summary>
internal readonly ref struct KeyTemplateReader
{
    private const uint Template = 0xB9;

    private KeyTemplateReader(ReadOnlySpan<byte> content)
    {
        var reader = new BerTlvReader(content);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            switch (tag.Value)
            {
                case 0x95:
                    Usage = ReadHigh(value);
                    break;
                case 0x96:
                    Access = ReadHigh(value);
                    break;
                case 0x80 when !value.IsEmpty:
                    Type = (KeyComponentType)value[value.Length - 1];
                    break;
                case 0x81 when !value.IsEmpty:
                    Length = value.Length == 1 ? value[0] : (value[0] << 8) | value[1];
                    break;
                case 0x82 when value.Length == 1:
                    Identifier = value[0];
                    break;
                case 0x83 when value.Length == 1:
                    Version = value[0];
                    break;
                case 0x85 when value.Length == 1:
                    Parameters = value[0];
                    HasParameters = true;
                    break;
            }
        }

        IsWhole = reader.IsAtEnd && Type != default;
    }

    public ushort Usage { get; }

    public ushort Access { get; }

    public KeyComponentType Type { get; }

    /// <summary>Bytes of the key; 0 when it is not said.</summary>
    public int Length { get; }

    public byte Identifier { get; }

    public byte Version { get; }

    public byte Parameters { get; }

    public bool HasParameters { get; }

    private bool IsWhole { get; }

    /// <summary>Whether a group consists of templates that each name a type.</summary>
    public static bool AreWellFormed(ReadOnlySpan<byte> group)
    {
        var reader = new BerTlvReader(group);
        int count = 0;
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> content))
        {
            count++;
            if (tag.Value != Template || !new KeyTemplateReader(content).IsWhole)
            {
                return false;
            }
        }

        return reader.IsAtEnd && count != 0;
    }

    /// <summary>The template with a place in a group that is well-formed; false when there are not as many.</summary>
    public static bool TryRead(ReadOnlySpan<byte> group, int index, out KeyTemplateReader template)
    {
        template = default;
        var reader = new BerTlvReader(group);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> content))
        {
            if (index-- == 0)
            {
                template = new KeyTemplateReader(content);
                return true;
            }
        }

        return false;
    }

    private static ushort ReadHigh(ReadOnlySpan<byte> value) => value.Length switch
    {
        0 => 0,
        1 => (ushort)(value[0] << 8),
        _ => (ushort)((value[0] << 8) | value[1]),
    };
}
