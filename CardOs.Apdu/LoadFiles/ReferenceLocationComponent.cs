using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>Where in the Method component indices of the constant pool are, so that a linker can replace them: JCVM 6.12.</summary>
/// <remarks>
/// <code>
/// 0           2
/// +-----------+--------------------- … --+-----------+--------------------- … --+
/// | count (2) | distances to indices of  | count (2) | distances to indices of  |
/// |           | one byte (1 each)        |           | two bytes (1 each)       |
/// +-----------+--------------------- … --+-----------+--------------------- … --+
/// </code>
/// </remarks>
public readonly ref struct ReferenceLocationComponent
{
    private const int CountLength = 2;

    private readonly ReadOnlySpan<byte> _narrow;
    private readonly ReadOnlySpan<byte> _wide;

    private ReferenceLocationComponent(ReadOnlySpan<byte> narrow, ReadOnlySpan<byte> wide)
    {
        _narrow = narrow;
        _wide = wide;
    }

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> data, out ReferenceLocationComponent locations)
    {
        locations = default;
        if (!TryReadEnd(data, 0, out int narrowEnd) || !TryReadEnd(data, narrowEnd, out int wideEnd) || wideEnd != data.Length)
        {
            return false;
        }

        locations = new ReferenceLocationComponent(data.Slice(CountLength, narrowEnd - CountLength), data.Slice(narrowEnd + CountLength));
        return true;
    }

    /// <summary>Starts reading where indices of one byte are.</summary>
    public ReferenceLocationReader ReadNarrow() => new(_narrow);

    /// <summary>Starts reading where indices of two bytes are.</summary>
    public ReferenceLocationReader ReadWide() => new(_wide);

    private static bool TryReadEnd(ReadOnlySpan<byte> data, int start, out int end)
    {
        end = data.Length - start < CountLength ? int.MaxValue : start + CountLength + BinaryPrimitives.ReadUInt16BigEndian(data.Slice(start));
        return end <= data.Length;
    }
}
