namespace CardOs.Apdu.Http;

/// <summary>What became of the body of the server's message: X-Admin-Script-Status, GlobalPlatform Amendment B.</summary>
public enum AdminScriptStatus : byte
{
    /// <summary>There was no body: the request says nothing about one.</summary>
    None,

    /// <summary>It was given to its application, whose answer follows.</summary>
    Ok,

    /// <summary>No application takes it.</summary>
    UnknownApplication,

    /// <summary>The targeted application runs no scripts.</summary>
    NotASecurityDomain,

    /// <summary>It was refused.</summary>
    SecurityError,

    /// <summary>The application failed; CardOs's own.</summary>
    ApplicationError,
}
