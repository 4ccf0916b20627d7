using System;
using System.Buffers.Binary;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The system specific parameters of INSTALL, value of EF: GlobalPlatform 2.3.1 tables 11-48 to 11-52.</summary>
/// <remarks>
/// <code>
/// | C6 code | C7 working memory | C8 memory | D7, D8 reserved of these | CB services | CF channels ... | D9 restrictions | CA TS 102 226 |
/// sizes: 2 bytes up to 7FFF, else 4
/// CF: b8 contactless, b7 with contacts, b5 to b1 a logical channel
/// </code>
/// </remarks>
public readonly ref struct SystemParameters
{
    /// <summary>A size that was not given.</summary>
    public const int None = -1;

    private const byte ContactMask = 0b0100_0000;
    private const byte ChannelMask = 0b0001_1111;
    private const int MaxServices = 64;

    /// <summary>C6: bytes of non-volatile memory that the code needs at least; <see cref="None"/> when absent.</summary>
    public int Code { get; private init; }

    /// <summary>C7: bytes of working memory; in an installation the most that the application gets.</summary>
    public int Working { get; private init; }

    /// <summary>C8: bytes of non-volatile memory; in an installation the most that the application gets.</summary>
    public int NonVolatile { get; private init; }

    /// <summary>D7: bytes of working memory that are set aside.</summary>
    public int WorkingReserved { get; private init; }

    /// <summary>D8: bytes of non-volatile memory that are set aside.</summary>
    public int NonVolatileReserved { get; private init; }

    /// <summary>CB: identifiers of global services, two bytes each.</summary>
    public ReadOnlySpan<byte> Services { get; private init; }

    /// <summary>Whether there is a CF.</summary>
    public bool HasChannels { get; private init; }

    /// <summary>CF: the channels of the interface with contacts on which the application is selected implicitly, a bit each.</summary>
    public uint Channels { get; private init; }

    /// <summary>D9: what will not be possible any more, one or two bytes; empty when absent.</summary>
    public ReadOnlySpan<byte> Restrictions { get; private init; }

    /// <summary>CA: SIM file access and toolkit parameters of TS 102 226.</summary>
    public ReadOnlySpan<byte> Sim { get; private init; }

    /// <summary>Reads the objects; others are passed over.</summary>
    /// <returns>False for bytes that are no objects, and values that have not their form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out SystemParameters parameters)
    {
        parameters = default;
        int code = None;
        int working = None;
        int nonVolatile = None;
        int workingReserved = None;
        int nonVolatileReserved = None;
        bool hasChannels = false;
        uint channels = 0;
        ReadOnlySpan<byte> services = default;
        ReadOnlySpan<byte> restrictions = default;
        ReadOnlySpan<byte> sim = default;
        bool isRight = true;
        var reader = new BerTlvReader(source);
        while (isRight && reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            switch (tag.Value)
            {
                case 0xC6:
                    isRight = TryReadSize(value, out code);
                    break;
                case 0xC7:
                    isRight = TryReadSize(value, out working);
                    break;
                case 0xC8:
                    isRight = TryReadSize(value, out nonVolatile);
                    break;
                case 0xD7:
                    isRight = TryReadSize(value, out workingReserved);
                    break;
                case 0xD8:
                    isRight = TryReadSize(value, out nonVolatileReserved);
                    break;
                case 0xCB:
                    services = value;
                    isRight = value.Length % 2 == 0 && value.Length <= MaxServices;
                    break;
                case 0xCF:
                    hasChannels = true;
                    isRight = value.Length == 1 && (value[0] & ChannelMask) <= ClassByte.MaxChannel;
                    channels |= isRight && (value[0] & ContactMask) != 0 ? 1u << (value[0] & ChannelMask) : 0;
                    break;
                case 0xD9:
                    restrictions = value;
                    isRight = value.Length is 1 or 2;
                    break;
                case 0xCA:
                    sim = value;
                    break;
            }
        }

        parameters = new SystemParameters
        {
            Code = code,
            Working = working,
            NonVolatile = nonVolatile,
            WorkingReserved = workingReserved,
            NonVolatileReserved = nonVolatileReserved,
            Services = services,
            HasChannels = hasChannels,
            Channels = channels,
            Restrictions = restrictions,
            Sim = sim,
        };
        return isRight && reader.IsAtEnd;
    }

    private static bool TryReadSize(ReadOnlySpan<byte> value, out int size)
    {
        long number = value.Length switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(value),
            4 => BinaryPrimitives.ReadUInt32BigEndian(value),
            _ => -1,
        };
        size = (int)Math.Min(number, int.MaxValue);
        return number >= 0;
    }
}
