using System;

namespace CardOs.Apdu.Sms;

/// <summary>A time of the service centre (TP-SCTS, TP-DT, absolute TP-VP): TS 23.040 9.2.3.11.</summary>
/// <remarks>
/// Two decimal digits to a byte, the first one low; the time zone counts quarters of an hour, its sign is b4 of the byte.
/// <code>
/// 0    1    2    3    4    5    6
/// +----+----+----+----+----+----+----+
/// | YY | MM | DD | hh | mm | ss | tz |
/// +----+----+----+----+----+----+----+
/// </code>
/// </remarks>
public readonly struct ServiceCentreTime : IEquatable<ServiceCentreTime>
{
    /// <summary>Bytes that a time takes.</summary>
    public const int Length = 7;

    private const byte WestMask = 0b0000_1000;
    private const int MaxQuarterHours = 79;
    private const int MinutesInQuarter = 15;

    /// <summary>A time; <paramref name="year"/> has two digits, <paramref name="quarterHoursEast"/> is negative west of Greenwich.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of its range.</exception>
    public ServiceCentreTime(int year, int month, int day, int hour, int minute, int second, int quarterHoursEast)
    {
        if (!IsValid(year, month, day, hour, minute, second) || quarterHoursEast is < -MaxQuarterHours or > MaxQuarterHours)
        {
            throw new ArgumentOutOfRangeException(nameof(year));
        }

        Year = (byte)year;
        Month = (byte)month;
        Day = (byte)day;
        Hour = (byte)hour;
        Minute = (byte)minute;
        Second = (byte)second;
        QuarterHoursEast = (sbyte)quarterHoursEast;
    }

    /// <summary>The year, without its century.</summary>
    public byte Year { get; }

    /// <summary>The month, 1 to 12.</summary>
    public byte Month { get; }

    /// <summary>The day, 1 to 31.</summary>
    public byte Day { get; }

    /// <summary>The hour.</summary>
    public byte Hour { get; }

    /// <summary>The minute.</summary>
    public byte Minute { get; }

    /// <summary>The second.</summary>
    public byte Second { get; }

    /// <summary>How many quarters of an hour the local time is ahead of Greenwich.</summary>
    public sbyte QuarterHoursEast { get; }

    /// <summary>How many minutes the local time is ahead of Greenwich.</summary>
    public int MinutesEast => QuarterHoursEast * MinutesInQuarter;

    /// <summary>Whether both are the same time of the same zone.</summary>
    public static bool operator ==(ServiceCentreTime left, ServiceCentreTime right) => left.Equals(right);

    /// <summary>Whether time or zone differ.</summary>
    public static bool operator !=(ServiceCentreTime left, ServiceCentreTime right) => !left.Equals(right);

    /// <summary>Reads the first seven bytes of <paramref name="source"/>.</summary>
    /// <returns>False when there are fewer, or they are no time.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out ServiceCentreTime time)
    {
        time = default;
        if (source.Length < Length)
        {
            return false;
        }

        int year = SemiOctets.DecodeDecimal(source[0]);
        int month = SemiOctets.DecodeDecimal(source[1]);
        int day = SemiOctets.DecodeDecimal(source[2]);
        int hour = SemiOctets.DecodeDecimal(source[3]);
        int minute = SemiOctets.DecodeDecimal(source[4]);
        int second = SemiOctets.DecodeDecimal(source[5]);
        int quarters = SemiOctets.DecodeDecimal((byte)(source[6] & ~WestMask));
        if (!IsValid(year, month, day, hour, minute, second) || quarters < 0)
        {
            return false;
        }

        bool isWest = (source[6] & WestMask) != 0;
        time = new ServiceCentreTime(year, month, day, hour, minute, second, isWest ? -quarters : quarters);
        return true;
    }

    /// <summary>Writes the seven bytes.</summary>
    /// <returns>False, and nothing written, when they do not fit.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            return false;
        }

        destination[0] = SemiOctets.EncodeDecimal(Year);
        destination[1] = SemiOctets.EncodeDecimal(Month);
        destination[2] = SemiOctets.EncodeDecimal(Day);
        destination[3] = SemiOctets.EncodeDecimal(Hour);
        destination[4] = SemiOctets.EncodeDecimal(Minute);
        destination[5] = SemiOctets.EncodeDecimal(Second);
        destination[6] = (byte)(SemiOctets.EncodeDecimal(Math.Abs(QuarterHoursEast)) | (QuarterHoursEast < 0 ? WestMask : 0));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ServiceCentreTime other) => Packed == other.Packed;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ServiceCentreTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Packed.GetHashCode();

    private ulong Packed => ((ulong)Year << 48) | ((ulong)Month << 40) | ((ulong)Day << 32)
        | ((ulong)Hour << 24) | ((ulong)Minute << 16) | ((ulong)Second << 8) | (byte)QuarterHoursEast;

    private static bool IsValid(int year, int month, int day, int hour, int minute, int second) =>
        year is >= 0 and <= 99 && month is >= 1 and <= 12 && day is >= 1 and <= 31
        && hour is >= 0 and <= 23 && minute is >= 0 and <= 59 && second is >= 0 and <= 59;
}
