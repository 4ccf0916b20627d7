using System;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Objects among the data objects of an application that no command can name, as their tags are longer: they do not count for its quota.</summary>
internal static class HiddenObjects
{
    /// <summary>Adds or replaces an object, together with the open transaction.</summary>
    /// <returns>False when the memory does not suffice.</returns>
    public static bool TryPut(NonVolatileMemory memory, NvAddress application, uint tag, scoped ReadOnlySpan<byte> value) => ObjectList.TryPut(
        memory,
        ApplicationRegistry.ContainerOf(memory, application),
        application + ApplicationEntry.ObjectsOffset,
        tag,
        value,
        new ApplicationEntry(memory, application).Owner);

    /// <summary>Adds or replaces an object of one byte, together with the open transaction.</summary>
    /// <returns>False when the memory does not suffice.</returns>
    public static bool TryPutByte(NonVolatileMemory memory, NvAddress application, uint tag, byte value)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        return TryPut(memory, application, tag, bytes);
    }
}
