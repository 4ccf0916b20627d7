using System;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>A card does not prove that it has the keys, or an answer is not what the card sent.</summary>
public sealed class SecureChannelException : Exception
{
    /// <summary>Tells what was wrong.</summary>
    public SecureChannelException(string message)
        : base(message)
    {
    }
}
