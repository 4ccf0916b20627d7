using System;

namespace CardOs.Diagnostics;

/// <summary>Is told what happens inside a card while a command runs.</summary>
public interface ICardTrace
{
    /// <summary>Called in the middle of a command; the card must not be used from here.</summary>
    /// <param name="what">What happened.</param>
    /// <param name="bytes">The bytes concerned, valid during the call only.</param>
    /// <param name="number">A number that goes with it: see <see cref="CardEvent"/>.</param>
    void On(CardEvent what, ReadOnlySpan<byte> bytes, int number);
}
