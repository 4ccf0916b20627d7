using System;

namespace CardOs.Apdu.Http;

/// <summary>The body of a message, and what says how long it is: RFC 9112 6, 7.</summary>
public ref partial struct HttpReader
{
    // A number of 18 digits has room in 63 bits, one of 8 hexadecimal ones in 32.
    private const int MaxLengthDigits = 18;
    private const int MaxSizeDigits = 8;

    private const int NoContent = 204;
    private const int NotModified = 304;
    private const int FirstFinal = 200;

    private static ReadOnlySpan<byte> ContentLength => "Content-Length"u8;

    private static ReadOnlySpan<byte> TransferEncoding => "Transfer-Encoding"u8;

    private static bool IsAboutLength(int nameLength) => nameLength == ContentLength.Length || nameLength == TransferEncoding.Length;

    // Two of them, or one of each, could be two messages to two readers.
    private HttpEvent NoteLength()
    {
        bool isLength = Name.Length == ContentLength.Length;
        if (!HttpText.AreSame(Name, isLength ? ContentLength : TransferEncoding))
        {
            return HttpEvent.Field;
        }

        if (_state.Has(isLength ? HttpReaderState.ChunkedFlag : HttpReaderState.LengthFlag))
        {
            return Refuse(HttpFault.TwoLengths);
        }

        if (isLength)
        {
            if (_state.Has(HttpReaderState.LengthFlag) || !TryReadNumber(Value, out _state.Left))
            {
                return Refuse(HttpFault.ContentLength);
            }

            _state.Flags |= HttpReaderState.LengthFlag;
            return HttpEvent.Field;
        }

        if (IsOldVersion || IsChunked || !HttpText.AreSame(Value, "chunked"u8))
        {
            return Refuse(HttpFault.TransferCoding);
        }

        _state.Flags |= HttpReaderState.ChunkedFlag;
        return HttpEvent.Field;
    }

    private HttpEvent EndHead()
    {
        bool isResponse = _state.Has(HttpReaderState.ResponseFlag);
        if (isResponse && (StatusCode is < FirstFinal or NoContent or NotModified))
        {
            // RFC 9112 6.1, 6.3: these have no body, and but for 304 nothing that says how long it is.
            bool isSilent = StatusCode != NotModified && _state.Left != 0;
            _state.Phase = HttpPhase.End;
            return IsChunked ? Refuse(HttpFault.TransferCoding) : isSilent ? Refuse(HttpFault.ContentLength) : HttpEvent.HeadEnd;
        }

        _state.Phase = IsChunked ? HttpPhase.ChunkSize
            : _state.Left != 0 ? HttpPhase.BodyOfLength
            : isResponse && !_state.Has(HttpReaderState.LengthFlag) && _state.Has(HttpReaderState.UntilCloseFlag) ? HttpPhase.BodyUntilClose
            : HttpPhase.End;
        return HttpEvent.HeadEnd;
    }

    private HttpEvent ReadBody(HttpPhase next)
    {
        int length = (int)Math.Min(_state.Left, _received.Length - _at);
        if (length == 0)
        {
            return HttpEvent.NeedMore;
        }

        Body = _received.Slice(_at, length);
        _at += length;
        _state.Left -= length;
        if (_state.Left == 0)
        {
            _state.Phase = next;
        }

        return HttpEvent.Body;
    }

    private HttpEvent ReadUntilClose()
    {
        Body = _received.Slice(_at);
        _at = _received.Length;
        return Body.IsEmpty ? HttpEvent.NeedMore : HttpEvent.Body;
    }

    private HttpEvent ReadChunks()
    {
        while (true)
        {
            HttpEvent outcome;
            switch (_state.Phase)
            {
                case HttpPhase.ChunkSize:
                    if (!TryReadSize(out outcome))
                    {
                        return outcome;
                    }

                    break;
                case HttpPhase.ChunkData:
                    return ReadBody(HttpPhase.ChunkEnd);
                case HttpPhase.ChunkEnd:
                    if (!TryReadChunkEnd(out outcome))
                    {
                        return outcome;
                    }

                    break;
                default:
                    // Trailers are checked, and otherwise overlooked: RFC 9110 6.5.1.
                    if (!TryTakeField(out bool isEnd, out outcome))
                    {
                        return outcome;
                    }

                    if (isEnd)
                    {
                        _state.Phase = HttpPhase.End;
                        return HttpEvent.End;
                    }

                    break;
            }
        }
    }

    // size [; what nobody needs] CR LF
    private bool TryReadSize(out HttpEvent outcome)
    {
        // What stands behind the sizes counts as head: else it would have no limit.
        if (!TryTakeLine(_state.HeadLeft + MaxSizeDigits + 2, out ReadOnlySpan<byte> line, out outcome))
        {
            return false;
        }

        int digits = 0;
        long size = 0;
        bool isWhole = TryCutEnd(ref line);
        while (digits < line.Length && TryDigit(line[digits], out int digit))
        {
            size = digits == MaxSizeDigits ? -1 : (size << 4) | (uint)digit;
            digits++;
            if (size < 0)
            {
                break;
            }
        }

        ReadOnlySpan<byte> extension = line.Slice(digits);
        bool isExtension = extension.IsEmpty || (HttpText.Trim(extension).StartsWith(";"u8) && HttpText.IsFieldValue(extension));
        if (!isWhole || digits == 0 || size < 0 || !isExtension)
        {
            outcome = Refuse(HttpFault.Chunk);
            return false;
        }

        if (extension.Length > _state.HeadLeft)
        {
            outcome = Refuse(HttpFault.HeadTooLong);
            return false;
        }

        _state.HeadLeft -= extension.Length;
        _state.Left = size;
        _state.Phase = size == 0 ? HttpPhase.Trailers : HttpPhase.ChunkData;
        return true;
    }

    private bool TryReadChunkEnd(out HttpEvent outcome)
    {
        for (; _state.Carried < 2; _state.Carried++, _at++)
        {
            if (_at == _received.Length)
            {
                outcome = HttpEvent.NeedMore;
                return false;
            }

            if (_received[_at] != (_state.Carried == 0 ? CarriageReturn : LineFeed))
            {
                outcome = Refuse(HttpFault.Chunk);
                return false;
            }
        }

        _state.Carried = 0;
        _state.Phase = HttpPhase.ChunkSize;
        outcome = default;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (byte character in text)
        {
            int digit = character - '0';
            if ((uint)digit > 9 || text.Length > MaxLengthDigits)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return !text.IsEmpty;
    }

    private static bool TryDigit(byte character, out int digit)
    {
        int letter = (character | 0x20) - 'a';
        digit = (uint)(character - '0') <= 9 ? character - '0' : (uint)letter < 6 ? letter + 10 : -1;
        return digit >= 0;
    }
}
