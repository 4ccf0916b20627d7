using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The length fields of PUT KEY and INSTALL: those of BER, and 80 for 128. GlobalPlatform 2.3.1 11.8.2.3.1, 11.5.2.3.</summary>
public static class KeyLength
{
    private const byte Short128 = 0x80;

    /// <summary>Reads the field at the start of <paramref name="source"/>, and what it is the length of.</summary>
    /// <returns>False when it is cut short, or has more than two bytes behind the first.</returns>
    public static bool TryReadValue(scoped ref ReadOnlySpan<byte> source, out ReadOnlySpan<byte> value)
    {
        if (TryRead(source, out int length, out int consumed) && length <= source.Length - consumed)
        {
            value = source.Slice(consumed, length);
            source = source.Slice(consumed + length);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Reads the field at the start of <paramref name="source"/>.</summary>
    /// <returns>False, and default outputs, when it is cut short, or has more than two bytes behind the first.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out int length, out int bytesConsumed)
    {
        length = 0;
        bytesConsumed = 0;
        if (source.IsEmpty)
        {
            return false;
        }

        int count = source[0] <= Short128 ? 0 : source[0] - Short128;
        if (count > 2 || source.Length < 1 + count)
        {
            return false;
        }

        length = count switch
        {
            0 => source[0],
            1 => source[1],
            _ => (source[1] << 8) | source[2],
        };
        bytesConsumed = 1 + count;
        return true;
    }

    /// <summary>Writes the field for <paramref name="length"/> as BER has it, at most 65,535.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(Span<byte> destination, int length, out int bytesWritten)
    {
        bytesWritten = 0;
        return (uint)length <= ushort.MaxValue && BerTlvEncoder.TryWriteLength(destination, length, out bytesWritten);
    }
}
