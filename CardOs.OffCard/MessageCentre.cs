using System;
using CardOs.Apdu.Sms;

namespace CardOs.OffCard;

/// <summary>A message centre between the server and the terminal: SMSC, LMSC or MMSC. It forwards, and knows no keys.</summary>
public sealed class MessageCentre
{
    // UDHL and 70 00 in front of the packet: TS 31.115 4.2.
    private const int PacketHeaderLength = 3;
    private const int LongMessageBytes = 2000;
    private const int MultimediaMessageBytes = 300 * 1024;

    /// <summary>A centre of this kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public MessageCentre(MessageCentreKind kind)
    {
        Kind = kind;
        MaxBytes = kind switch
        {
            MessageCentreKind.Sms => UserData.MaxBytes - PacketHeaderLength,
            MessageCentreKind.Lms => LongMessageBytes,
            MessageCentreKind.Mms => MultimediaMessageBytes,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>What kind of messages it carries.</summary>
    public MessageCentreKind Kind { get; }

    /// <summary>The most bytes of over-the-air data in one message: 137, 2,000 or 307,200.</summary>
    public int MaxBytes { get; }

    /// <summary>Sender and flags of the messages.</summary>
    public SmsParameters Sms { get; init; } = SmsParameters.Default;

    /// <summary>Takes over-the-air data from a server.</summary>
    /// <param name="data">The sealed data.</param>
    /// <returns>The message for the terminal.</returns>
    /// <exception cref="ArgumentException">There are no data, or more than a message carries.</exception>
    public CentreMessage Accept(ReadOnlySpan<byte> data) => data.Length is > 0 && data.Length <= MaxBytes
        ? new CentreMessage(Kind, Sms, data.ToArray())
        : throw new ArgumentException($"A message of this centre carries 1 to {MaxBytes} bytes, not {data.Length}.", nameof(data));
}
