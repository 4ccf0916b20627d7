using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-DELIVER-REPORT, the answer to a DELIVER: TS 23.040 9.2.2.1a.</summary>
/// <remarks>
/// <code>
/// +-------+-----+----+-----+-----+-----+-----------+
/// | first | FCS | PI | PID | DCS | UDL | user data |    FCS only in an RP-ERROR
/// +-------+-----+----+-----+-----+-----+-----------+
/// </code>
/// The bytes do not tell whether there is a cause of failure: the layer below does.
/// </remarks>
public readonly ref struct SmsDeliverReport
{
    private SmsDeliverReport(FirstOctet first, FailureCause? cause, ReportParameters parameters)
    {
        First = first;
        Cause = cause;
        Parameters = parameters;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First { get; }

    /// <summary>TP-FCS, or null in an acknowledgement.</summary>
    public FailureCause? Cause { get; }

    /// <summary>The optional fields.</summary>
    public ReportParameters Parameters { get; }

    /// <summary>Sees a report in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <param name="source">The TPDU.</param>
    /// <param name="isError">Whether it came in an RP-ERROR, not in an RP-ACK.</param>
    /// <param name="report">The report.</param>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, bool isError, out SmsDeliverReport report)
    {
        bool fits = ReportParameters.TryParse(
            source, MessageType.Deliver, isError, timeLength: 0, out FirstOctet first, out FailureCause? cause, out ReportParameters parameters);
        report = fits ? new SmsDeliverReport(first, cause, parameters) : default;
        return fits;
    }

    /// <summary>Writes everything in front of the user data, with PID, DCS and UDL.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWriteHead(
        Span<byte> destination,
        FirstOctet first,
        FailureCause? cause,
        ProtocolIdentifier protocolIdentifier,
        DataCodingScheme coding,
        byte userDataLength,
        out int bytesWritten)
    {
        int causeLength = cause.HasValue ? 1 : 0;
        bytesWritten = 0;
        if (destination.Length < causeLength + 5)
        {
            return false;
        }

        destination[0] = (first with { MessageType = MessageType.Deliver }).Value;
        if (cause.HasValue)
        {
            destination[1] = (byte)cause.GetValueOrDefault();
        }

        Span<byte> rest = destination.Slice(1 + causeLength);
        rest[0] = ParameterIndicator.All.Value;
        rest[1] = (byte)protocolIdentifier;
        rest[2] = coding.Value;
        rest[3] = userDataLength;
        bytesWritten = causeLength + 5;
        return true;
    }

    /// <summary>Writes a report with user data, as a terminal makes it from what the card answered to an ENVELOPE.</summary>
    /// <returns>False when a length does not fit.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        FirstOctet first,
        FailureCause? cause,
        ProtocolIdentifier protocolIdentifier,
        DataCodingScheme coding,
        byte userDataLength,
        scoped ReadOnlySpan<byte> userData,
        out int bytesWritten)
    {
        if (coding.UserDataBytes(userDataLength) != userData.Length
            || !TryWriteHead(destination, first, cause, protocolIdentifier, coding, userDataLength, out bytesWritten)
            || !userData.TryCopyTo(destination.Slice(bytesWritten)))
        {
            bytesWritten = 0;
            return false;
        }

        bytesWritten += userData.Length;
        return true;
    }
}
