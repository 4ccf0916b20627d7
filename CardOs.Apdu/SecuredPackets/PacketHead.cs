using System;
using System.Buffers.Binary;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>What stands in front of the fields of a packet, in either form: the identifier and the two lengths.</summary>
/// <remarks>
/// <code>
///             +----------+----------+------------------------ … --+
/// Sms         |          | CPL (2)  | CHL (1)  | fields …         |
/// Identified  | CPI (1)  | CPL (BER)| CHL (BER)| fields …         |
///             +----------+----------+----------+---- … -----------+
///                                   |&lt;----------- CPL -----------&gt;|
/// </code>
/// </remarks>
internal static class PacketHead
{
    private const int SmsLength = 3;

    /// <summary>Reads the head of a packet that fills <paramref name="source"/> exactly.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, PacketForm form, PacketIdentifier identifier, out int fieldsOffset, out int headerLength)
    {
        fieldsOffset = 0;
        headerLength = 0;
        if (form == PacketForm.Sms)
        {
            if (source.Length < SmsLength || BinaryPrimitives.ReadUInt16BigEndian(source) != source.Length - 2)
            {
                return false;
            }

            fieldsOffset = SmsLength;
            headerLength = source[2];
            return true;
        }

        if (source.IsEmpty || source[0] != (byte)identifier
            || !BerTlvDecoder.TryReadLength(source.Slice(1), out int packetLength, out int lengthLength)
            || packetLength != source.Length - 1 - lengthLength
            || !BerTlvDecoder.TryReadLength(source.Slice(1 + lengthLength), out headerLength, out int headerLengthLength))
        {
            return false;
        }

        fieldsOffset = 1 + lengthLength + headerLengthLength;
        return true;
    }

    /// <summary>Writes the head of a packet whose fields take <paramref name="fieldsLength"/> bytes, if the whole packet fits.</summary>
    public static bool TryWrite(
        Span<byte> destination, PacketForm form, PacketIdentifier identifier, int headerLength, int fieldsLength, out int fieldsOffset)
    {
        fieldsOffset = 0;
        if (form == PacketForm.Sms)
        {
            int packetLength = 1 + fieldsLength;
            if (packetLength > ushort.MaxValue || destination.Length < SmsLength + fieldsLength)
            {
                return false;
            }

            BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)packetLength);
            destination[2] = (byte)headerLength;
            fieldsOffset = SmsLength;
            return true;
        }

        // The header has at most 0x15 bytes: its length is always one byte.
        int lengthLength = BerTlvEncoder.LengthOfLength(1 + fieldsLength);
        if (destination.Length < 1 + lengthLength + 1 + fieldsLength)
        {
            return false;
        }

        destination[0] = (byte)identifier;
        BerTlvEncoder.TryWriteLength(destination.Slice(1), 1 + fieldsLength, out _);
        destination[1 + lengthLength] = (byte)headerLength;
        fieldsOffset = 1 + lengthLength + 1;
        return true;
    }

    /// <summary>Whether a check of this many bytes exists: none, CRC 16, CRC 32 or a short CMAC, a whole block.</summary>
    public static bool IsCheckLength(int length) => length is 0 or 2 or 4 or 8;
}
