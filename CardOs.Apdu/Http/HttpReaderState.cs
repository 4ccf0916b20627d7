using System;

namespace CardOs.Apdu.Http;

/// <summary>How far the reading of a message came: kept between two <see cref="HttpReader"/>s, wherever its owner likes.</summary>
public struct HttpReaderState
{
    internal const byte ResponseFlag = 0b0000_0001;
    internal const byte UntilCloseFlag = 0b0000_0010;
    internal const byte OldVersionFlag = 0b0000_0100;
    internal const byte LengthFlag = 0b0000_1000;
    internal const byte ChunkedFlag = 0b0001_0000;
    internal const byte EmptyLineFlag = 0b0010_0000;

    // What is left of the flags for the next message.
    private const byte LastingFlags = ResponseFlag | UntilCloseFlag;

    internal HttpPhase Phase;
    internal HttpFault Fault;
    internal byte Flags;
    internal ushort StatusCode;

    // Bytes of a line that came without its end.
    internal int Carried;
    internal int MaxLine;
    internal int MaxHead;
    internal int HeadLeft;

    // Bytes of the body, or of the chunk, that are still to come.
    internal long Left;

    private HttpReaderState(HttpLimits limits, byte flags)
    {
        if (limits.Line < 2 || limits.Head < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(limits));
        }

        Flags = flags;
        MaxLine = limits.Line;
        MaxHead = limits.Head;
        HeadLeft = limits.Head;
    }

    /// <summary>Starts in front of a request.</summary>
    public static HttpReaderState ForRequest(HttpLimits limits) => new(limits, 0);

    /// <summary>Starts in front of a response.</summary>
    /// <param name="limits">How long its lines may be.</param>
    /// <param name="isBodyUntilClose">Whether a body without a length goes on until the connection is closed (RFC 9112 6.3); without, there is none.</param>
    public static HttpReaderState ForResponse(HttpLimits limits, bool isBodyUntilClose = false) =>
        new(limits, (byte)(ResponseFlag | (isBodyUntilClose ? UntilCloseFlag : 0)));

    /// <summary>The state in front of the next message on the same connection.</summary>
    public readonly HttpReaderState Next() => new(new HttpLimits(MaxLine, MaxHead), (byte)(Flags & LastingFlags));

    internal readonly bool Has(byte flag) => (Flags & flag) != 0;
}
