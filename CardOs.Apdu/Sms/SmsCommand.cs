using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-COMMAND, an order to the service centre about an earlier message: TS 23.040 9.2.2.4.</summary>
/// <remarks>
/// <code>
/// +-------+----+-----+----+----+---------------+-----+--------------+
/// | first | MR | PID | CT | MN | TP-DA (2..12) | CDL | command data |
/// +-------+----+-----+----+----+---------------+-----+--------------+
/// </code>
/// </remarks>
public readonly ref struct SmsCommand
{
    private const int BeforeAddressLength = 5;

    private readonly ReadOnlySpan<byte> _source;

    private SmsCommand(ReadOnlySpan<byte> source, Address destination, ReadOnlySpan<byte> data)
    {
        _source = source;
        Destination = destination;
        Data = data;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First => new(_source[0]);

    /// <summary>TP-MR.</summary>
    public byte Reference => _source[1];

    /// <summary>TP-PID.</summary>
    public ProtocolIdentifier ProtocolIdentifier => (ProtocolIdentifier)_source[2];

    /// <summary>TP-CT, what is to be done.</summary>
    public byte CommandType => _source[3];

    /// <summary>TP-MN, the reference of the earlier message.</summary>
    public byte MessageNumber => _source[4];

    /// <summary>TP-DA of the earlier message.</summary>
    public Address Destination { get; }

    /// <summary>TP-CD.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Sees a command in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out SmsCommand command)
    {
        if (source.Length > BeforeAddressLength
            && new FirstOctet(source[0]).MessageType == MessageType.StatusReportOrCommand
            && Address.TryRead(source.Slice(BeforeAddressLength), out Address destination, out int addressLength))
        {
            ReadOnlySpan<byte> rest = source.Slice(BeforeAddressLength + addressLength);
            if (!rest.IsEmpty && rest[0] == rest.Length - 1)
            {
                command = new SmsCommand(source, destination, rest.Slice(1));
                return true;
            }
        }

        command = default;
        return false;
    }

    /// <summary>Writes everything in front of the command data.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWriteHead(
        Span<byte> destination,
        FirstOctet first,
        byte reference,
        ProtocolIdentifier protocolIdentifier,
        byte commandType,
        byte messageNumber,
        scoped ReadOnlySpan<byte> recipient,
        byte dataLength,
        out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < BeforeAddressLength + recipient.Length + 1)
        {
            return false;
        }

        destination[0] = (first with { MessageType = MessageType.StatusReportOrCommand }).Value;
        destination[1] = reference;
        destination[2] = (byte)protocolIdentifier;
        destination[3] = commandType;
        destination[4] = messageNumber;
        recipient.CopyTo(destination.Slice(BeforeAddressLength));
        destination[BeforeAddressLength + recipient.Length] = dataLength;
        bytesWritten = BeforeAddressLength + recipient.Length + 1;
        return true;
    }
}
