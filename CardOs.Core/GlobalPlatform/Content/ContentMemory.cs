using System;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Whether the memory that new content asks for is there: GlobalPlatform 2.3.1 9.7.</summary>
internal static class ContentMemory
{
    /// <summary>Whether a container has what the parameters C6, C7, C8, D7 and D8 ask for.</summary>
    public static bool HasRoom(CardState state, int container, scoped in SystemParameters system)
    {
        long nonVolatile = Math.Max((long)Math.Max(system.Code, 0) + Math.Max(system.NonVolatile, 0), system.NonVolatileReserved);
        int working = Math.Max(system.Working, system.WorkingReserved);
        return nonVolatile <= state.NonVolatile.Allocator.FreeBytes(container) && working <= state.Machine.Heap.FreeTransientBytes;
    }
}
