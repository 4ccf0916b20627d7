using System;

namespace CardOs.Apdu.Sms;

/// <summary>TP-VP, how long the service centre keeps a message: TS 23.040 9.2.3.12.</summary>
public readonly ref struct ValidityPeriod
{
    private const int MinutesInHour = 60;
    private const int MinutesInDay = 24 * MinutesInHour;
    private const int SecondsInMinute = 60;
    private const int EnhancedFormatMask = 0b0000_0111;
    private const int EnhancedRelative = 0b001;
    private const int EnhancedSeconds = 0b010;
    private const int EnhancedTime = 0b011;

    internal ValidityPeriod(ValidityPeriodFormat format, ReadOnlySpan<byte> encoded)
    {
        Format = format;
        Encoded = encoded;
    }

    /// <summary>How the period is coded.</summary>
    public ValidityPeriodFormat Format { get; }

    /// <summary>The bytes of the period: none, one or seven.</summary>
    public ReadOnlySpan<byte> Encoded { get; }

    /// <summary>Bytes that a period of this format takes.</summary>
    public static int EncodedLength(ValidityPeriodFormat format) => format switch
    {
        ValidityPeriodFormat.None => 0,
        ValidityPeriodFormat.Relative => 1,
        _ => ServiceCentreTime.Length,
    };

    /// <summary>The minutes that a relative period of this value lasts: TS 23.040 9.2.3.12.1.</summary>
    public static int RelativeMinutes(byte value) => value switch
    {
        <= 143 => (value + 1) * 5,
        <= 167 => (12 * MinutesInHour) + ((value - 143) * 30),
        <= 196 => (value - 166) * MinutesInDay,
        _ => (value - 192) * 7 * MinutesInDay,
    };

    /// <summary>How many seconds a relative or enhanced period lasts.</summary>
    /// <returns>False for other formats and reserved codings.</returns>
    public bool TryGetSeconds(out int seconds)
    {
        seconds = 0;
        if (Format == ValidityPeriodFormat.Relative)
        {
            seconds = RelativeMinutes(Encoded[0]) * SecondsInMinute;
            return true;
        }

        if (Format != ValidityPeriodFormat.Enhanced)
        {
            return false;
        }

        switch (Encoded[0] & EnhancedFormatMask)
        {
            case EnhancedRelative:
                seconds = RelativeMinutes(Encoded[1]) * SecondsInMinute;
                return true;
            case EnhancedSeconds:
                seconds = Encoded[1];
                return true;
            case EnhancedTime:
                int hours = SemiOctets.DecodeDecimal(Encoded[1]);
                int minutes = SemiOctets.DecodeDecimal(Encoded[2]);
                int rest = SemiOctets.DecodeDecimal(Encoded[3]);
                seconds = (((hours * MinutesInHour) + minutes) * SecondsInMinute) + rest;
                return hours >= 0 && minutes >= 0 && rest >= 0;
            default:
                return false;
        }
    }

    /// <summary>When an absolute period ends.</summary>
    /// <returns>False for other formats, and when the bytes are no time.</returns>
    public bool TryGetTime(out ServiceCentreTime time)
    {
        time = default;
        return Format == ValidityPeriodFormat.Absolute && ServiceCentreTime.TryRead(Encoded, out time);
    }
}
