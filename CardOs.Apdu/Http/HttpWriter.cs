using System;

namespace CardOs.Apdu.Http;

/// <summary>Writes a message into a buffer: RFC 9112. What would break out of its line is refused.</summary>
public ref struct HttpWriter
{
    private const int MaxNumberDigits = 10;

    private readonly Span<byte> _buffer;

    /// <summary>Starts with nothing written.</summary>
    public HttpWriter(Span<byte> buffer)
    {
        _buffer = buffer;
        Length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.Slice(0, Length);

    /// <summary>Writes a request line.</summary>
    /// <returns>False, and nothing written, when it does not fit, or method or target are none.</returns>
    public bool TryWriteRequestLine(scoped ReadOnlySpan<byte> method, scoped ReadOnlySpan<byte> target)
    {
        int start = Length;
        return (HttpText.IsToken(method)
            && HttpText.IsTarget(target)
            && TryAppend(method)
            && TryAppend(" "u8)
            && TryAppend(target)
            && TryAppend(" HTTP/1.1\r\n"u8)) || Withdraw(start);
    }

    /// <summary>Writes a status line.</summary>
    /// <returns>False, and nothing written, when it does not fit, or the code has not three digits, or the words are none.</returns>
    public bool TryWriteStatusLine(int code, scoped ReadOnlySpan<byte> words)
    {
        int start = Length;
        return (code is >= 100 and <= 999
            && HttpText.IsFieldValue(words)
            && TryAppend("HTTP/1.1 "u8)
            && TryAppend(code, 10)
            && TryAppend(" "u8)
            && TryAppend(words)
            && TryAppend("\r\n"u8)) || Withdraw(start);
    }

    /// <summary>Writes a header field.</summary>
    /// <returns>False, and nothing written, when it does not fit, or name or value are none.</returns>
    public bool TryWriteField(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        int start = Length;
        return (HttpText.IsToken(name)
            && HttpText.IsFieldValue(value)
            && TryAppend(name)
            && TryAppend(": "u8)
            && TryAppend(value)
            && TryAppend("\r\n"u8)) || Withdraw(start);
    }

    /// <summary>Writes a header field whose value is a number.</summary>
    /// <returns>False, and nothing written, when it does not fit, or is negative.</returns>
    public bool TryWriteField(scoped ReadOnlySpan<byte> name, int value)
    {
        int start = Length;
        return (value >= 0
            && HttpText.IsToken(name)
            && TryAppend(name)
            && TryAppend(": "u8)
            && TryAppend(value, 10)
            && TryAppend("\r\n"u8)) || Withdraw(start);
    }

    /// <summary>Writes the empty line behind the fields.</summary>
    public bool TryEndHead() => TryAppend("\r\n"u8);

    /// <summary>Writes bytes of a body of known length.</summary>
    public bool TryWriteBody(scoped ReadOnlySpan<byte> body) => TryAppend(body);

    /// <summary>Writes a chunk; an empty one is none, and nothing is written. RFC 9112 7.1.</summary>
    public bool TryWriteChunk(scoped ReadOnlySpan<byte> data)
    {
        int start = Length;
        return data.IsEmpty
            || (TryAppend(data.Length, 16) && TryAppend("\r\n"u8) && TryAppend(data) && TryAppend("\r\n"u8))
            || Withdraw(start);
    }

    /// <summary>Writes the end of the chunks, without trailers.</summary>
    public bool TryEndChunks() => TryAppend("0\r\n\r\n"u8);

    private bool TryAppend(scoped ReadOnlySpan<byte> bytes)
    {
        if (!bytes.TryCopyTo(_buffer.Slice(Length)))
        {
            return false;
        }

        Length += bytes.Length;
        return true;
    }

    private bool TryAppend(int number, int radix)
    {
        Span<byte> digits = stackalloc byte[MaxNumberDigits];
        int at = digits.Length;
        do
        {
            int digit = number % radix;
            digits[--at] = (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
            number /= radix;
        }
        while (number != 0);

        return TryAppend(digits.Slice(at));
    }

    private bool Withdraw(int start)
    {
        Length = start;
        return false;
    }
}
