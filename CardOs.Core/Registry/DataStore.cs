using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The data objects of one application: values by tag, up to a quota.</summary>
internal static class DataStore
{
    /// <summary>The value of an object; false when the store has none with this tag.</summary>
    public static bool TryGet(NonVolatileMemory memory, NvAddress application, uint tag, out ReadOnlySpan<byte> value)
    {
        NvAddress found = ObjectList.Find(memory, application + ApplicationEntry.ObjectsOffset, tag);
        value = found.IsNull ? default : ObjectList.ValueOf(memory, found);
        return !found.IsNull;
    }

    /// <summary>Adds or replaces an object, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the quota or the memory does not suffice.</returns>
    public static bool TryPut(NonVolatileMemory memory, NvAddress application, uint tag, scoped ReadOnlySpan<byte> value)
    {
        using Transaction transaction = memory.Journal.Begin();
        var entry = new ApplicationEntry(memory, application);
        NvAddress head = application + ApplicationEntry.ObjectsOffset;
        NvAddress old = ObjectList.Find(memory, head, tag);
        int used = entry.Used + ObjectList.HeaderLength + value.Length;
        used -= old.IsNull ? 0 : ObjectList.HeaderLength + ObjectList.LengthOf(memory, old);
        return used <= entry.Quota
            && ObjectList.TryPut(memory, ApplicationRegistry.ContainerOf(memory, application), head, tag, value, entry.Owner)
            && memory.Journal.TryWriteUInt32(application + ApplicationEntry.UsedOffset, (uint)used)
            && transaction.Commit();
    }
}
