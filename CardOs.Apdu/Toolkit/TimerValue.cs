using System;
using CardOs.Apdu.Sms;

namespace CardOs.Apdu.Toolkit;

/// <summary>The time of a timer, hours, minutes and seconds with two digits each: TS 102 223 8.38.</summary>
public readonly struct TimerValue : IEquatable<TimerValue>
{
    /// <summary>Bytes of the value.</summary>
    public const int Length = 3;

    private const int SecondsInMinute = 60;
    private const int SecondsInHour = 60 * SecondsInMinute;
    private const int MaxSeconds = (100 * SecondsInHour) - 1;

    /// <summary>A time of this many seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The hours would have more than two digits.</exception>
    public TimerValue(int totalSeconds)
    {
        if (totalSeconds is < 0 or > MaxSeconds)
        {
            throw new ArgumentOutOfRangeException(nameof(totalSeconds));
        }

        TotalSeconds = totalSeconds;
    }

    /// <summary>The time in seconds.</summary>
    public int TotalSeconds { get; }

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(TimerValue left, TimerValue right) => left.TotalSeconds == right.TotalSeconds;

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TimerValue left, TimerValue right) => left.TotalSeconds != right.TotalSeconds;

    /// <summary>Reads the value of the object.</summary>
    /// <returns>False when it is no time.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out TimerValue time)
    {
        time = default;
        if (value.Length != Length)
        {
            return false;
        }

        int hours = SemiOctets.DecodeDecimal(value[0]);
        int minutes = SemiOctets.DecodeDecimal(value[1]);
        int seconds = SemiOctets.DecodeDecimal(value[2]);
        if (hours < 0 || minutes is < 0 or >= 60 || seconds is < 0 or >= 60)
        {
            return false;
        }

        time = new TimerValue((hours * SecondsInHour) + (minutes * SecondsInMinute) + seconds);
        return true;
    }

    /// <summary>Writes the value of the object.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            return false;
        }

        destination[0] = SemiOctets.EncodeDecimal(TotalSeconds / SecondsInHour);
        destination[1] = SemiOctets.EncodeDecimal(TotalSeconds / SecondsInMinute % SecondsInMinute);
        destination[2] = SemiOctets.EncodeDecimal(TotalSeconds % SecondsInMinute);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(TimerValue other) => TotalSeconds == other.TotalSeconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimerValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => TotalSeconds;
}
