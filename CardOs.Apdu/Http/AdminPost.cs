using System;

namespace CardOs.Apdu.Http;

/// <summary>The card's request to the administration server: GlobalPlatform Amendment B.</summary>
/// <remarks>
/// <code>
/// POST uri HTTP/1.1
/// Host, X-Admin-Protocol, X-Admin-From
/// X-Admin-Script-Status, X-Admin-Application-Status, X-Admin-Resume, Content-Type, Content-Length    as far as they are given
/// </code>
/// </remarks>
public readonly ref struct AdminPost
{
    /// <summary>Where the request goes.</summary>
    public ReadOnlySpan<byte> Uri { get; init; }

    /// <summary>The value of Host.</summary>
    public ReadOnlySpan<byte> Host { get; init; }

    /// <summary>The value of X-Admin-From.</summary>
    public ReadOnlySpan<byte> From { get; init; }

    /// <summary>What became of the body before.</summary>
    public AdminScriptStatus Status { get; init; }

    /// <summary>The status word of an application that failed; without one there is no such field.</summary>
    public StatusWord ApplicationStatus { get; init; }

    /// <summary>Whether a session is resumed.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The media type of the body; empty when there is none.</summary>
    public ReadOnlySpan<byte> ContentType { get; init; }

    /// <summary>How many bytes the body will have.</summary>
    public int ContentLength { get; init; }

    /// <summary>Writes the head; the body is to follow.</summary>
    /// <returns>False when it does not fit, or a text is not one for its place.</returns>
    public bool TryWrite(Span<byte> destination, out int length)
    {
        var writer = new HttpWriter(destination);
        bool isWritten = writer.TryWriteRequestLine("POST"u8, Uri)
            && writer.TryWriteField(AdminField.Host, Host)
            && writer.TryWriteField(AdminField.Protocol, AdminField.ProtocolVersion)
            && writer.TryWriteField(AdminField.From, From)
            && (Status == AdminScriptStatus.None || writer.TryWriteField(AdminField.ScriptStatus, TextOf(Status)))
            && (ApplicationStatus == StatusWord.None || TryWriteStatusWord(ref writer))
            && (!IsResumed || writer.TryWriteField(AdminField.Resume, "true"u8))
            && (ContentType.IsEmpty
                || (writer.TryWriteField(AdminField.ContentType, ContentType) && writer.TryWriteField(AdminField.ContentLength, ContentLength)))
            && writer.TryEndHead();
        length = isWritten ? writer.Length : 0;
        return isWritten;
    }

    private bool TryWriteStatusWord(ref HttpWriter writer)
    {
        Span<byte> text = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            int digit = ((int)ApplicationStatus >> (12 - (4 * i))) & 0x0F;
            text[i] = (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
        }

        return writer.TryWriteField(AdminField.ApplicationStatus, text);
    }

    private static ReadOnlySpan<byte> TextOf(AdminScriptStatus status) => status switch
    {
        AdminScriptStatus.Ok => "ok"u8,
        AdminScriptStatus.UnknownApplication => "unknown-application"u8,
        AdminScriptStatus.NotASecurityDomain => "not-a-security-domain"u8,
        AdminScriptStatus.SecurityError => "security-error"u8,
        _ => "application-error"u8,
    };
}
