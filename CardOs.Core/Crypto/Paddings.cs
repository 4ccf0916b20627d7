using System;

namespace CardOs.Crypto;

/// <summary>Writes and removes block padding.</summary>
internal static class Paddings
{
    private const byte Marker = 0x80;

    /// <summary>The length of a message of <paramref name="length"/> bytes with its padding.</summary>
    public static int PaddedLength(BlockPadding padding, int length, int blockLength) => padding switch
    {
        BlockPadding.Method1 => (length + blockLength - 1) / blockLength * blockLength,
        BlockPadding.Method2 => ((length / blockLength) + 1) * blockLength,
        _ => length,
    };

    /// <summary>Writes the padding over everything in <paramref name="buffer"/> from <paramref name="length"/> on.</summary>
    public static void Write(BlockPadding padding, Span<byte> buffer, int length)
    {
        Span<byte> tail = buffer.Slice(length);
        tail.Clear();
        if (padding == BlockPadding.Method2 && tail.Length > 0)
        {
            tail[0] = Marker;
        }
    }

    /// <summary>Finds the length of a message padded by method 2.</summary>
    /// <returns>False when the last non-zero byte is not the marker, or there is none.</returns>
    public static bool TryRemoveMethod2(ReadOnlySpan<byte> padded, out int length)
    {
        length = padded.Length - 1;
        while (length >= 0 && padded[length] == 0)
        {
            length--;
        }

        if (length >= 0 && padded[length] == Marker)
        {
            return true;
        }

        length = 0;
        return false;
    }
}
