using System;

namespace CardOs.Applications;

/// <summary>A part of a message's body, as an application gets it.</summary>
public readonly ref struct MessagePart
{
    /// <summary>Makes a part.</summary>
    public MessagePart(ReadOnlySpan<byte> data, bool isFirst, bool isLast)
    {
        Data = data;
        IsFirst = isFirst;
        IsLast = isLast;
    }

    /// <summary>The bytes: as many as arrived together, so that nobody has to hold them; the last part can be empty.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Whether a message begins.</summary>
    public bool IsFirst { get; }

    /// <summary>Whether the message is complete, and can be answered.</summary>
    public bool IsLast { get; }
}
