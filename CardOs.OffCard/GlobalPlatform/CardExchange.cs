using System;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Sends a command to a card and gives its answer, whole, as <see cref="Terminal.Transmit"/> does.</summary>
/// <param name="command">The command as bytes.</param>
/// <returns>The answer.</returns>
public delegate CardAnswer CardExchange(ReadOnlySpan<byte> command);
