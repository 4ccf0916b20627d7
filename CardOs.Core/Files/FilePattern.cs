using System;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>What the body of a new or grown file is filled with: tags C1 and C2 in A5, TS 102 222 6.3.2.2.2.</summary>
/// <remarks>
/// The filling pattern (C1) is written once and its last byte goes on to the end; the repeat pattern (C2) starts again and again. Each record starts the
/// pattern anew. Without either, or with an empty one, the bytes are FF.
/// </remarks>
internal static class FilePattern
{
    public const uint Filling = 0xC1;
    public const uint Repeat = 0xC2;

    private static ReadOnlySpan<byte> Blank => [0xFF];

    /// <summary>Fills the bytes of a body from <paramref name="start"/> to <paramref name="end"/>, around the journal.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="body">The body's address.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The byte behind the last one.</param>
    /// <param name="recordLength">Bytes of a record, or 0.</param>
    /// <param name="details">The value of A5, well-formed.</param>
    public static void Fill(NonVolatileMemory memory, NvAddress body, int start, int end, int recordLength, scoped ReadOnlySpan<byte> details)
    {
        var reader = new BerTlvReader(details);
        bool isRepeated = reader.TryFind(Repeat, out ReadOnlySpan<byte> pattern) && !pattern.IsEmpty;
        if (!isRepeated && (!reader.TryFind(Filling, out pattern) || pattern.IsEmpty))
        {
            pattern = Blank;
        }

        Span<byte> chunk = stackalloc byte[NonVolatileMemory.PageLength];
        int position = recordLength == 0 ? start : start % recordLength;
        while (start < end)
        {
            NvAddress address = body + start;
            int count = Math.Min(end - start, NonVolatileMemory.PageLength - (address.Value & (NonVolatileMemory.PageLength - 1)));
            for (int i = 0; i < count; i++)
            {
                chunk[i] = pattern[isRepeated ? position % pattern.Length : Math.Min(position, pattern.Length - 1)];
                position++;
                position = position == recordLength ? 0 : position;
            }

            memory.Write(address, chunk.Slice(0, count));
            start += count;
        }
    }
}
