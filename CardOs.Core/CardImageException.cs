using System;

namespace CardOs;

/// <summary>Bytes that were given as a saved card are none, or not of this version; the message says what is wrong, and where.</summary>
public sealed class CardImageException : Exception
{
    public CardImageException()
    {
    }

    public CardImageException(string message)
        : base(message)
    {
    }

    public CardImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
