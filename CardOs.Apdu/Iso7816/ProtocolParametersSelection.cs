using System;

namespace CardOs.Apdu;

/// <summary>The request by which a terminal chooses protocol and speed, and the card's answer to it.</summary>
/// <remarks>
/// ISO 7816-3 9.2.
/// <code>
/// 0    1      2      3      4
/// +----+------+------+------+------+-----+
/// | FF | PPS0 | PPS1 | PPS2 | PPS3 | PCK |     PPS0: b5 b6 b7 = PPS1 PPS2 PPS3 present, b4..b1 = protocol, b8 = 0
/// +----+------+------+------+------+-----+     PCK makes the exclusive or of all bytes zero
/// </code>
/// </remarks>
public readonly ref struct ProtocolParametersSelection
{
    /// <summary>The most bytes that a request has.</summary>
    public const int MaxLength = 6;

    private const byte Initial = 0xFF;
    private const int MinLength = 3;
    private const int ParametersOffset = 2;
    private const int ProtocolMask = 0b0000_1111;
    private const int FirstParameterMask = 0b0001_0000;
    private const int ReservedMask = 0b1000_0000;
    private const int ParameterCount = 3;

    private readonly ReadOnlySpan<byte> _bytes;

    private ProtocolParametersSelection(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The whole request; a card that accepts all of it answers with the same bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The protocol chosen, 0 to 15.</summary>
    public int Protocol => _bytes[1] & ProtocolMask;

    /// <summary>Gives PPS1 (clock rate and baud rate factors, coded as TA1), PPS2 or PPS3.</summary>
    /// <returns>False when the request has no such byte.</returns>
    public bool TryGetParameter(int number, out byte value)
    {
        value = 0;
        if (number is < 1 or > ParameterCount || (_bytes[1] & (FirstParameterMask << (number - 1))) == 0)
        {
            return false;
        }

        value = _bytes[ParametersOffset + CountParameters(_bytes[1], number - 1)];
        return true;
    }

    /// <summary>Sees a request in <paramref name="source"/>, which must hold it exactly, its check byte right.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out ProtocolParametersSelection selection)
    {
        if (source.Length < MinLength
            || source[0] != Initial
            || (source[1] & ReservedMask) != 0
            || source.Length != MinLength + CountParameters(source[1], ParameterCount)
            || AnswerToReset.ExclusiveOr(source) != 0)
        {
            selection = default;
            return false;
        }

        selection = new ProtocolParametersSelection(source);
        return true;
    }

    // How many of the first `last` parameters the byte PPS0 announces.
    private static int CountParameters(int format, int last)
    {
        int count = 0;
        for (int i = 0; i < last; i++)
        {
            count += (format & (FirstParameterMask << i)) == 0 ? 0 : 1;
        }

        return count;
    }
}
