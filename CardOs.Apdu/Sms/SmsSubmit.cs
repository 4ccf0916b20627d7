using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-SUBMIT, a message to the service centre: TS 23.040 9.2.2.2.</summary>
/// <remarks>
/// <code>
/// +-------+----+---------------+-----+-----+--------------+-----+-----------+
/// | first | MR | TP-DA (2..12) | PID | DCS | VP (0, 1, 7) | UDL | user data |
/// +-------+----+---------------+-----+-----+--------------+-----+-----------+
/// </code>
/// </remarks>
public readonly ref struct SmsSubmit
{
    private const int BeforeAddressLength = 2;
    private const int BehindAddressLength = 2;

    private SmsSubmit(FirstOctet first, byte reference, Address destination, ReadOnlySpan<byte> rest, int periodLength, UserData userData)
    {
        First = first;
        Reference = reference;
        Destination = destination;
        ProtocolIdentifier = (ProtocolIdentifier)rest[0];
        Coding = new DataCodingScheme(rest[1]);
        ValidityPeriod = new ValidityPeriod(first.ValidityPeriodFormat, rest.Slice(BehindAddressLength, periodLength));
        UserData = userData;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First { get; }

    /// <summary>TP-MR; the mobile equipment puts its own number there.</summary>
    public byte Reference { get; }

    /// <summary>TP-DA, who is to get the message.</summary>
    public Address Destination { get; }

    /// <summary>TP-PID.</summary>
    public ProtocolIdentifier ProtocolIdentifier { get; }

    /// <summary>TP-DCS.</summary>
    public DataCodingScheme Coding { get; }

    /// <summary>TP-VP.</summary>
    public ValidityPeriod ValidityPeriod { get; }

    /// <summary>TP-UDL and TP-UD.</summary>
    public UserData UserData { get; }

    /// <summary>Sees a message in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out SmsSubmit message)
    {
        if (source.Length >= BeforeAddressLength)
        {
            var first = new FirstOctet(source[0]);
            if (first.MessageType == MessageType.Submit
                && Address.TryRead(source.Slice(BeforeAddressLength), out Address destination, out int addressLength))
            {
                ReadOnlySpan<byte> rest = source.Slice(BeforeAddressLength + addressLength);
                int periodLength = ValidityPeriod.EncodedLength(first.ValidityPeriodFormat);
                int head = BehindAddressLength + periodLength;
                if (rest.Length > head
                    && UserData.TryParse(rest.Slice(head), new DataCodingScheme(rest[1]), first.HasUserDataHeader, out UserData userData))
                {
                    message = new SmsSubmit(first, source[1], destination, rest, periodLength, userData);
                    return true;
                }
            }
        }

        message = default;
        return false;
    }

    /// <summary>Writes everything in front of the user data, with UDL.</summary>
    /// <returns>False, and nothing written, when it does not fit, or the validity period is not as long as the flags say.</returns>
    public static bool TryWriteHead(
        Span<byte> destination,
        FirstOctet first,
        byte reference,
        scoped ReadOnlySpan<byte> recipient,
        ProtocolIdentifier protocolIdentifier,
        DataCodingScheme coding,
        scoped ReadOnlySpan<byte> validityPeriod,
        byte userDataLength,
        out int bytesWritten)
    {
        int head = BeforeAddressLength + recipient.Length + BehindAddressLength + validityPeriod.Length + 1;
        if (validityPeriod.Length != ValidityPeriod.EncodedLength(first.ValidityPeriodFormat) || destination.Length < head)
        {
            bytesWritten = 0;
            return false;
        }

        destination[0] = (first with { MessageType = MessageType.Submit }).Value;
        destination[1] = reference;
        recipient.CopyTo(destination.Slice(BeforeAddressLength));
        Span<byte> rest = destination.Slice(BeforeAddressLength + recipient.Length);
        rest[0] = (byte)protocolIdentifier;
        rest[1] = coding.Value;
        validityPeriod.CopyTo(rest.Slice(BehindAddressLength));
        destination[head - 1] = userDataLength;
        bytesWritten = head;
        return true;
    }

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="first">The flags; the message type is set.</param>
    /// <param name="reference">TP-MR.</param>
    /// <param name="recipient">The encoded TP-DA.</param>
    /// <param name="protocolIdentifier">TP-PID.</param>
    /// <param name="coding">TP-DCS.</param>
    /// <param name="validityPeriod">The encoded TP-VP, as long as the format in <paramref name="first"/> wants it.</param>
    /// <param name="userDataLength">TP-UDL: septets or bytes.</param>
    /// <param name="userData">TP-UD, packed, its header included.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when a length does not fit.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        FirstOctet first,
        byte reference,
        scoped ReadOnlySpan<byte> recipient,
        ProtocolIdentifier protocolIdentifier,
        DataCodingScheme coding,
        scoped ReadOnlySpan<byte> validityPeriod,
        byte userDataLength,
        scoped ReadOnlySpan<byte> userData,
        out int bytesWritten)
    {
        if (coding.UserDataBytes(userDataLength) != userData.Length
            || !TryWriteHead(destination, first, reference, recipient, protocolIdentifier, coding, validityPeriod, userDataLength, out bytesWritten)
            || !userData.TryCopyTo(destination.Slice(bytesWritten)))
        {
            bytesWritten = 0;
            return false;
        }

        bytesWritten += userData.Length;
        return true;
    }
}
