using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>The packet that a card sends first on a TCP connection to say who it is: TS 102 225 7.</summary>
/// <remarks>
/// <code>
/// 0     1              1+l
/// +-----+--------------+---------------------+
/// | 03  | length (BER) | identification data |
/// +-----+--------------+---------------------+
/// </code>
/// </remarks>
public readonly ref struct IdentificationPacket
{
    private IdentificationPacket(ReadOnlySpan<byte> data) => Data = data;

    /// <summary>The identification data.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Sees a packet in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when the identifier is another one or the length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out IdentificationPacket packet)
    {
        bool isOne = BerTlvDecoder.TryReadElement(source, out BerTag tag, out ReadOnlySpan<byte> data, out int consumed)
            && tag.Value == (uint)PacketIdentifier.Identification && consumed == source.Length;
        packet = isOne ? new IdentificationPacket(data) : default;
        return isOne;
    }

    /// <summary>Writes a packet with this identification data.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(Span<byte> destination, scoped ReadOnlySpan<byte> data, out int bytesWritten)
    {
        var writer = new BerTlvWriter(destination);
        bool fits = writer.TryWrite((uint)PacketIdentifier.Identification, data);
        bytesWritten = writer.Length;
        return fits;
    }
}
