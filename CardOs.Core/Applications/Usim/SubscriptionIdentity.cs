using System;

namespace CardOs.Applications.Usim;

/// <summary>The IMSI as EF_IMSI has it, split for a SUCI: TS 31.102 4.2.2, TS 24.501 9.11.3.4.</summary>
/// <remarks>
/// <code>
/// 0        1                      2 ..
/// +--------+-----------+----------+-----------------+
/// | length | digit 1   | 1001     | digits 3, 2; .. |     each digit in four bits, an even number of them ends with F
/// |        | (b8 - b5) | or 0001  |                 |
/// +--------+-----------+----------+-----------------+
/// </code>
/// </remarks>
internal readonly ref struct SubscriptionIdentity
{
    /// <summary>Bytes of MCC and MNC in a SUCI.</summary>
    public const int NetworkLength = 3;

    /// <summary>The most bytes of the rest of the digits.</summary>
    public const int MaxNumberLength = 5;

    private const int CountryDigits = 3;
    private const int MaxLength = 8;
    private const int Filler = 0x0F;
    private const int FirstDigit = 1;

    private readonly ReadOnlySpan<byte> _digits;
    private readonly int _networkDigits;

    private SubscriptionIdentity(ReadOnlySpan<byte> digits, int count, int networkDigits)
    {
        _digits = digits;
        Count = count;
        _networkDigits = networkDigits;
    }

    /// <summary>How many digits there are.</summary>
    public int Count { get; }

    /// <summary>Bytes of the digits behind MCC and MNC.</summary>
    public int NumberLength => (Count - CountryDigits - _networkDigits + 1) / 2;

    /// <param name="file">The contents of EF_IMSI.</param>
    /// <param name="networkDigits">Digits of the MNC, 2 or 3: EF_AD.</param>
    /// <param name="identity">The identity.</param>
    public static bool TryParse(ReadOnlySpan<byte> file, int networkDigits, out SubscriptionIdentity identity)
    {
        identity = default;
        if (file.IsEmpty || file[0] is 0 or > MaxLength || file.Length <= file[0])
        {
            return false;
        }

        ReadOnlySpan<byte> digits = file.Slice(1, file[0]);
        int count = (2 * digits.Length) - FirstDigit;
        count -= (digits[digits.Length - 1] >> 4) == Filler ? 1 : 0;
        for (int i = 0; i < count; i++)
        {
            if (DigitAt(digits, i) > 9)
            {
                return false;
            }
        }

        identity = new SubscriptionIdentity(digits, count, networkDigits);
        return count > CountryDigits + networkDigits;
    }

    /// <summary>MCC and MNC, as TS 24.008 10.5.1.3 has them.</summary>
    public void WriteNetwork(Span<byte> destination)
    {
        int third = _networkDigits > 2 ? DigitAt(_digits, CountryDigits + 2) : Filler;
        destination[0] = (byte)((DigitAt(_digits, 1) << 4) | DigitAt(_digits, 0));
        destination[1] = (byte)((third << 4) | DigitAt(_digits, 2));
        destination[2] = (byte)((DigitAt(_digits, CountryDigits + 1) << 4) | DigitAt(_digits, CountryDigits));
    }

    /// <summary>The digits behind MCC and MNC: the scheme input of TS 33.501 C.3.2 for an IMSI.</summary>
    public void WriteNumber(Span<byte> destination)
    {
        int first = CountryDigits + _networkDigits;
        for (int i = 0; i < NumberLength; i++)
        {
            int at = first + (2 * i);
            int second = at + 1 < Count ? DigitAt(_digits, at + 1) : Filler;
            destination[i] = (byte)((second << 4) | DigitAt(_digits, at));
        }
    }

    private static int DigitAt(ReadOnlySpan<byte> digits, int index)
    {
        int nibble = index + FirstDigit;
        return (digits[nibble >> 1] >> (4 * (nibble & 1))) & Filler;
    }
}
