using System;

namespace CardOs.Apdu.Tlv;

/// <summary>A cursor over a sequence of COMPREHENSION-TLV objects (TS 101 220 7.1.1): tag, length of one to four bytes, value.</summary>
public ref struct ComprehensionTlvReader
{
    private const int MaxLengthLength = 4;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="source"/>.</summary>
    public ComprehensionTlvReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no object; the reader does not move then.</returns>
    public bool TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value)
    {
        if (ComprehensionTag.TryRead(_rest, out tag, out int tagLength)
            && BerTlvDecoder.TryReadLength(_rest.Slice(tagLength), out int length, out int lengthLength)
            && lengthLength <= MaxLengthLength
            && length <= _rest.Length - tagLength - lengthLength)
        {
            value = _rest.Slice(tagLength + lengthLength, length);
            _rest = _rest.Slice(tagLength + lengthLength + length);
            return true;
        }

        tag = default;
        value = default;
        return false;
    }

    /// <summary>Finds the first object with the value <paramref name="tag"/>, whatever its comprehension bit, among those not yet read; the reader does not move.</summary>
    public readonly bool TryFind(int tag, out ReadOnlySpan<byte> value)
    {
        ComprehensionTlvReader ahead = this;
        while (ahead.TryRead(out ComprehensionTag found, out value))
        {
            if (found.Value == tag)
            {
                return true;
            }
        }

        return false;
    }
}
