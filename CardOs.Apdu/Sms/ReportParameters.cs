using System;

namespace CardOs.Apdu.Sms;

/// <summary>The optional end of a report: TS 23.040 9.2.2.1a, 9.2.2.2a, 9.2.2.3.</summary>
/// <remarks>
/// <code>
/// +----+ … +-----+-----+-----+-----------+
/// | PI |   | PID | DCS | UDL | user data |    each one only if PI says so
/// +----+ … +-----+-----+-----+-----------+
///        ^ the time stamp of a SUBMIT-REPORT
/// </code>
/// </remarks>
public readonly ref struct ReportParameters
{
    private ReportParameters(ParameterIndicator indicator, ReadOnlySpan<byte> time, byte protocolIdentifier, byte coding, UserData userData)
    {
        Indicator = indicator;
        EncodedTime = time;
        ProtocolIdentifier = (ProtocolIdentifier)protocolIdentifier;
        Coding = new DataCodingScheme(coding);
        UserData = userData;
    }

    /// <summary>TP-PI: which of the others are there.</summary>
    public ParameterIndicator Indicator { get; }

    /// <summary>TP-SCTS of a SUBMIT-REPORT as it stands in the message; else empty.</summary>
    public ReadOnlySpan<byte> EncodedTime { get; }

    /// <summary>TP-PID.</summary>
    public ProtocolIdentifier ProtocolIdentifier { get; }

    /// <summary>TP-DCS; without it the default alphabet applies.</summary>
    public DataCodingScheme Coding { get; }

    /// <summary>TP-UDL and TP-UD.</summary>
    public UserData UserData { get; }

    /// <summary>Sees a report in front of its end as well: the flags, and the cause of failure that an RP-ERROR has.</summary>
    internal static bool TryParse(
        ReadOnlySpan<byte> source, MessageType type, bool isError, int timeLength, out FirstOctet first, out FailureCause? cause, out ReportParameters parameters)
    {
        int head = isError ? 2 : 1;
        if (source.Length < head)
        {
            first = default;
            cause = null;
            parameters = default;
            return false;
        }

        first = new FirstOctet(source[0]);
        cause = isError ? (FailureCause)source[1] : null;
        parameters = default;
        return first.MessageType == type && TryParse(source.Slice(head), timeLength, first.HasUserDataHeader, out parameters);
    }

    internal static bool TryParse(ReadOnlySpan<byte> source, int timeLength, bool hasHeader, out ReportParameters parameters)
    {
        parameters = default;
        if (source.IsEmpty)
        {
            return true;
        }

        var indicator = new ParameterIndicator(source[0]);
        ReadOnlySpan<byte> rest = source.Slice(1);
        bool isExtended = indicator.IsExtended;
        while (isExtended)
        {
            if (rest.IsEmpty)
            {
                return false;
            }

            isExtended = new ParameterIndicator(rest[0]).IsExtended;
            rest = rest.Slice(1);
        }

        int fixedLength = timeLength + (indicator.HasProtocolIdentifier ? 1 : 0) + (indicator.HasCoding ? 1 : 0);
        if (rest.Length < fixedLength)
        {
            return false;
        }

        ReadOnlySpan<byte> time = rest.Slice(0, timeLength);
        byte protocolIdentifier = indicator.HasProtocolIdentifier ? rest[timeLength] : (byte)0;
        byte coding = indicator.HasCoding ? rest[fixedLength - 1] : (byte)0;
        ReadOnlySpan<byte> end = rest.Slice(fixedLength);
        UserData userData = default;
        bool fits = indicator.HasUserData ? UserData.TryParse(end, new DataCodingScheme(coding), hasHeader, out userData) : end.IsEmpty;
        if (fits)
        {
            parameters = new ReportParameters(indicator, time, protocolIdentifier, coding, userData);
        }

        return fits;
    }
}
