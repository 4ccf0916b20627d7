using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Tlv;

/// <summary>The length field of SIMPLE-TLV objects and of data groups: one byte, or FF and two bytes.</summary>
/// <remarks>
/// ISO 7816-4 5.2.1; data groups of GlobalPlatform STORE DATA use the same.
/// <code>
/// +---------+        +------+------+------+
/// | 00..FE  |   or   |  FF  |  hh  |  ll  |
/// +---------+        +------+------+------+
/// </code>
/// </remarks>
public static class SimpleLength
{
    /// <summary>The greatest length.</summary>
    public const int MaxValue = ushort.MaxValue;

    private const byte LongForm = 0xFF;
    private const int LongFormLength = 3;

    /// <summary>Bytes that the field for <paramref name="length"/> takes, 1 or 3.</summary>
    public static int LengthOf(int length) => length < LongForm ? 1 : LongFormLength;

    /// <summary>Reads the field at the start of <paramref name="source"/>.</summary>
    /// <returns>False, and default outputs, when it is cut short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out int length, out int bytesConsumed)
    {
        if (!source.IsEmpty && source[0] != LongForm)
        {
            length = source[0];
            bytesConsumed = 1;
            return true;
        }

        if (source.Length < LongFormLength)
        {
            length = 0;
            bytesConsumed = 0;
            return false;
        }

        length = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(1));
        bytesConsumed = LongFormLength;
        return true;
    }

    /// <summary>Writes the field for <paramref name="length"/> in the shortest form.</summary>
    /// <returns>False, and nothing written, when it does not fit or the length is not 0 to 65,535.</returns>
    public static bool TryWrite(Span<byte> destination, int length, out int bytesWritten)
    {
        int count = LengthOf(length);
        if ((uint)length > MaxValue || destination.Length < count)
        {
            bytesWritten = 0;
            return false;
        }

        if (count == 1)
        {
            destination[0] = (byte)length;
        }
        else
        {
            destination[0] = LongForm;
            BinaryPrimitives.WriteUInt16BigEndian(destination.Slice(1), (ushort)length);
        }

        bytesWritten = count;
        return true;
    }
}
