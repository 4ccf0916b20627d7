using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>Changes of a registered application, each together with the open transaction. State, privileges and channels are in one word of the entry.</summary>
internal static class EntryWrites
{
    /// <summary>Gives an application another life cycle state.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TrySetLifeCycle(NonVolatileMemory memory, NvAddress application, byte state) =>
        TryWriteByte(memory, application + ApplicationEntry.LifeCycleOffset, state);

    /// <summary>Gives an application other privileges.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TrySetPrivileges(NonVolatileMemory memory, NvAddress application, Privileges privileges)
    {
        Span<byte> bytes = stackalloc byte[PrivilegeBytes.Length];
        PrivilegeBytes.Write(bytes, privileges);
        return memory.Journal.TryWrite(application + ApplicationEntry.PrivilegesOffset, bytes);
    }

    /// <summary>Says on which channels an application is selected without a SELECT.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TrySetImplicitChannels(NonVolatileMemory memory, NvAddress application, uint channels) =>
        memory.Journal.TryWriteUInt32(application + ApplicationEntry.ImplicitSelectionOffset, channels);

    /// <summary>Makes an application belong to another domain of its container.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TrySetDomain(NonVolatileMemory memory, NvAddress application, byte domain) =>
        TryWriteByte(memory, application + ApplicationEntry.DomainOffset, domain);

    private static bool TryWriteByte(NonVolatileMemory memory, NvAddress address, byte value)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        return memory.Journal.TryWrite(address, bytes);
    }
}
