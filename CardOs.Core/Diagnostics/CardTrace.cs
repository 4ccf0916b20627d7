using System;

namespace CardOs.Diagnostics;

/// <summary>Tells the host's trace, if there is one and the card has power.</summary>
internal static class CardTrace
{
    public static void Tell(CardState state, CardEvent what, scoped ReadOnlySpan<byte> bytes, int number = 0)
    {
        ICardTrace? trace = state.Options.Trace;
        if (trace is not null && !state.NonVolatile.IsCut)
        {
            trace.On(what, bytes, number);
        }
    }
}
