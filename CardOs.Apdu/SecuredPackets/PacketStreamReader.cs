using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>A cursor over packets that follow each other on a byte stream: TS 102 225 7.</summary>
public ref struct PacketStreamReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first packet of <paramref name="source"/>.</summary>
    public PacketStreamReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>The bytes that were not read yet: the start of a packet that has not arrived whole, or nothing.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next whole packet, its identifier included, and moves behind it.</summary>
    /// <returns>False when none has arrived whole, or the bytes begin no packet; the reader does not move then.</returns>
    public bool TryRead(out PacketIdentifier identifier, out ReadOnlySpan<byte> packet)
    {
        if (!_rest.IsEmpty && _rest[0] is >= (byte)PacketIdentifier.Command and <= (byte)PacketIdentifier.Identification
            && BerTlvDecoder.TryReadLength(_rest.Slice(1), out int length, out int lengthLength)
            && length <= _rest.Length - 1 - lengthLength)
        {
            identifier = (PacketIdentifier)_rest[0];
            packet = _rest.Slice(0, 1 + lengthLength + length);
            _rest = _rest.Slice(packet.Length);
            return true;
        }

        identifier = default;
        packet = default;
        return false;
    }
}
