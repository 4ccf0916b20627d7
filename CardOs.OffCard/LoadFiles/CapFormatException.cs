using System;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A CAP file or an export file that is not one: the message says where, and what was expected.</summary>
public sealed class CapFormatException : Exception
{
    /// <summary>Without a message.</summary>
    public CapFormatException()
    {
    }

    /// <summary>With where and what.</summary>
    public CapFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With where and what, and what showed it.</summary>
    public CapFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static CapFormatException Expected(string where, string what) => new($"{where}: expected {what}");
}
