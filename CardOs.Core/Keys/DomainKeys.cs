using System;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The keys of the containers' security domains that are in no key set.</summary>
internal static class DomainKeys
{
    /// <summary>The versions that GlobalPlatform 2.3.1 11.1.9 sets aside: of tokens, receipts, and signatures of load files.</summary>
    public const byte Token = 0x70;
    public const byte Receipt = 0x71;
    public const byte LoadFileSignature = 0x73;

    /// <summary>Finds a key of a domain.</summary>
    public static bool TryFind(NonVolatileMemory memory, int container, byte domain, byte version, byte identifier, out DomainKey key)
    {
        NvAddress found = Find(memory, container, domain, version, identifier);
        key = found.IsNull ? default : new DomainKey(memory, found);
        return !found.IsNull;
    }

    /// <summary>Adds a key behind the others of the container; one with its version and identifier leaves. All or nothing.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="container">The container of the domain.</param>
    /// <param name="domain">The domain's number.</param>
    /// <param name="version">The key version number.</param>
    /// <param name="identifier">The key identifier.</param>
    /// <param name="count">How many components there are.</param>
    /// <param name="components">The components, as <see cref="DomainKey"/> has them.</param>
    /// <returns>False when there is no room.</returns>
    public static bool TryPut(
        NonVolatileMemory memory, int container, byte domain, byte version, byte identifier, int count, scoped ReadOnlySpan<byte> components)
    {
        Span<byte> record = stackalloc byte[DomainKey.ComponentsOffset + components.Length];
        record.Slice(0, DomainKey.ComponentsOffset).Clear();
        record[DomainKey.DomainOffset] = domain;
        record[DomainKey.VersionOffset] = version;
        record[DomainKey.IdentifierOffset] = identifier;
        record[DomainKey.CountOffset] = (byte)count;
        components.CopyTo(record.Slice(DomainKey.ComponentsOffset));
        using Transaction transaction = memory.Journal.Begin();
        NvAddress old = Find(memory, container, domain, version, identifier);
        return (old.IsNull || RecordList.TryRemove(memory, HeadOf(container), old))
            && RecordList.TryAppend(memory, container, HeadOf(container), record, BlockKind.DomainKey, owner: 0, out _)
            && transaction.Commit();
    }

    /// <summary>Takes all keys of a domain away, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public static bool TryRemoveAll(NonVolatileMemory memory, int container, byte domain)
    {
        NvAddress key = memory.ReadAddress(HeadOf(container));
        while (!key.IsNull)
        {
            NvAddress next = memory.ReadAddress(key);
            if (memory.ReadByte(key + DomainKey.DomainOffset) == domain && !RecordList.TryRemove(memory, HeadOf(container), key))
            {
                return false;
            }

            key = next;
        }

        return true;
    }

    private static NvAddress HeadOf(int container) => NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Keys;

    private static NvAddress Find(NonVolatileMemory memory, int container, byte domain, byte version, byte identifier)
    {
        NvAddress key = memory.ReadAddress(HeadOf(container));
        while (!key.IsNull && (memory.ReadByte(key + DomainKey.DomainOffset) != domain || memory.ReadByte(key + DomainKey.VersionOffset) != version
            || memory.ReadByte(key + DomainKey.IdentifierOffset) != identifier))
        {
            key = memory.ReadAddress(key);
        }

        return key;
    }
}
