using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-STATUS-REPORT, what became of a message: TS 23.040 9.2.2.3.</summary>
/// <remarks>
/// <code>
/// +-------+----+---------------+----------+--------+----+----+-----+-----+-----+-----------+
/// | first | MR | TP-RA (2..12) | SCTS (7) | DT (7) | ST | PI | PID | DCS | UDL | user data |
/// +-------+----+---------------+----------+--------+----+----+-----+-----+-----+-----------+
///                                                       optional from here on
/// </code>
/// </remarks>
public readonly ref struct SmsStatusReport
{
    private const int BeforeAddressLength = 2;
    private const int BehindAddressLength = (2 * ServiceCentreTime.Length) + 1;

    private SmsStatusReport(FirstOctet first, byte reference, Address recipient, ReadOnlySpan<byte> rest, ReportParameters parameters)
    {
        First = first;
        Reference = reference;
        Recipient = recipient;
        EncodedTime = rest.Slice(0, ServiceCentreTime.Length);
        EncodedDischargeTime = rest.Slice(ServiceCentreTime.Length, ServiceCentreTime.Length);
        Status = rest[BehindAddressLength - 1];
        Parameters = parameters;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First { get; }

    /// <summary>TP-MR of the message that the report is about.</summary>
    public byte Reference { get; }

    /// <summary>TP-RA, who was to get that message.</summary>
    public Address Recipient { get; }

    /// <summary>TP-SCTS as it stands in the report, whether it is a time or not.</summary>
    public ReadOnlySpan<byte> EncodedTime { get; }

    /// <summary>TP-DT as it stands in the report, whether it is a time or not.</summary>
    public ReadOnlySpan<byte> EncodedDischargeTime { get; }

    /// <summary>TP-ST.</summary>
    public byte Status { get; }

    /// <summary>The optional fields.</summary>
    public ReportParameters Parameters { get; }

    /// <summary>Sees a report in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out SmsStatusReport report)
    {
        if (source.Length >= BeforeAddressLength)
        {
            var first = new FirstOctet(source[0]);
            if (first.MessageType == MessageType.StatusReportOrCommand
                && Address.TryRead(source.Slice(BeforeAddressLength), out Address recipient, out int addressLength))
            {
                ReadOnlySpan<byte> rest = source.Slice(BeforeAddressLength + addressLength);
                if (rest.Length >= BehindAddressLength
                    && ReportParameters.TryParse(
                        rest.Slice(BehindAddressLength), timeLength: 0, first.HasUserDataHeader, out ReportParameters parameters))
                {
                    report = new SmsStatusReport(first, source[1], recipient, rest, parameters);
                    return true;
                }
            }
        }

        report = default;
        return false;
    }
}
