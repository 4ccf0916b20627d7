using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Encodes the parts of BER-TLV objects (ISO 8825-1 8.1, shortest lengths) without state.</summary>
public static class BerTlvEncoder
{
    private const uint MaxOneByteLength = 0x7F;

    /// <summary>Bytes that <paramref name="tag"/> takes, 1 to 4.</summary>
    public static int LengthOfTag(uint tag) => tag <= 0xFF ? 1 : tag <= 0xFFFF ? 2 : tag <= 0xFF_FFFF ? 3 : 4;

    /// <summary>Bytes that the length field for <paramref name="length"/> takes, 1 to 5.</summary>
    public static int LengthOfLength(int length) => LengthOfLength((uint)length);

    /// <summary>Bytes that an object with <paramref name="tag"/> and a value of <paramref name="valueLength"/> bytes takes.</summary>
    public static int LengthOfElement(uint tag, int valueLength) => checked(LengthOfTag(tag) + LengthOfLength(valueLength) + valueLength);

    /// <summary>Writes the bytes that <paramref name="tag"/> spells.</summary>
    /// <returns>False, and nothing written, when they do not fit.</returns>
    public static bool TryWriteTag(Span<byte> destination, uint tag, out int bytesWritten) =>
        TryWriteNumber(destination, tag, LengthOfTag(tag), out bytesWritten);

    /// <summary>Writes the length field for <paramref name="length"/>.</summary>
    /// <returns>False, and nothing written, when it does not fit or the length is negative.</returns>
    public static bool TryWriteLength(Span<byte> destination, int length, out int bytesWritten)
    {
        int count = LengthOfLength(length);
        if (length < 0 || destination.Length < count)
        {
            bytesWritten = 0;
            return false;
        }

        if (count == 1)
        {
            destination[0] = (byte)length;
            bytesWritten = 1;
            return true;
        }

        destination[0] = (byte)(BerTlvDecoder.LongLengthMask | (count - 1));
        TryWriteNumber(destination.Slice(1), (uint)length, count - 1, out _);
        bytesWritten = count;
        return true;
    }

    internal static int LengthOfLength(uint length) => length <= MaxOneByteLength ? 1 : 1 + LengthOfTag(length);

    private static bool TryWriteNumber(Span<byte> destination, uint number, int count, out int bytesWritten)
    {
        if (destination.Length < count)
        {
            bytesWritten = 0;
            return false;
        }

        for (int i = count - 1; i >= 0; i--)
        {
            destination[i] = (byte)number;
            number >>= 8;
        }

        bytesWritten = count;
        return true;
    }
}
