namespace CardOs.Apdu.Http;

/// <summary>Why a message is refused.</summary>
public enum HttpFault : byte
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The request line or the status line is not one. RFC 9112 3, 4.</summary>
    StartLine,

    /// <summary>The version is not HTTP/1.0 or HTTP/1.1.</summary>
    Version,

    /// <summary>A field's name is no token, or white space stands around it. RFC 9112 5.1.</summary>
    FieldName,

    /// <summary>A field's value has a control character, or the line does not end with CR LF.</summary>
    FieldValue,

    /// <summary>A field goes on in the next line: obsolete line folding, RFC 9112 5.2.</summary>
    Folding,

    /// <summary>A line is longer than the limit.</summary>
    LineTooLong,

    /// <summary>The head, with trailers and what chunks have behind their size, is longer than the limit.</summary>
    HeadTooLong,

    /// <summary>Content-Length is no number, is there twice, or stands where no body can be. RFC 9112 6.2, 6.3.</summary>
    ContentLength,

    /// <summary>Content-Length and Transfer-Encoding in one message: RFC 9112 6.3, 11.2.</summary>
    TwoLengths,

    /// <summary>A transfer coding other than chunked, alone and once, in HTTP/1.1.</summary>
    TransferCoding,

    /// <summary>A chunk's size is no number of up to eight digits, or its data do not end where they should. RFC 9112 7.1.</summary>
    Chunk,
}
