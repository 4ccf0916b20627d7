using System;

namespace CardOs.JavaCardApi.Security;

/// <summary>An ECDSA signature as bytes: SEQUENCE of two INTEGERs, or the two numbers alone (BSI TR-03111 5.2).</summary>
internal static class EcSignature
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte OneLengthByte = 0x81;

    /// <summary>The longest SEQUENCE for an order of so many bytes.</summary>
    public static int MaxLength(int orderLength)
    {
        int content = 2 * (2 + orderLength + 1);
        return content > 0x7F ? 3 + content : 2 + content;
    }

    /// <summary>Writes the SEQUENCE.</summary>
    /// <returns>Its length.</returns>
    public static int Encode(scoped ReadOnlySpan<byte> r, scoped ReadOnlySpan<byte> s, scoped Span<byte> encoded)
    {
        int content = 4 + IntegerLength(r) + IntegerLength(s);
        int at = 0;
        encoded[at++] = Sequence;
        if (content > 0x7F)
        {
            encoded[at++] = OneLengthByte;
        }

        encoded[at++] = (byte)content;
        at += EncodeInteger(r, encoded.Slice(at));
        return at + EncodeInteger(s, encoded.Slice(at));
    }

    /// <summary>Finds the numbers in a SEQUENCE.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> r, out ReadOnlySpan<byte> s)
    {
        r = default;
        s = default;
        return TryRead(encoded, Sequence, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> rest)
            && rest.IsEmpty
            && TryRead(content, Integer, out r, out rest)
            && TryRead(rest, Integer, out s, out rest)
            && rest.IsEmpty
            && !r.IsEmpty
            && !s.IsEmpty;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, byte tag, out ReadOnlySpan<byte> value, out ReadOnlySpan<byte> rest)
    {
        value = default;
        rest = default;
        if (bytes.Length < 2 || bytes[0] != tag)
        {
            return false;
        }

        int header = bytes[1] == OneLengthByte ? 3 : 2;
        if (bytes.Length < header || bytes.Length < header + bytes[header - 1] || (header == 2 && bytes[1] > OneLengthByte))
        {
            return false;
        }

        value = bytes.Slice(header, bytes[header - 1]);
        rest = bytes.Slice(header + value.Length);
        return true;
    }

    private static int IntegerLength(scoped ReadOnlySpan<byte> number)
    {
        int skipped = Leading(number);
        return number.Length - skipped + (number[skipped] >> 7);
    }

    private static int EncodeInteger(scoped ReadOnlySpan<byte> number, scoped Span<byte> encoded)
    {
        ReadOnlySpan<byte> significant = number.Slice(Leading(number));
        int length = IntegerLength(number);
        encoded[0] = Integer;
        encoded[1] = (byte)length;
        encoded[2] = 0;
        significant.CopyTo(encoded.Slice(2 + length - significant.Length));
        return 2 + length;
    }

    private static int Leading(scoped ReadOnlySpan<byte> number)
    {
        int zeros = 0;
        while (zeros < number.Length - 1 && number[zeros] == 0)
        {
            zeros++;
        }

        return zeros;
    }
}
