using System;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>A response packet, the proof of receipt of a command packet: TS 102 225 5.2, in short messages TS 31.115 4.3.</summary>
/// <remarks>
/// Offsets of the form <see cref="PacketForm.Sms"/>:
/// <code>
/// 0          3       5     6        9           14      15       16         16+c
/// +----------+-------+-----+--------+-----------+-------+--------+----------+------+---------+
/// | 02 71 00 | RPL   | RHL | TAR    | CNTR      | PCNTR | status | RC/CC/DS | data | padding |
/// +----------+-------+-----+--------+-----------+-------+--------+----------+------+---------+
///                          |&lt;-------------- RHL = 0A + c --------------->|
/// |&lt;----------- Header -----------&gt;|&lt;---------------------- Text ---------------------&gt;|
/// </code>
/// The check covers <see cref="CheckPrefix"/>, <see cref="Header"/>, <see cref="ResponseText.Head"/>, <see cref="ResponseText.PaddedData"/>.
/// </remarks>
public readonly ref struct ResponsePacket
{
    internal const int ShortestHeaderLength = Tar.Length + ResponseText.HeadLength;

    private readonly ReadOnlySpan<byte> _source;
    private readonly int _fieldsOffset;

    private ResponsePacket(ReadOnlySpan<byte> source, PacketForm form, bool hasUserDataHeader, int fieldsOffset, int checkLength)
    {
        _source = source;
        _fieldsOffset = fieldsOffset;
        Form = form;
        HasUserDataHeader = hasUserDataHeader;
        CheckLength = checkLength;
    }

    /// <summary>The user-data header of a response packet in a short message: one element, 71 with no content.</summary>
    public static ReadOnlySpan<byte> UserDataHeader => [0x02, 0x71, 0x00];

    /// <summary>How the packet is framed.</summary>
    public PacketForm Form { get; }

    /// <summary>Whether the packet was seen with its user-data header.</summary>
    public bool HasUserDataHeader { get; }

    /// <summary>Bytes of the check, as the header length tells: 0, 2, 4 or 8.</summary>
    public int CheckLength { get; }

    /// <summary>TAR.</summary>
    public Tar Tar => Tar.Read(_source.Slice(_fieldsOffset));

    /// <summary>Where <see cref="Text"/> begins in the bytes that the packet was seen in.</summary>
    public int TextOffset => _fieldsOffset + Tar.Length;

    /// <summary>What the check covers in front of <see cref="Header"/>: the user-data header of a short message, when it is not there itself.</summary>
    public ReadOnlySpan<byte> CheckPrefix => Form == PacketForm.Sms && !HasUserDataHeader ? UserDataHeader : default;

    /// <summary>Everything in front of CNTR: never ciphered, and covered by the check.</summary>
    public ReadOnlySpan<byte> Header => _source.Slice(0, TextOffset);

    /// <summary>Everything from CNTR on: what is ciphered, if the packet is.</summary>
    public ReadOnlySpan<byte> Text => _source.Slice(TextOffset);

    /// <summary>Sees a packet in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when a length does not fit the bytes, or the header length leaves room for no check that exists.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, PacketForm form, UserDataHeaderRule rule, out ResponsePacket packet)
    {
        bool hasUserDataHeader = form == PacketForm.Sms && source.StartsWith(UserDataHeader);
        int start = hasUserDataHeader ? UserDataHeader.Length : 0;
        bool isAccepted = hasUserDataHeader || form != PacketForm.Sms || rule == UserDataHeaderRule.Optional;
        if (isAccepted && PacketHead.TryRead(source.Slice(start), form, PacketIdentifier.Response, out int fieldsOffset, out int headerLength))
        {
            fieldsOffset += start;
            int checkLength = headerLength - ShortestHeaderLength;
            if (PacketHead.IsCheckLength(checkLength) && headerLength <= source.Length - fieldsOffset)
            {
                packet = new ResponsePacket(source, form, hasUserDataHeader, fieldsOffset, checkLength);
                return true;
            }
        }

        packet = default;
        return false;
    }

    /// <summary>Sees the fields of <see cref="Text"/>, which must not be ciphered (any more).</summary>
    public ResponseText ReadText() => new(Text, CheckLength);
}
