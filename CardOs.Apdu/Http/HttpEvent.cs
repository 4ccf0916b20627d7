namespace CardOs.Apdu.Http;

/// <summary>What <see cref="HttpReader.Read"/> came to.</summary>
public enum HttpEvent
{
    /// <summary>The bytes are used up: the rest of the message is still to come.</summary>
    NeedMore,

    /// <summary>The request line or the status line.</summary>
    StartLine,

    /// <summary>A header field.</summary>
    Field,

    /// <summary>The empty line behind the fields; how long the body is, is known now.</summary>
    HeadEnd,

    /// <summary>A part of the body, without what a transfer coding puts around it.</summary>
    Body,

    /// <summary>The end of the message.</summary>
    End,

    /// <summary>The bytes are no message, or one that is refused: see <see cref="HttpReader.Fault"/>.</summary>
    Malformed,
}
