using System;
using CardOs.Apdu;

namespace CardOs.OffCard;

/// <summary>A command of a longer operation was refused by the card.</summary>
public sealed class CardStatusException : Exception
{
    /// <summary>Tells which command failed, and how.</summary>
    /// <param name="command">The command in words.</param>
    /// <param name="status">The card's status word.</param>
    public CardStatusException(string command, StatusWord status)
        : base($"{command}: the card answered {(ushort)status:X4}.")
    {
        Command = command;
        Status = status;
    }

    /// <summary>The command in words.</summary>
    public string Command { get; }

    /// <summary>The card's status word.</summary>
    public StatusWord Status { get; }
}
