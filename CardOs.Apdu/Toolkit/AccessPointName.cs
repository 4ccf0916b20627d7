using System;

namespace CardOs.Apdu.Toolkit;

/// <summary>The name of an access point as labels, each behind its length: TS 102 223 8.70, TS 23.003 9.1.</summary>
public static class AccessPointName
{
    private const int MaxLabelLength = 63;

    /// <summary>Writes the name with dots between its labels.</summary>
    /// <returns>False when a label does not fit the bytes, or the name does not fit.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> value, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        int written = 0;
        while (!value.IsEmpty)
        {
            int length = value[0];
            int dot = written == 0 ? 0 : 1;
            if (length is 0 or > MaxLabelLength || length >= value.Length || written + dot + length > destination.Length)
            {
                return false;
            }

            if (dot != 0)
            {
                destination[written++] = '.';
            }

            foreach (byte character in value.Slice(1, length))
            {
                destination[written++] = (char)character;
            }

            value = value.Slice(1 + length);
        }

        charsWritten = written;
        return true;
    }

    /// <summary>Encodes a name with dots between its labels.</summary>
    /// <returns>False when a label is empty or too long, a character is not ASCII, or the bytes do not fit.</returns>
    public static bool TryEncode(scoped ReadOnlySpan<char> name, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        int written = 0;
        while (!name.IsEmpty)
        {
            int end = name.IndexOf('.');
            int length = end < 0 ? name.Length : end;
            if (length is 0 or > MaxLabelLength || written + 1 + length > destination.Length || end == name.Length - 1)
            {
                return false;
            }

            destination[written++] = (byte)length;
            foreach (char character in name.Slice(0, length))
            {
                if (character > 0x7F)
                {
                    return false;
                }

                destination[written++] = (byte)character;
            }

            name = end < 0 ? default : name.Slice(end + 1);
        }

        bytesWritten = written;
        return true;
    }
}
