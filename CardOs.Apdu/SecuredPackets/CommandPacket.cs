using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>A secured command packet: TS 102 225 5.1, in short messages TS 31.115 4.2.</summary>
/// <remarks>
/// Offsets of the form <see cref="PacketForm.Sms"/>:
/// <code>
/// 0       2     3     5     6     7        10          15      16         16+c
/// +-------+-----+-----+-----+-----+--------+-----------+-------+----------+------+---------+
/// | CPL   | CHL | SPI | KIc | KID | TAR    | CNTR      | PCNTR | RC/CC/DS | data | padding |
/// +-------+-----+-----+-----+-----+--------+-----------+-------+----------+------+---------+
///               |&lt;--------------- CHL = 0D + c -----------------&gt;|
/// |&lt;------------ Header -----------&gt;|&lt;------------------ Text ------------------&gt;|
///                                    ciphered when the SPI says so
/// </code>
/// The check covers <see cref="Header"/>, then <see cref="CommandText.Head"/>, then <see cref="CommandText.PaddedData"/>.
/// </remarks>
public readonly ref struct CommandPacket
{
    internal const int ShortestHeaderLength = FieldsLength + CommandText.HeadLength;
    internal const int FieldsLength = TarOffset + Tar.Length;

    private const int KicOffset = Spi.Length;
    private const int KidOffset = KicOffset + 1;
    private const int TarOffset = KidOffset + 1;

    private readonly ReadOnlySpan<byte> _source;
    private readonly int _fieldsOffset;

    private CommandPacket(ReadOnlySpan<byte> source, PacketForm form, int fieldsOffset, int checkLength)
    {
        _source = source;
        _fieldsOffset = fieldsOffset;
        Form = form;
        CheckLength = checkLength;
    }

    /// <summary>How the packet is framed.</summary>
    public PacketForm Form { get; }

    /// <summary>Bytes of the check, as the header length tells: 0, 2, 4 or 8.</summary>
    public int CheckLength { get; }

    /// <summary>SPI.</summary>
    public Spi Spi => new(BinaryPrimitives.ReadUInt16BigEndian(Fields));

    /// <summary>KIc.</summary>
    public Kic Kic => new(Fields[KicOffset]);

    /// <summary>KID.</summary>
    public Kid Kid => new(Fields[KidOffset]);

    /// <summary>TAR.</summary>
    public Tar Tar => Tar.Read(Fields.Slice(TarOffset));

    /// <summary>Where <see cref="Text"/> begins in the packet.</summary>
    public int TextOffset => _fieldsOffset + FieldsLength;

    /// <summary>Everything in front of CNTR: never ciphered, and covered by the check.</summary>
    public ReadOnlySpan<byte> Header => _source.Slice(0, TextOffset);

    /// <summary>Everything from CNTR on: what is ciphered, if the packet is.</summary>
    public ReadOnlySpan<byte> Text => _source.Slice(TextOffset);

    private ReadOnlySpan<byte> Fields => _source.Slice(_fieldsOffset);

    /// <summary>Sees a packet in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when a length does not fit the bytes, or the header length leaves room for no check that exists.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, PacketForm form, out CommandPacket packet)
    {
        if (PacketHead.TryRead(source, form, PacketIdentifier.Command, out int fieldsOffset, out int headerLength))
        {
            int checkLength = headerLength - ShortestHeaderLength;
            if (PacketHead.IsCheckLength(checkLength) && headerLength <= source.Length - fieldsOffset)
            {
                packet = new CommandPacket(source, form, fieldsOffset, checkLength);
                return true;
            }
        }

        packet = default;
        return false;
    }

    /// <summary>Sees the fields of <see cref="Text"/>, which must not be ciphered (any more).</summary>
    public CommandText ReadText() => new(Text, CheckLength);
}
