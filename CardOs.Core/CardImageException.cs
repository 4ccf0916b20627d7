using System;

namespace CardOs;

/// <summary>Bytes that were given as a saved card are none, or not of this version; the message says what is wrong, and where.</summary>
public sealed class CardImageException : Exception
{
    /// <summary>Without a message.</summary>
    public CardImageException()
    {
    }

    /// <summary>With what is wrong.</summary>
    public CardImageException(string message)
        : base(message)
    {
    }

    /// <summary>With what is wrong, and what showed it.</summary>
    public CardImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
