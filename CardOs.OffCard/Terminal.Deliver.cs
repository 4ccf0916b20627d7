using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard;

/// <summary>How messages reach the card.</summary>
public sealed partial class Terminal
{
    private const ushort ExtendedCardResources = 0xFF21;
    private const uint RoomTag = 0x83;

    private ushort _reference;

    /// <summary>Delivers a short message to the card, when it is one for it: TS 31.111 7.1.1.</summary>
    /// <param name="message">An SMS-DELIVER.</param>
    /// <param name="sms">The service centre's address for the envelope.</param>
    /// <returns>The answer to the ENVELOPE.</returns>
    /// <exception cref="ArgumentException">The message is no SMS-DELIVER for the card: protocol identifier 7F and class 2.</exception>
    public CardAnswer Deliver(ReadOnlySpan<byte> message, SmsParameters? sms = null) =>
        SmsDeliver.TryParse(message, out SmsDeliver parsed) && parsed.IsDataDownload
            ? Transmit(SmsWrapper.ToEnvelope(message, sms ?? SmsParameters.Default))
            : throw new ArgumentException("The message is no SMS-DELIVER for the card.", nameof(message));

    /// <summary>Delivers over-the-air data: as they are below the threshold, else in pieces that the card says it can take.</summary>
    /// <param name="message">The message of a centre.</param>
    /// <returns>The answer to the last ENVELOPE.</returns>
    /// <exception cref="CardStatusException">The card did not tell its resources.</exception>
    public CardAnswer Deliver(CentreMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        CardAnswer answer = new(StatusWord.None, default);
        foreach (byte[] part in Divide(message))
        {
            answer = Deliver(part, message.Sms);
            if (!answer.Status.IsSuccess)
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>Makes the short messages that <see cref="Deliver(CentreMessage)"/> sends; asks the card for its resources when they are several.</summary>
    /// <exception cref="CardStatusException">The card did not tell its resources.</exception>
    /// <exception cref="ArgumentException">The message has no data, or needs more than 255 pieces.</exception>
    public IReadOnlyList<byte[]> Divide(CentreMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Data.IsEmpty)
        {
            throw new ArgumentException("The message has no data.", nameof(message));
        }

        if (!Split.Divides(message.Data.Length))
        {
            return SmsWrapper.ToMessages(message.Data.Span, message.Sms, ++_reference);
        }

        int length = SplitPolicy.PieceLength(RequestRoom(), SmsWrapper.RoomForPieces(message.Sms));
        return SmsWrapper.ToMessages(SplitPolicy.Divide(message.Data, length), message.Sms, ++_reference);
    }

    /// <summary>Asks the card for the bytes it has room for: GET DATA FF21, object 83 of TS 102 226 8.2.1.7.2.</summary>
    /// <exception cref="CardStatusException">The card did not tell.</exception>
    public int RequestRoom()
    {
        CardAnswer answer = Transmit(Encode(ToolkitClass, Instruction.GetData, [], AllData, ExtendedCardResources));
        Span<byte> number = stackalloc byte[sizeof(uint)];
        if (answer.Status.IsSuccess
            && new BerTlvReader(answer.Data.Span).TryFind(ExtendedCardResources, out ReadOnlySpan<byte> resources)
            && new BerTlvReader(resources).TryFind(RoomTag, out ReadOnlySpan<byte> room) && room.Length is > 0 and <= sizeof(uint))
        {
            room.CopyTo(number[(sizeof(uint) - room.Length)..]);
            return (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(number), int.MaxValue);
        }

        throw new CardStatusException("GET DATA FF21", answer.Status);
    }
}
