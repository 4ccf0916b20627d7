using System;
using System.Diagnostics;

namespace CardOs.Apdu.Http;

/// <summary>Reads an HTTP/1.1 message as its bytes arrive: RFC 9112.</summary>
/// <remarks>
/// <code>
/// POST /uri HTTP/1.1   or   HTTP/1.1 200 OK        StartLine
/// name: value                                      Field, for each
///                                                  HeadEnd
/// body, or chunks: size CR LF bytes CR LF ...      Body, for each part
///                                                  End
/// </code>
/// Names, values and parts of the body are parts of the bytes received, and not copied; only a line that arrives in pieces is put together in the
/// buffer of the owner. How the bytes are cut makes no difference but in the parts of the body. What two readers could take for different messages is
/// refused: line ends other than CR LF, folded lines, white space in front of the colon, two lengths, any transfer coding but chunked. RFC 9112 11.
/// </remarks>
public ref partial struct HttpReader
{
    private const byte CarriageReturn = (byte)'\r';
    private const byte LineFeed = (byte)'\n';

    private readonly Span<byte> _line;
    private readonly ReadOnlySpan<byte> _received;
    private HttpReaderState _state;
    private int _at;

    /// <summary>Goes on where another reader came to.</summary>
    /// <param name="state">How far it came.</param>
    /// <param name="line">Where a line that arrives in pieces is put together: as many bytes as a line may have, kept with the state.</param>
    /// <param name="received">The next bytes.</param>
    /// <exception cref="ArgumentException">A line does not fit into <paramref name="line"/>.</exception>
    public HttpReader(HttpReaderState state, Span<byte> line, ReadOnlySpan<byte> received)
    {
        if (line.Length < state.MaxLine)
        {
            throw new ArgumentException("The buffer is shorter than a line may be.", nameof(line));
        }

        _line = line;
        _received = received;
        _state = state;
    }

    /// <summary>What the next reader goes on with.</summary>
    public readonly HttpReaderState State => _state;

    /// <summary>How many of the bytes were read.</summary>
    public readonly int Consumed => _at;

    /// <summary>Why the message is refused.</summary>
    public readonly HttpFault Fault => _state.Fault;

    /// <summary>The field's name, or the request's method.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The field's value without the white space around it, or the request's target, or the words behind a status code.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The part of the body.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>The status code of a response.</summary>
    public readonly int StatusCode => _state.StatusCode;

    /// <summary>Whether the message is one of HTTP/1.0.</summary>
    public readonly bool IsOldVersion => _state.Has(HttpReaderState.OldVersionFlag);

    /// <summary>Whether the body comes in chunks.</summary>
    public readonly bool IsChunked => _state.Has(HttpReaderState.ChunkedFlag);

    /// <summary>Behind the head: whether there is a body.</summary>
    public readonly bool HasBody => _state.Phase is not (HttpPhase.StartLine or HttpPhase.Fields or HttpPhase.End or HttpPhase.Malformed);

    /// <summary>Bytes of the body that are still to come; -1 when nobody knows yet.</summary>
    public readonly long BodyLeft => _state.Phase switch
    {
        HttpPhase.BodyOfLength => _state.Left,
        HttpPhase.End => 0,
        _ => -1,
    };

    /// <summary>Reads on to the next thing that there is to say about the message.</summary>
    public HttpEvent Read()
    {
        switch (_state.Phase)
        {
            case HttpPhase.Fields:
                return ReadField();
            case HttpPhase.StartLine:
                return ReadStartLine();
            case HttpPhase.BodyOfLength:
                return ReadBody(HttpPhase.End);
            case HttpPhase.BodyUntilClose:
                return ReadUntilClose();
            case HttpPhase.End:
                return HttpEvent.End;
            case HttpPhase.Malformed:
                return HttpEvent.Malformed;
            default:
                return ReadChunks();
        }
    }

    // A line with its end, put together if it came in pieces. It is judged when it is whole, so that cuts make no difference.
    private bool TryTakeLine(int budget, out ReadOnlySpan<byte> line, out HttpEvent outcome)
    {
        ReadOnlySpan<byte> rest = _received.Slice(_at);
        int end = rest.IndexOf(LineFeed);
        int carried = _state.Carried;
        int length = carried + (end < 0 ? rest.Length : end + 1);
        line = default;
        if (length > Math.Min(_state.MaxLine, budget))
        {
            outcome = Refuse(budget < _state.MaxLine ? HttpFault.HeadTooLong : HttpFault.LineTooLong);
            return false;
        }

        if (end < 0)
        {
            rest.CopyTo(_line.Slice(carried));
            _state.Carried = length;
            _at = _received.Length;
            outcome = HttpEvent.NeedMore;
            return false;
        }

        line = rest.Slice(0, end + 1);
        _at += end + 1;
        if (carried != 0)
        {
            line.CopyTo(_line.Slice(carried));
            line = _line.Slice(0, length);
            _state.Carried = 0;
        }

        outcome = default;
        return true;
    }

    private static bool TryCutEnd(ref ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[line.Length - 2] != CarriageReturn)
        {
            return false;
        }

        line = line.Slice(0, line.Length - 2);
        return true;
    }

    private HttpEvent Refuse(HttpFault fault)
    {
        Debug.Assert(fault != HttpFault.None, "a refusal has a reason");
        _state.Phase = HttpPhase.Malformed;
        _state.Fault = fault;
        return HttpEvent.Malformed;
    }
}
