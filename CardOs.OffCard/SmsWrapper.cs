using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;

namespace CardOs.OffCard;

/// <summary>Puts command packets into short messages, and these into envelopes: TS 31.115 4, TS 31.111 7.1.1.</summary>
internal static class SmsWrapper
{
    private const byte EnvelopeClass = 0x80;
    private const int AllData = 256;

    private static ReadOnlySpan<byte> CommandElement => [(byte)InformationElementIdentifier.CommandPacket, 0x00];

    /// <summary>Cuts a packet into the TPDUs of as many SMS-DELIVERs as it takes.</summary>
    /// <exception cref="ArgumentException">The packet or an address is too long.</exception>
    public static List<byte[]> ToMessages(ReadOnlySpan<byte> packet, SmsParameters parameters, ushort reference)
    {
        var plan = new ConcatenatedMessage(CommandElement, packet, reference, parameters.IsReferenceLong);
        if (plan.Count == 0)
        {
            throw new ArgumentException($"A packet of {packet.Length} bytes does not fit 255 short messages.", nameof(packet));
        }

        var messages = new List<byte[]>(plan.Count);
        Span<byte> userData = stackalloc byte[UserData.MaxBytes];
        for (int i = 1; i <= plan.Count; i++)
        {
            plan.TryWriteUserData(parameters.IsLastFirst ? plan.Count + 1 - i : i, userData, out int length);
            messages.Add(Deliver(userData.Slice(0, length), parameters));
        }

        return messages;
    }

    /// <summary>Makes concatenated messages of pieces that were cut already, one of each.</summary>
    /// <exception cref="ArgumentException">There are more than 255 pieces, or one does not fit.</exception>
    public static List<byte[]> ToMessages(IReadOnlyList<ReadOnlyMemory<byte>> pieces, SmsParameters parameters, ushort reference)
    {
        if (pieces.Count > byte.MaxValue)
        {
            throw new ArgumentException($"{pieces.Count} pieces: a concatenated message has at most 255.", nameof(pieces));
        }

        var messages = new List<byte[]>(pieces.Count);
        for (int i = 1; i <= pieces.Count; i++)
        {
            int sequence = parameters.IsLastFirst ? pieces.Count + 1 - i : i;
            messages.Add(Deliver(PieceUserData(pieces[sequence - 1].Span, parameters, reference, pieces.Count, sequence), parameters));
        }

        return messages;
    }

    /// <summary>Bytes that every message of several has room for: the first one also carries 70 00.</summary>
    public static int RoomForPieces(SmsParameters parameters) =>
        UserData.MaxBytes - 1 - new Concatenation(0, 1, 1, parameters.IsReferenceLong).EncodedLength - CommandElement.Length;

    /// <summary>Puts a TPDU into the ENVELOPE command that a terminal sends.</summary>
    public static byte[] ToEnvelope(ReadOnlySpan<byte> message, SmsParameters parameters)
    {
        Span<byte> centre = stackalloc byte[Address.MaxEncodedLength];
        int centreLength = 0;
        if (parameters.ServiceCentre.Length != 0
            && !DialledNumber.TryWrite(centre, parameters.ServiceCentreType, parameters.ServiceCentre, out centreLength))
        {
            throw new ArgumentException("The service centre's number has a character that is no digit, or too many.");
        }

        Span<byte> data = stackalloc byte[byte.MaxValue];
        if (!SmsPpDownload.TryWrite(data, centre.Slice(0, centreLength), message, out int length))
        {
            throw new ArgumentException("The short message does not fit an envelope.", nameof(message));
        }

        return Encode(new CommandApdu(
            EnvelopeClass, (byte)Instruction.Envelope, 0, 0, data.Slice(0, length), AllData));
    }

    private static byte[] PieceUserData(ReadOnlySpan<byte> piece, SmsParameters parameters, ushort reference, int count, int sequence)
    {
        Span<byte> element = stackalloc byte[UserData.MaxBytes];
        int length = 0;
        if (count > 1)
        {
            new Concatenation(reference, (byte)count, (byte)sequence, parameters.IsReferenceLong).TryWrite(element, out length);
        }

        ReadOnlySpan<byte> packet = sequence == 1 ? CommandElement : default;
        return [(byte)(length + packet.Length), .. element[..length], .. packet, .. piece];
    }

    private static byte[] Deliver(ReadOnlySpan<byte> userData, SmsParameters parameters)
    {
        Span<byte> originator = stackalloc byte[Address.MaxEncodedLength];
        if (!Address.TryWrite(originator, parameters.OriginatorType, parameters.Originator, out int originatorLength))
        {
            throw new ArgumentException("The sender's number has a character that is no digit, or more than 20.");
        }

        Span<byte> tpdu = stackalloc byte[byte.MaxValue];
        return SmsDeliver.TryWrite(
            tpdu,
            parameters.First with { HasUserDataHeader = true },
            originator.Slice(0, originatorLength),
            parameters.ProtocolIdentifier,
            parameters.Coding,
            parameters.Time,
            (byte)userData.Length,
            userData,
            out int length)
            ? tpdu.Slice(0, length).ToArray()
            : throw new ArgumentException("The coding scheme is not one of 8-bit data.");
    }

    private static byte[] Encode(CommandApdu command)
    {
        byte[] bytes = new byte[command.EncodedLength];
        command.Write(bytes);
        return bytes;
    }
}
