using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.Http;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Http;

[TestFixture]
public sealed class HttpReaderTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    private static readonly string[] Responses =
    [
        "HTTP/1.1 204 No Content\r\n\r\n",
        Ok + "X-Admin-Protocol: globalplatform-remote-admin/1.0\r\nContent-Length: 5\r\nEmpty:\r\n\r\nhello",
        Chunked + "5\r\nhello\r\n00a;x=\"y\"\r\n0123456789\r\n0\r\nTrailer: kept out\r\n\r\n",
        Ok + "a:b\r\nlonger-name-than-a-vector-of-32-bytes:\t v \t\r\n\r\n",
        Ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        Ok + "Folded: a\r\n b\r\n\r\n",
        Ok + "Name : a\r\n\r\n",
        Ok + "Bare: a\nNext: b\r\n\r\n",
        Ok + "Long: 0123456789012345678901234567890123456789012345678901234567890\r\n\r\n",
        Chunked + "5\r\nhelloX\r\n0\r\n\r\n",
        Chunked + "5",
        Ok,
    ];

    private static readonly string[] Requests =
    [
        "POST /a/b?c=d HTTP/1.1\r\nHost: example.com\r\nX-Empty:\r\nX-Long: " + new string('v', 150) + "\r\nTransfer-Encoding: chunked\r\nX-Tab: \t v \t\r\nSec-Fetch-Mode: x\r\n\r\n",
        "GET / HTTP/1.1\r\n" + new string('n', 62) + ": a\r\n" + new string('m', 63) + ": b\r\n" + new string('o', 130) + ":c\r\nContent-Length: 3\r\nLast: 1\r\n\r\n",
        "GET / HTTP/1.1\r\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"Field-{i}: {new string('v', i % 40)}\r\n")) + "\r\n",
    ];

    [TestCase("HTTP/1.1 200 OK\r\nHost: a\r\n\r\n", "200|OK;Host=a;head;end")]
    [TestCase("HTTP/1.0 404 Not Found\r\n\r\n", "404|Not Found;head;end")]
    [TestCase("HTTP/1.1 200\r\n\r\n", "200|;head;end")]
    [TestCase(Ok + "A: \t b c \t\r\nB:\r\n\r\n", "200|OK;A=b c;B=;head;end")]
    [TestCase(Ok + "Content-Length: 2\r\n\r\nhi", "200|OK;Content-Length=2;head;end [hi]")]
    [TestCase(Ok + "content-LENGTH: 0\r\n\r\n", "200|OK;content-LENGTH=0;head;end")]
    [TestCase(Chunked + "2\r\nhi\r\n1;ext=1\r\n!\r\n0\r\nT: v\r\n\r\n", "200|OK;Transfer-Encoding=chunked;head;end [hi!]")]
    [TestCase("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", "304|Not Modified;Content-Length=9;head;end")]
    public void A_response_is_read(string message, string events) => Assert.That(HttpTrace.OfResponse(message), Is.EqualTo(events));

    [TestCase("GET /a?b HTTP/1.1\r\nHost: c\r\n\r\n", "GET|/a?b;Host=c;head;end")]
    [TestCase("\r\nPOST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nx", "POST|/;Content-Length=1;head;end [x]")]
    [TestCase("\r\n\r\nPOST / HTTP/1.1\r\n\r\n", "StartLine!")]
    [TestCase("GET  / HTTP/1.1\r\n\r\n", "StartLine!")]
    [TestCase("GET / a HTTP/1.1\r\n\r\n", "StartLine!")]
    [TestCase("G(T / HTTP/1.1\r\n\r\n", "StartLine!")]
    [TestCase("GET /\u00E4 HTTP/1.1\r\n\r\n", "StartLine!")]
    [TestCase("GET / HTTP/2.0\r\n\r\n", "Version!")]
    [TestCase("GET / http/1.1\r\n\r\n", "StartLine!")]
    [TestCase("GET / HTTP/1.1\n\r\n", "StartLine!")]
    [TestCase("GET / HTTP/1.1\r\n A: b\r\n\r\n", "GET|/;Folding!")]
    public void A_request_is_read_or_refused(string message, string events) => Assert.That(HttpTrace.OfRequest(message), Is.EqualTo(events));

    [TestCase(Ok + "A : b\r\n\r\n", HttpFault.FieldName)]
    [TestCase(Ok + ": b\r\n\r\n", HttpFault.FieldName)]
    [TestCase(Ok + "A(: b\r\n\r\n", HttpFault.FieldName)]
    [TestCase(Ok + "A\u00E4: b\r\n\r\n", HttpFault.FieldName)]
    [TestCase(Ok + "no colon\r\n\r\n", HttpFault.FieldName)]
    [TestCase(Ok + "A: b\rc\r\n\r\n", HttpFault.FieldValue)]
    [TestCase(Ok + "A: b\0c\r\n\r\n", HttpFault.FieldValue)]
    [TestCase(Ok + "A: b\u007Fc\r\n\r\n", HttpFault.FieldValue)]
    [TestCase(Ok + "A: b\nB: c\r\n\r\n", HttpFault.FieldValue)]
    [TestCase(Ok + "A: b\r\n\tc\r\n\r\n", HttpFault.Folding)]
    [TestCase(Ok + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: 1, 1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: +1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: -1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: 0x1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length:\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: 18446744073709551617\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase(Ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", HttpFault.TwoLengths)]
    [TestCase(Ok + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", HttpFault.TwoLengths)]
    [TestCase(Ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", HttpFault.TransferCoding)]
    [TestCase(Ok + "Transfer-Encoding: xchunked\r\n\r\n", HttpFault.TransferCoding)]
    [TestCase(Ok + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", HttpFault.TransferCoding)]
    [TestCase("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", HttpFault.TransferCoding)]
    [TestCase("HTTP/1.1 204 No\r\nContent-Length: 1\r\n\r\nx", HttpFault.ContentLength)]
    [TestCase("HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n", HttpFault.TransferCoding)]
    [TestCase(Chunked + "\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "g\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "1 \r\nx\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "1\nx\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "1\r\nxy\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "1\r\nx\n", HttpFault.Chunk)]
    [TestCase(Chunked + "100000000\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "1;\0\r\nx\r\n", HttpFault.Chunk)]
    [TestCase(Chunked + "0\r\nA : b\r\n\r\n", HttpFault.FieldName)]
    [TestCase("HTTP/1.1 20 OK\r\n\r\n", HttpFault.StartLine)]
    [TestCase("HTTP/1.1 099 OK\r\n\r\n", HttpFault.StartLine)]
    [TestCase("HTTP/1.1  200 OK\r\n\r\n", HttpFault.StartLine)]
    [TestCase("HTTP/3.0 200 OK\r\n\r\n", HttpFault.Version)]
    [TestCase("\r\nHTTP/1.1 200 OK\r\n\r\n", HttpFault.StartLine)]
    public void What_two_readers_could_take_for_different_messages_is_refused(string message, HttpFault fault) =>
        Assert.That(HttpTrace.OfResponse(message), Does.Contain(fault + "!").And.Not.Contain("end"));

    [Test]
    public void A_line_longer_than_the_limit_is_refused_before_its_end_is_there()
    {
        Assert.That(HttpTrace.OfResponse(Ok + "A: " + new string('b', HttpTrace.Line - 5) + "\r\n\r\n"), Does.EndWith("end"));
        Assert.That(HttpTrace.OfResponse(Ok + "A: " + new string('b', HttpTrace.Line - 4) + "\r\n\r\n"), Does.EndWith("LineTooLong!"));
        Assert.That(HttpTrace.OfResponse(Ok + "A: " + new string('b', HttpTrace.Line)), Does.EndWith("LineTooLong!"));
    }

    [Test]
    public void A_head_longer_than_the_limit_is_refused_and_so_are_trailers_and_what_chunks_have_behind_their_size()
    {
        string fields = string.Concat(Enumerable.Repeat("A: 012345678901234567890123456789\r\n", 8));
        Assert.That(HttpTrace.OfResponse(Ok + fields + "\r\n"), Does.EndWith("HeadTooLong!"));
        Assert.That(HttpTrace.OfResponse(Chunked + "0\r\n" + fields + "\r\n"), Does.EndWith("HeadTooLong!"));
        string chunks = string.Concat(Enumerable.Repeat("1;e=012345678901234567890123456789\r\nx\r\n", 8));
        Assert.That(HttpTrace.OfResponse(Chunked + chunks), Does.Contain("HeadTooLong!"));
        Assert.That(HttpTrace.OfResponse(Chunked + string.Concat(Enumerable.Repeat("1\r\nx\r\n", 200)) + "0\r\n\r\n"), Does.Contain("end"));
    }

    [Test]
    public void A_body_without_a_length_goes_on_until_the_connection_is_closed_where_that_is_wanted()
    {
        byte[] message = HttpTrace.Bytes(Ok + "\r\nabc");
        Assert.That(HttpTrace.Of(HttpReaderState.ForResponse(HttpLimits.Default, isBodyUntilClose: true), message, 21), Is.EqualTo("200|OK;head; [abc]"));
        Assert.That(HttpTrace.Of(HttpReaderState.ForResponse(HttpLimits.Default), message), Is.EqualTo("200|OK;head;end"));
    }

    [Test]
    public void Every_single_cut_and_byte_by_byte_gives_the_same_events([ValueSource(nameof(Responses))] string message)
    {
        string whole = HttpTrace.OfResponse(message);
        for (int cut = 0; cut <= message.Length; cut++)
        {
            Assert.That(HttpTrace.OfResponse(message, cut), Is.EqualTo(whole), $"cut at {cut}");
        }

        Assert.That(HttpTrace.OfResponse(message, [.. Enumerable.Range(0, message.Length)]), Is.EqualTo(whole));
    }

    [Test]
    public void Any_cuts_of_any_message_give_the_same_events() => Properties.Hold((int seed, int[] cuts) =>
    {
        string message = Mutate(Responses[Properties.Spread(seed) % Responses.Length], Properties.Spread(~seed));
        int[] places = [.. (cuts ?? []).Select(cut => (int)(Properties.Spread(cut) % (message.Length + 1))).Order()];
        return HttpTrace.OfResponse(message, places) == HttpTrace.OfResponse(message);
    });

    [Test]
    public void Names_and_values_are_parts_of_the_bytes_received()
    {
        byte[] message = HttpTrace.Bytes(Ok + "Name: value\r\nContent-Length: 3\r\n\r\nabc");
        var reader = new HttpReader(HttpReaderState.ForResponse(HttpLimits.Default), new byte[HttpLimits.Default.Line], message);
        var places = new List<int>();
        for (HttpEvent what = reader.Read(); what != HttpEvent.End; what = reader.Read())
        {
            ReadOnlySpan<byte> part = what == HttpEvent.Body ? reader.Body : reader.Value;
            if (what != HttpEvent.HeadEnd)
            {
                places.Add((int)Unsafe.ByteOffset(ref message[0], ref MemoryMarshal.GetReference(part)));
            }
        }

        Assert.That(places, Is.EqualTo(new[] { 13, 23, 46, 51 }));
    }

    [Test]
    public void All_fields_in_one_go_are_those_one_by_one() => Properties.Hold((int seed, int more) =>
    {
        string message = Mutate(Requests[Properties.Spread(seed) % Requests.Length], Properties.Spread(~seed)) + new string('x', (int)(Properties.Spread(more) % 80));
        byte[] bytes = HttpTrace.Bytes(message);
        HttpReaderState state = HttpReaderState.ForRequest(HttpLimits.Default);
        var one = new HttpReader(state, new byte[HttpLimits.Default.Line], bytes);
        var all = new HttpReader(state, new byte[HttpLimits.Default.Line], bytes);
        var fields = new FieldList([]);
        HttpEvent first = one.Read();
        if (all.Read() != first || first != HttpEvent.StartLine)
        {
            return first == HttpEvent.Malformed;
        }

        var expected = new List<string>();
        HttpEvent what;
        for (what = one.Read(); what == HttpEvent.Field; what = one.Read())
        {
            expected.Add(Text(one.Name) + "=" + Text(one.Value));
        }

        return all.ReadFields(ref fields) == what && fields.Fields.SequenceEqual(expected) && all.Consumed == one.Consumed && all.Fault == one.Fault && all.IsChunked == one.IsChunked;
    });

    [Test]
    public void The_next_message_begins_where_the_one_before_ends()
    {
        byte[] messages = HttpTrace.Bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
        var reader = new HttpReader(HttpReaderState.ForResponse(HttpLimits.Default), new byte[HttpLimits.Default.Line], messages);
        while (reader.Read() != HttpEvent.End)
        {
            Assert.That(reader.StatusCode, Is.EqualTo(100));
        }

        Assert.That(reader.Consumed, Is.EqualTo(25));
        Assert.That(HttpTrace.Of(reader.State.Next(), messages[reader.Consumed..]), Is.EqualTo("204|No Content;head;end"));
    }

    [Test]
    public void A_buffer_that_is_shorter_than_a_line_is_the_callers_mistake() =>
        Assert.That(() => new HttpReader(HttpReaderState.ForRequest(HttpLimits.Default), new byte[10], default).Consumed, Throws.ArgumentException);

    [Test]
    public void Reading_allocates_nothing()
    {
        byte[] message = HttpTrace.Bytes(Responses[2]);
        byte[] line = new byte[HttpTrace.Line];
        Allocation.IsNone(() =>
        {
            HttpReaderState state = HttpReaderState.ForResponse(new HttpLimits(HttpTrace.Line, HttpTrace.Head));
            for (int at = 0; at < message.Length; at += 7)
            {
                var reader = new HttpReader(state, line, message.AsSpan(at, Math.Min(7, message.Length - at)));
                while (reader.Read() is not (HttpEvent.NeedMore or HttpEvent.End or HttpEvent.Malformed))
                {
                    // Every event is looked at.
                }

                state = reader.State;
            }
        });
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    private readonly struct FieldList(List<string> fields) : IHttpFieldHandler
    {
        public List<string> Fields => fields;

        public void OnField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => fields.Add(Text(name) + "=" + Text(value));
    }

    // One character of a good message changed, taken out or doubled.
    private static string Mutate(string message, uint seed)
    {
        int at = (int)(seed % message.Length);
        const string Characters = "\r\n\t :;,=0aF(\0\u007F\u00E4";
        return ((seed >> 16) % 4) switch
        {
            0 => message,
            1 => message.Remove(at, 1),
            2 => message.Insert(at, message[at].ToString()),
            _ => message.Remove(at, 1).Insert(at, Characters[(int)((seed >> 20) % Characters.Length)].ToString()),
        };
    }
}
