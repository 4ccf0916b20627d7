using System;
using System.Text;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Http;

[TestFixture]
public sealed class HttpWriterTests
{
    [Test]
    public void A_message_in_chunks_is_one_that_the_reader_reads()
    {
        var writer = new HttpWriter(new byte[200]);
        Assert.That(writer.TryWriteStatusLine(200, "OK"u8) && writer.TryWriteField("Transfer-Encoding"u8, "chunked"u8) && writer.TryEndHead(), Is.True);
        Assert.That(writer.TryWriteChunk("0123456789abcdefg"u8) && writer.TryWriteChunk(default) && writer.TryEndChunks(), Is.True);
        Assert.That(Encoding.Latin1.GetString(writer.Written), Does.EndWith("11\r\n0123456789abcdefg\r\n0\r\n\r\n"));
        Assert.That(HttpTrace.OfResponse(Encoding.Latin1.GetString(writer.Written)), Does.EndWith("end [0123456789abcdefg]"));
    }

    [Test]
    public void What_would_break_out_of_its_line_is_refused()
    {
        var writer = new HttpWriter(new byte[200]);
        Assert.That(writer.TryWriteField("A"u8, "b\r\nC: d"u8), Is.False);
        Assert.That(writer.TryWriteField("A: b\r\nC"u8, "d"u8), Is.False);
        Assert.That(writer.TryWriteField("A"u8, -1), Is.False);
        Assert.That(writer.TryWriteRequestLine("POST"u8, "/a b"u8), Is.False);
        Assert.That(writer.TryWriteRequestLine("POST"u8, default), Is.False);
        Assert.That(writer.TryWriteRequestLine("PO ST"u8, "/"u8), Is.False);
        Assert.That(writer.TryWriteStatusLine(1000, "OK"u8), Is.False);
        Assert.That(writer.Length, Is.Zero);
    }

    [Test]
    public void What_does_not_fit_is_not_begun()
    {
        var writer = new HttpWriter(new byte[10]);
        Assert.That(writer.TryWriteField("Name"u8, "value"u8), Is.False);
        Assert.That(writer.TryWriteChunk("01234567"u8), Is.False);
        Assert.That(writer.Length, Is.Zero);
        Assert.That(writer.TryWriteField("A"u8, "b"u8), Is.True);
    }

    [Test]
    public void The_first_request_of_a_session_has_four_lines()
    {
        var post = new AdminPost { Uri = "/admin"u8, Host = "example.com"u8, From = "//se-id/eid/89"u8 };
        Assert.That(Text(post), Is.EqualTo(
            "POST /admin HTTP/1.1\r\nHost: example.com\r\nX-Admin-Protocol: globalplatform-remote-admin/1.0\r\nX-Admin-From: //se-id/eid/89\r\n\r\n"));
    }

    [TestCase(AdminScriptStatus.Ok, "ok")]
    [TestCase(AdminScriptStatus.UnknownApplication, "unknown-application")]
    [TestCase(AdminScriptStatus.NotASecurityDomain, "not-a-security-domain")]
    [TestCase(AdminScriptStatus.SecurityError, "security-error")]
    [TestCase(AdminScriptStatus.ApplicationError, "application-error")]
    public void Later_ones_say_what_became_of_the_body(AdminScriptStatus status, string text)
    {
        var post = new AdminPost { Uri = "/"u8, Host = "h"u8, From = "f"u8, Status = status, ContentType = "a/b"u8, ContentLength = 10, IsResumed = true, ApplicationStatus = (StatusWord)0x6A8F };
        Assert.That(Text(post), Does.EndWith(
            $"X-Admin-Script-Status: {text}\r\nX-Admin-Application-Status: 6A8F\r\nX-Admin-Resume: true\r\nContent-Type: a/b\r\nContent-Length: 10\r\n\r\n"));
    }

    private static string Text(AdminPost post)
    {
        byte[] buffer = new byte[500];
        Assert.That(post.TryWrite(buffer, out int length), Is.True);
        Assert.That(post.TryWrite(buffer.AsSpan(0, length - 1), out _), Is.False);
        return Encoding.Latin1.GetString(buffer, 0, length);
    }
}
