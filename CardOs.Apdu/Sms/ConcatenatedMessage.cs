using System;

namespace CardOs.Apdu.Sms;

/// <summary>Cuts the content of a long message into the user data of as many short messages as it takes: TS 23.040 9.2.3.24.1, TS 31.115 4.</summary>
/// <remarks>
/// The elements given (70 or 71 for secured packets) are in the first message only.
/// <code>
/// first    | UDHL | 00 03 ref total 01 | elements | content … |
/// others   | UDHL | 00 03 ref total nn | content …            |
/// alone    | UDHL | elements | content |
/// </code>
/// </remarks>
public readonly ref struct ConcatenatedMessage
{
    private readonly ReadOnlySpan<byte> _elements;
    private readonly ReadOnlySpan<byte> _content;
    private readonly ushort _reference;
    private readonly bool _isLong;
    private readonly int _firstLength;
    private readonly int _otherLength;

    /// <summary>Plans the messages for 8-bit content.</summary>
    /// <param name="elements">The further elements of the header, encoded.</param>
    /// <param name="content">What goes behind the headers.</param>
    /// <param name="reference">The reference, when more than one message is needed.</param>
    /// <param name="isLong">Whether the reference has 16 bits.</param>
    public ConcatenatedMessage(ReadOnlySpan<byte> elements, ReadOnlySpan<byte> content, ushort reference, bool isLong = false)
    {
        _elements = elements;
        _content = content;
        _reference = reference;
        _isLong = isLong;
        int concatenation = new Concatenation(reference, 1, 1, isLong).EncodedLength;
        _firstLength = UserData.MaxBytes - 1 - concatenation - elements.Length;
        _otherLength = UserData.MaxBytes - 1 - concatenation;
        int alone = UserData.MaxBytes - 1 - elements.Length;
        int rest = content.Length - _firstLength;
        int count = content.Length <= alone ? 1 : 1 + ((rest + _otherLength - 1) / _otherLength);
        Count = _firstLength < 0 || count > byte.MaxValue ? 0 : count;
    }

    /// <summary>How many messages it takes; 0 when it cannot be done.</summary>
    public int Count { get; }

    /// <summary>Writes the user data of one message.</summary>
    /// <param name="sequence">Which one, from 1 on.</param>
    /// <param name="destination">Where it goes; <see cref="UserData.MaxBytes"/> are always enough.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when there is no such message, or it does not fit.</returns>
    public bool TryWriteUserData(int sequence, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (sequence < 1 || sequence > Count)
        {
            return false;
        }

        ReadOnlySpan<byte> elements = sequence == 1 ? _elements : default;
        ReadOnlySpan<byte> content = Content(sequence);
        var concatenation = new Concatenation(_reference, (byte)Count, (byte)sequence, _isLong);
        int headerLength = elements.Length + (Count == 1 ? 0 : concatenation.EncodedLength);
        if (destination.Length < 1 + headerLength + content.Length)
        {
            return false;
        }

        destination[0] = (byte)headerLength;
        int position = 1;
        if (Count > 1 && concatenation.TryWrite(destination.Slice(position), out int written))
        {
            position += written;
        }

        elements.CopyTo(destination.Slice(position));
        content.CopyTo(destination.Slice(1 + headerLength));
        bytesWritten = 1 + headerLength + content.Length;
        return true;
    }

    private ReadOnlySpan<byte> Content(int sequence)
    {
        if (Count == 1)
        {
            return _content;
        }

        if (sequence == 1)
        {
            return _content.Slice(0, _firstLength);
        }

        int start = _firstLength + ((sequence - 2) * _otherLength);
        return _content.Slice(start, Math.Min(_otherLength, _content.Length - start));
    }
}
