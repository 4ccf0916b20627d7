using System;

namespace CardOs.OffCard.Profiles;

/// <summary>A profile that is not one: the message says where, as a JSON path or a line, and what was expected.</summary>
public sealed class ProfileFormatException : Exception
{
    /// <summary>Without a message.</summary>
    public ProfileFormatException()
    {
    }

    /// <summary>With where and what.</summary>
    public ProfileFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With where and what, and what showed it.</summary>
    public ProfileFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
