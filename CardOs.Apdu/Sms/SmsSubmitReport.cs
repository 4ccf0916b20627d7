using System;

namespace CardOs.Apdu.Sms;

/// <summary>SMS-SUBMIT-REPORT, the answer to a SUBMIT or a COMMAND: TS 23.040 9.2.2.2a.</summary>
/// <remarks>
/// <code>
/// +-------+-----+----+----------+-----+-----+-----+-----------+
/// | first | FCS | PI | SCTS (7) | PID | DCS | UDL | user data |    FCS only in an RP-ERROR
/// +-------+-----+----+----------+-----+-----+-----+-----------+
/// </code>
/// </remarks>
public readonly ref struct SmsSubmitReport
{
    private SmsSubmitReport(FirstOctet first, FailureCause? cause, ReportParameters parameters)
    {
        First = first;
        Cause = cause;
        Parameters = parameters;
    }

    /// <summary>The flags.</summary>
    public FirstOctet First { get; }

    /// <summary>TP-FCS, or null in an acknowledgement.</summary>
    public FailureCause? Cause { get; }

    /// <summary>The time stamp and the optional fields.</summary>
    public ReportParameters Parameters { get; }

    /// <summary>Sees a report in <paramref name="source"/>, which must hold it exactly; one that ends behind its cause is accepted.</summary>
    /// <param name="source">The TPDU.</param>
    /// <param name="isError">Whether it came in an RP-ERROR, not in an RP-ACK.</param>
    /// <param name="report">The report.</param>
    /// <returns>False when it is another kind of TPDU, or a length does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, bool isError, out SmsSubmitReport report)
    {
        bool fits = ReportParameters.TryParse(
            source, MessageType.Submit, isError, ServiceCentreTime.Length, out FirstOctet first, out FailureCause? cause, out ReportParameters parameters);
        report = fits ? new SmsSubmitReport(first, cause, parameters) : default;
        return fits;
    }
}
