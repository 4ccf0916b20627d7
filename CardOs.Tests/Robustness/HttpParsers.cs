using System;
using System.Text;
using CardOs.Apdu.Http;

namespace CardOs.Tests.Robustness;

/// <summary>The reader of HTTP messages, whole and in pieces, and that of media types.</summary>
internal sealed class HttpParsers : IParserSource
{
    private const int MaxLine = 128;

    private static readonly HttpLimits Limits = new(MaxLine, 512);

    public void Register(ParserList parsers)
    {
        parsers.Register("HttpReader of a response", source => Parse(HttpReaderState.ForResponse(Limits), source, source.Length));
        parsers.Register("HttpReader of a request", source => Parse(HttpReaderState.ForRequest(Limits), source, source.Length));
        parsers.Register("HttpReader of pieces", source => Parse(HttpReaderState.ForResponse(Limits, isBodyUntilClose: true), source, 5));
        parsers.Register(nameof(MediaType), ParseMediaType);
        Seed(parsers, "HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /next\r\nContent-Type: application/a;version=1.0\r\nContent-Length: 4\r\n\r\nbody");
        Seed(parsers, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\nbody\r\n0\r\nTrailer: x\r\n\r\n");
        Seed(parsers, "POST /admin HTTP/1.1\r\nHost: example.com\r\nContent-Length: 2\r\n\r\nhi");
        Seed(parsers, "application/vnd.globalplatform.card-content-mgt;version=\"1.0\"; q=1");
    }

    private static void Seed(ParserList parsers, string text) => parsers.Seed(Convert.ToHexString(Encoding.ASCII.GetBytes(text)));

    private static void Parse(HttpReaderState state, ReadOnlySpan<byte> source, int piece)
    {
        Span<byte> line = stackalloc byte[MaxLine];
        long body = 0;
        for (int at = 0; at < source.Length; at += Math.Max(piece, 1))
        {
            ReadOnlySpan<byte> received = source.Slice(at, Math.Min(Math.Max(piece, 1), source.Length - at));
            var reader = new HttpReader(state, line, received);
            HttpEvent what;
            do
            {
                what = reader.Read();
                ParserList.Touch(reader.Name);
                ParserList.Touch(reader.Value);
                ParserList.Touch(reader.Body);
                body += what == HttpEvent.Body ? reader.Body.Length : 0;
                ParserList.Require(reader.Consumed <= received.Length, "more was read than there is");
            }
            while (what is not (HttpEvent.NeedMore or HttpEvent.End or HttpEvent.Malformed));

            ParserList.Require((what == HttpEvent.Malformed) == (reader.Fault != HttpFault.None), "refused without a reason, or a reason without a refusal");
            ParserList.Require(what != HttpEvent.NeedMore || reader.Consumed == received.Length, "more is wanted while there is some");
            state = reader.State;
        }

        ParserList.Require(body <= source.Length, "the body is longer than the message");
    }

    private static void ParseMediaType(ReadOnlySpan<byte> source)
    {
        if (MediaType.TryParse(source, out MediaType type))
        {
            ParserList.Touch(type.Essence);
            ParserList.Require(type.Is(type) || type.HasParameters, "a type is not itself");
        }
    }
}
