using System;
#if NET
using System.Runtime.Intrinsics.X86;
#endif

namespace CardOs.Apdu.Http;

/// <summary>The head of a message.</summary>
public ref partial struct HttpReader
{
    private const int VersionLength = 8;

    private HttpEvent ReadStartLine()
    {
#if NET
        if (Avx512BW.IsSupported && !_state.Has(HttpReaderState.ResponseFlag) && TryReadGoodRequestLine())
        {
            return HttpEvent.StartLine;
        }
#endif
        if (!TryTakeLine(_state.HeadLeft, out ReadOnlySpan<byte> line, out HttpEvent outcome))
        {
            return outcome;
        }

        _state.HeadLeft -= line.Length;
        if (!TryCutEnd(ref line))
        {
            return Refuse(HttpFault.StartLine);
        }

        bool isResponse = _state.Has(HttpReaderState.ResponseFlag);
        if (line.IsEmpty && !isResponse && !_state.Has(HttpReaderState.EmptyLineFlag))
        {
            // One empty line in front of a request is overlooked: RFC 9112 2.2.
            _state.Flags |= HttpReaderState.EmptyLineFlag;
            return ReadStartLine();
        }

        HttpFault fault = isResponse ? TakeStatusLine(line) : TakeRequestLine(line);
        if (fault != HttpFault.None)
        {
            return Refuse(fault);
        }

        _state.Phase = HttpPhase.Fields;
        return HttpEvent.StartLine;
    }

    // method SP target SP version: RFC 9112 3.
    private HttpFault TakeRequestLine(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        int target = line.Length - VersionLength - 1 - (space + 1);
        if (space <= 0 || target <= 0 || line[line.Length - VersionLength - 1] != ' ')
        {
            return HttpFault.StartLine;
        }

        Name = line.Slice(0, space);
        Value = line.Slice(space + 1, target);
        return IsMethod(Name) && HttpText.IsTarget(Value) ? TakeVersion(line.Slice(line.Length - VersionLength)) : HttpFault.StartLine;
    }

    private static bool IsMethod(ReadOnlySpan<byte> name) => name.SequenceEqual("GET"u8) || name.SequenceEqual("POST"u8) || HttpText.IsToken(name);

    // version SP three digits [SP words]: RFC 9112 4.
    private HttpFault TakeStatusLine(ReadOnlySpan<byte> line)
    {
        const int CodeOffset = VersionLength + 1;
        const int CodeEnd = CodeOffset + 3;
        if (line.Length < CodeEnd || line[VersionLength] != ' ' || (line.Length > CodeEnd && line[CodeEnd] != ' '))
        {
            return HttpFault.StartLine;
        }

        int code = 0;
        for (int i = CodeOffset; i < CodeEnd; i++)
        {
            int digit = line[i] - '0';
            if ((uint)digit > 9)
            {
                return HttpFault.StartLine;
            }

            code = (code * 10) + digit;
        }

        Name = default;
        Value = line.Slice(Math.Min(CodeEnd + 1, line.Length));
        _state.StatusCode = (ushort)code;
        return code >= 100 && HttpText.IsFieldValue(Value) ? TakeVersion(line.Slice(0, VersionLength)) : HttpFault.StartLine;
    }

    private HttpFault TakeVersion(ReadOnlySpan<byte> version)
    {
        if (version.SequenceEqual("HTTP/1.1"u8))
        {
            return HttpFault.None;
        }

        if (version.SequenceEqual("HTTP/1.0"u8))
        {
            _state.Flags |= HttpReaderState.OldVersionFlag;
            return HttpFault.None;
        }

        return version.StartsWith("HTTP/"u8) ? HttpFault.Version : HttpFault.StartLine;
    }

    private HttpEvent ReadField()
    {
        ReadOnlySpan<byte> source = _received;
        int at = _at;
        if (_state.Carried == 0 && at + 1 < source.Length && source[at] == CarriageReturn && source[at + 1] == LineFeed && _state.HeadLeft >= 2)
        {
            _at = at + 2;
            _state.HeadLeft -= 2;
            return EndHead();
        }

        if (_state.Carried == 0 && HttpScan.TryFindField(source, at, out int nameEnd, out int end)
            && end + 1 < source.Length && source[end] == CarriageReturn && source[end + 1] == LineFeed)
        {
            int length = end + 2 - at;
            if (nameEnd > at && source[nameEnd] == (byte)':' && length <= _state.MaxLine && length <= _state.HeadLeft)
            {
                _at = end + 2;
                _state.HeadLeft -= length;
                Name = source.Slice(at, nameEnd - at);
                Value = ValueOf(source, nameEnd + 1, end);
                return IsAboutLength(Name.Length) ? NoteLength() : HttpEvent.Field;
            }
        }

        return ReadFieldSlowly();
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> source, int start, int end)
    {
        while (start < end && HttpText.IsBlank(source[start]))
        {
            start++;
        }

        while (end > start && HttpText.IsBlank(source[end - 1]))
        {
            end--;
        }

        return source.Slice(start, end - start);
    }

    // What is not a whole and good field in one piece: pieces, the end of the head, and what is refused.
    private HttpEvent ReadFieldSlowly()
    {
        if (!TryTakeField(out bool isEnd, out HttpEvent outcome))
        {
            return outcome;
        }

        if (isEnd)
        {
            return EndHead();
        }

        return IsAboutLength(Name.Length) ? NoteLength() : HttpEvent.Field;
    }

    // A line with a field, or the empty one.
    private bool TryTakeField(out bool isEnd, out HttpEvent outcome)
    {
        isEnd = false;
        if (!TryTakeLine(_state.HeadLeft, out ReadOnlySpan<byte> line, out outcome))
        {
            return false;
        }

        _state.HeadLeft -= line.Length;
        HttpFault fault = HttpFault.FieldValue;
        if (TryCutEnd(ref line))
        {
            isEnd = line.IsEmpty;
            fault = isEnd ? HttpFault.None : TakeField(line);
        }

        outcome = fault == HttpFault.None ? default : Refuse(fault);
        return fault == HttpFault.None;
    }

    private HttpFault TakeField(ReadOnlySpan<byte> line)
    {
        if (HttpText.IsBlank(line[0]))
        {
            return HttpFault.Folding;
        }

        int colon = line.IndexOf((byte)':');
        if (colon < 0 || !HttpText.IsToken(line.Slice(0, colon)))
        {
            return HttpFault.FieldName;
        }

        Name = line.Slice(0, colon);
        Value = ValueOf(line, colon + 1, line.Length);
        return HttpText.IsFieldValue(line.Slice(colon + 1)) ? HttpFault.None : HttpFault.FieldValue;
    }
}
