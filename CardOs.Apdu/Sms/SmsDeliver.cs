using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-DELIVER, a message from the service centre: TS 23.040 9.2.2.1.</summary>
/// <remarks>
/// <code>
/// +-------+---------------+-----+-----+----------+-----+-----------+
/// | first | TP-OA (2..12) | PID | DCS | SCTS (7) | UDL | user data |
/// +-------+---------------+-----+-----+----------+-----+-----------+
/// </code>
/// </remarks>
public readonly ref struct SmsDeliver
{
    private const int BehindAddressLength = 2 + ServiceCentreTime.Length;

    private readonly ReadOnlySpan<byte> _source;
    private readonly int _restOffset;

    private SmsDeliver(ReadOnlySpan<byte> source, int restOffset)
    {
        _source = source;
        _restOffset = restOffset;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First => new(_source[0]);

    /// <summary>TP-OA, who sent the message.</summary>
    public Address Originator => Address.TryRead(_source.Slice(1), out Address originator, out _) ? originator : default;

    /// <summary>TP-PID.</summary>
    public ProtocolIdentifier ProtocolIdentifier => (ProtocolIdentifier)_source[_restOffset];

    /// <summary>TP-DCS.</summary>
    public DataCodingScheme Coding => new(_source[_restOffset + 1]);

    /// <summary>TP-SCTS as it stands in the message, whether it is a time or not.</summary>
    public ReadOnlySpan<byte> EncodedTime => _source.Slice(_restOffset + 2, ServiceCentreTime.Length);

    /// <summary>TP-UDL and TP-UD.</summary>
    public UserData UserData =>
        UserData.TryParse(_source.Slice(_restOffset + BehindAddressLength), Coding, First.HasUserDataHeader, out UserData userData) ? userData : default;

    /// <summary>Whether the message is for the card itself: protocol identifier 7F and class 2 (TS 31.111 7.1.1).</summary>
    public bool IsDataDownload => ProtocolIdentifier == ProtocolIdentifier.SimDataDownload && Coding.MessageClass == MessageClass.Class2;

    /// <summary>Sees a message in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out SmsDeliver message)
    {
        if (!source.IsEmpty)
        {
            var first = new FirstOctet(source[0]);
            if (first.MessageType == MessageType.Deliver && Address.TryRead(source.Slice(1), out _, out int addressLength))
            {
                ReadOnlySpan<byte> rest = source.Slice(1 + addressLength);
                if (rest.Length > BehindAddressLength
                    && UserData.TryParse(
                        rest.Slice(BehindAddressLength), new DataCodingScheme(rest[1]), first.HasUserDataHeader, out _))
                {
                    message = new SmsDeliver(source, 1 + addressLength);
                    return true;
                }
            }
        }

        message = default;
        return false;
    }

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="first">The flags; the message type is set.</param>
    /// <param name="originator">The encoded TP-OA.</param>
    /// <param name="protocolIdentifier">TP-PID.</param>
    /// <param name="coding">TP-DCS.</param>
    /// <param name="time">TP-SCTS.</param>
    /// <param name="userDataLength">TP-UDL: septets or bytes.</param>
    /// <param name="userData">TP-UD, packed, its header included.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when a length does not fit.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        FirstOctet first,
        scoped ReadOnlySpan<byte> originator,
        ProtocolIdentifier protocolIdentifier,
        DataCodingScheme coding,
        ServiceCentreTime time,
        byte userDataLength,
        scoped ReadOnlySpan<byte> userData,
        out int bytesWritten)
    {
        bytesWritten = 0;
        int head = 1 + originator.Length + BehindAddressLength;
        if (destination.Length < head || !UserData.TryWrite(destination.Slice(head), coding, userDataLength, userData, out int written))
        {
            return false;
        }

        destination[0] = (first with { MessageType = MessageType.Deliver }).Value;
        originator.CopyTo(destination.Slice(1));
        Span<byte> rest = destination.Slice(1 + originator.Length);
        rest[0] = (byte)protocolIdentifier;
        rest[1] = coding.Value;
        bytesWritten = head + written;
        return time.TryWrite(rest.Slice(2));
    }
}
