using System;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>Data objects that arrive in a message, for a store: all of them are stored, or none.</summary>
/// <remarks>BER-TLV, one behind the other; tags of one or two bytes, which GET DATA can name.</remarks>
internal static class StoredObjects
{
    private const uint MaxTag = 0xFFFF;

    /// <summary>Stores the objects of a message.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="application">The store.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="count">How many were stored.</param>
    /// <returns>What became of them; nothing was stored unless all were.</returns>
    public static StoreResult Store(NonVolatileMemory memory, NvAddress application, ReadOnlySpan<byte> objects, out int count)
    {
        count = 0;
        int stored = 0;
        using Transaction transaction = memory.Journal.Begin();
        var reader = new BerTlvReader(objects);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value > MaxTag || value.IsEmpty)
            {
                return StoreResult.Malformed;
            }

            if (!DataStore.TryPut(memory, application, tag.Value, value))
            {
                return StoreResult.NoRoom;
            }

            stored++;
        }

        if (!reader.IsAtEnd || stored == 0)
        {
            return StoreResult.Malformed;
        }

        transaction.Commit();
        count = stored;
        return StoreResult.Stored;
    }
}
