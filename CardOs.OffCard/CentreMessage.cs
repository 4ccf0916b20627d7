using System;

namespace CardOs.OffCard;

/// <summary>A message with over-the-air data on its way from a centre to a terminal.</summary>
/// <param name="Kind">What kind of centre sent it.</param>
/// <param name="Sms">Sender and flags, for the short messages that the terminal makes of it.</param>
/// <param name="Data">The data, still sealed: neither centre nor terminal has a key.</param>
public sealed record CentreMessage(MessageCentreKind Kind, SmsParameters Sms, ReadOnlyMemory<byte> Data);
