using System;
using System.Buffers.Binary;

namespace CardOs.Apdu;

/// <summary>A response APDU, a view over the buffer that it was written into.</summary>
/// <remarks>
/// ISO 7816-4 5.3.
/// <code>
/// 0          n     n+1   n+2
/// +----------+-----+-----+
/// | data (n) | SW1 | SW2 |
/// +----------+-----+-----+
/// </code>
/// A card without power answers nothing: then the view is empty and <see cref="IsMute"/>.
/// </remarks>
public readonly ref struct ResponseApdu
{
    /// <summary>Bytes of a status word.</summary>
    public const int StatusLength = 2;

    private readonly ReadOnlySpan<byte> _bytes;

    private ResponseApdu(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>The whole answer: data and status word; empty from a mute card.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether the card gave no answer at all.</summary>
    public bool IsMute => _bytes.IsEmpty;

    /// <summary>The data in front of the status word.</summary>
    public ReadOnlySpan<byte> Data => _bytes.IsEmpty ? default : _bytes.Slice(0, _bytes.Length - StatusLength);

    /// <summary>The status word; <see cref="StatusWord.None"/> from a mute card.</summary>
    public StatusWord Status =>
        _bytes.IsEmpty ? StatusWord.None : (StatusWord)BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(_bytes.Length - StatusLength));

    /// <summary>Sees a response in <paramref name="source"/>: empty (mute), or at least a status word.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out ResponseApdu response)
    {
        if (source.Length == 1)
        {
            response = default;
            return false;
        }

        response = new ResponseApdu(source);
        return true;
    }

    /// <summary>Puts <paramref name="status"/> behind <paramref name="dataLength"/> bytes of data already in <paramref name="buffer"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The buffer has no room for the status word.</exception>
    public static ResponseApdu Complete(Span<byte> buffer, int dataLength, StatusWord status)
    {
        BinaryPrimitives.WriteUInt16BigEndian(buffer.Slice(dataLength), (ushort)status);
        return new ResponseApdu(buffer.Slice(0, dataLength + StatusLength));
    }
}
