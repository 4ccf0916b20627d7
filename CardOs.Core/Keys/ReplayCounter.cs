using CardOs.Apdu.SecuredPackets;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The counter of a key set: it only rises, and a message that it let through is never let through again. TS 102 225 5.1.4.</summary>
internal static class ReplayCounter
{
    /// <summary>Checks a received counter, and stores it when the mode compares counters and it is accepted.</summary>
    public static ResponseStatusCode Accept(NonVolatileMemory memory, NvAddress address, CounterMode mode, ulong received)
    {
        if (mode is CounterMode.None or CounterMode.Unchecked)
        {
            return ResponseStatusCode.PorOk;
        }

        if (address.IsNull)
        {
            return ResponseStatusCode.UnidentifiedSecurityError;
        }

        var set = new KeySet(memory, address);
        ulong stored = set.Counter;
        if (stored == KeySet.MaxCounter)
        {
            return ResponseStatusCode.CounterBlocked;
        }

        if (received <= stored)
        {
            return ResponseStatusCode.CounterLow;
        }

        if (mode == CounterMode.OneHigher && received > stored + 1)
        {
            return ResponseStatusCode.CounterHigh;
        }

        set.CommitCounter(received);
        return ResponseStatusCode.PorOk;
    }
}
