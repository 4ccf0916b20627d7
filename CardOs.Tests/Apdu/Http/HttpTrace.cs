using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu.Http;

namespace CardOs.Tests.Apdu.Http;

/// <summary>What a reader says about a message, as text: the parts of the body together.</summary>
internal static class HttpTrace
{
    public const int Line = 64;
    public const int Head = 256;

    public static string OfResponse(string message, params int[] cuts) => Of(HttpReaderState.ForResponse(new HttpLimits(Line, Head)), Bytes(message), cuts);

    public static string OfRequest(string message, params int[] cuts) => Of(HttpReaderState.ForRequest(new HttpLimits(Line, Head)), Bytes(message), cuts);

    /// <summary>The events of a message that arrives in pieces that end at <paramref name="cuts"/>.</summary>
    public static string Of(HttpReaderState state, byte[] message, params int[] cuts)
    {
        var text = new StringBuilder();
        var body = new List<byte>();
        byte[] line = new byte[state.MaxLine];
        int from = 0;
        for (int i = 0; i <= cuts.Length; i++)
        {
            int to = i == cuts.Length ? message.Length : Math.Clamp(cuts[i], from, message.Length);

            // A copy of its own: nothing may depend on what is around the piece.
            var reader = new HttpReader(state, line, message.AsSpan(from..to));
            Add(ref reader, text, body);
            state = reader.State;
            from = to;
        }

        return body.Count == 0 ? text.ToString() : $"{text} [{Encoding.Latin1.GetString([.. body])}]";
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static void Add(ref HttpReader reader, StringBuilder text, List<byte> body)
    {
        while (true)
        {
            switch (reader.Read())
            {
                case HttpEvent.StartLine:
                    text.Append(reader.Name.IsEmpty ? $"{reader.StatusCode}" : Text(reader.Name)).Append('|').Append(Text(reader.Value)).Append(';');
                    break;
                case HttpEvent.Field:
                    text.Append(Text(reader.Name)).Append('=').Append(Text(reader.Value)).Append(';');
                    break;
                case HttpEvent.HeadEnd:
                    text.Append("head;");
                    break;
                case HttpEvent.Body:
                    body.AddRange(reader.Body);
                    break;
                case HttpEvent.End:
                    if (!text.ToString().EndsWith("end", StringComparison.Ordinal))
                    {
                        text.Append("end");
                    }

                    return;
                case HttpEvent.Malformed:
                    if (!text.ToString().EndsWith('!'))
                    {
                        text.Append(reader.Fault).Append('!');
                    }

                    return;
                default:
                    return;
            }
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
