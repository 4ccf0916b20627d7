using System;
using CardOs.Apdu;

namespace CardOs.OffCard;

/// <summary>A card's answer to a command, with everything that followed: what GET RESPONSE fetched, and the proactive session.</summary>
/// <param name="Status">The final status word; <see cref="StatusWord.None"/> when the card is mute. 91xx was dealt with and reads 9000.</param>
/// <param name="Data">The response data.</param>
public sealed record CardAnswer(StatusWord Status, ReadOnlyMemory<byte> Data)
{
    /// <summary>Whether the card lost power instead of answering.</summary>
    public bool IsMute => Status == StatusWord.None;
}
