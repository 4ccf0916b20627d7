using System;

namespace CardOs.Apdu.Http;

/// <summary>Header fields of remote administration, and their values: GlobalPlatform Amendment B 3.4.</summary>
public static class AdminField
{
    /// <summary>The host that the request is for.</summary>
    public static ReadOnlySpan<byte> Host => "Host"u8;

    /// <summary>The media type of the body.</summary>
    public static ReadOnlySpan<byte> ContentType => "Content-Type"u8;

    /// <summary>The length of the body.</summary>
    public static ReadOnlySpan<byte> ContentLength => "Content-Length"u8;

    /// <summary>The protocol and its version.</summary>
    public static ReadOnlySpan<byte> Protocol => "X-Admin-Protocol"u8;

    /// <summary>Which agent of which card the request comes from.</summary>
    public static ReadOnlySpan<byte> From => "X-Admin-From"u8;

    /// <summary>Where the next request goes.</summary>
    public static ReadOnlySpan<byte> NextUri => "X-Admin-Next-URI"u8;

    /// <summary>The application that the body is for.</summary>
    public static ReadOnlySpan<byte> TargetedApplication => "X-Admin-Targeted-Application"u8;

    /// <summary>What became of the body.</summary>
    public static ReadOnlySpan<byte> ScriptStatus => "X-Admin-Script-Status"u8;

    /// <summary>Whether the request resumes a session that was broken off.</summary>
    public static ReadOnlySpan<byte> Resume => "X-Admin-Resume"u8;

    /// <summary>The status word of an application that failed; CardOs's own.</summary>
    public static ReadOnlySpan<byte> ApplicationStatus => "X-Admin-Application-Status"u8;

    /// <summary>The value of <see cref="Protocol"/>.</summary>
    public static ReadOnlySpan<byte> ProtocolVersion => "globalplatform-remote-admin/1.0"u8;

    /// <summary>Media type of scripts for security domains.</summary>
    public static ReadOnlySpan<byte> CardContentManagement => "application/vnd.globalplatform.card-content-mgt"u8;

    /// <summary>Media type of scripts for files and applications: TS 102 226 annex B.</summary>
    public static ReadOnlySpan<byte> CommandData => "application/vnd.etsi.scp.command-data"u8;
}
