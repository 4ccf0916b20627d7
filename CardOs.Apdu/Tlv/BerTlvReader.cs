using System;

namespace CardOs.Apdu.Tlv;

/// <summary>A cursor over a sequence of BER-TLV objects; the values are parts of the bytes it was made over.</summary>
public ref struct BerTlvReader
{
    private const int ShortestHeader = 2;

    private readonly BerTlvRules _rules;
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="source"/>.</summary>
    public BerTlvReader(ReadOnlySpan<byte> source, BerTlvRules rules = BerTlvRules.Ber)
    {
        _rest = source;
        _rules = rules;
    }

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no object; the reader does not move then, except over filler.</returns>
    public bool TryRead(out BerTag tag, out ReadOnlySpan<byte> value)
    {
        // The one-byte tag with a one-byte length, which no rule makes a difference to; 00 and FF do not come through here.
        ReadOnlySpan<byte> rest = _rest;
        if (rest.Length >= ShortestHeader)
        {
            uint first = rest[0];
            int length = rest[1];
            if ((first & BerTag.NumberMask) != BerTag.NumberMask && first != 0 && length < BerTlvDecoder.LongLengthMask
                && length <= rest.Length - ShortestHeader)
            {
                tag = new BerTag(first);
                value = rest.Slice(ShortestHeader, length);
                _rest = rest.Slice(ShortestHeader + length);
                return true;
            }
        }

        return TryReadOther(out tag, out value);
    }

    /// <summary>Finds the first object with <paramref name="tag"/> among those not yet read; the reader does not move.</summary>
    public readonly bool TryFind(uint tag, out ReadOnlySpan<byte> value)
    {
        BerTlvReader ahead = this;
        while (ahead.TryRead(out BerTag found, out value))
        {
            if (found.Value == tag)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryReadOther(out BerTag tag, out ReadOnlySpan<byte> value)
    {
        if ((_rules & BerTlvRules.SkipFiller) != 0)
        {
            int filler = 0;
            while (filler < _rest.Length && _rest[filler] is 0x00 or 0xFF)
            {
                filler++;
            }

            _rest = _rest.Slice(filler);
        }

        if (!BerTlvDecoder.TryReadElement(_rest, out tag, out value, out int consumed, _rules))
        {
            return false;
        }

        _rest = _rest.Slice(consumed);
        return true;
    }
}
