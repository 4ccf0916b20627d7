using System;
using System.Buffers.Binary;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The key sets of the containers.</summary>
internal static class KeySets
{
    /// <summary>What a new key set is.</summary>
    public readonly ref struct Description
    {
        public byte Domain { get; init; }

        public byte Version { get; init; }

        public byte MacLength { get; init; }

        public ulong Counter { get; init; }

        public CipherAlgorithm CipherAlgorithm { get; init; }

        public ReadOnlySpan<byte> CipherKey { get; init; }

        public CipherAlgorithm CheckAlgorithm { get; init; }

        public ReadOnlySpan<byte> CheckKey { get; init; }

        public CipherAlgorithm KeyEncryptionAlgorithm { get; init; }

        public ReadOnlySpan<byte> KeyEncryptionKey { get; init; }
    }

    /// <summary>Finds the set of a domain by version; version 0 stands for the domain's first set.</summary>
    public static NvAddress Find(NonVolatileMemory memory, int container, byte domain, int version)
    {
        NvAddress address = First(memory, container);
        while (!address.IsNull)
        {
            var set = new KeySet(memory, address);
            if (set.Domain == domain && (version == 0 || set.Version == version))
            {
                return address;
            }

            address = Next(memory, address);
        }

        return NvAddress.Null;
    }

    public static NvAddress First(NonVolatileMemory memory, int container) =>
        memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.KeySets);

    public static NvAddress Next(NonVolatileMemory memory, NvAddress set) => memory.ReadAddress(set + KeySet.NextOffset);

    /// <summary>Creates a set at the end of the container's list.</summary>
    /// <returns>Null when there is no room.</returns>
    public static NvAddress Create(NonVolatileMemory memory, int container, scoped in Description description)
    {
        Span<byte> record = stackalloc byte[KeySet.Length];
        record.Clear();
        record[KeySet.DomainOffset] = description.Domain;
        record[KeySet.VersionOffset] = description.Version;
        record[KeySet.MacLengthOffset] = description.MacLength;
        BinaryPrimitives.WriteUInt64BigEndian(record.Slice(KeySet.CounterOffset), description.Counter);
        WriteKey(record, KeyRole.Cipher, description.CipherAlgorithm, description.CipherKey);
        WriteKey(record, KeyRole.Check, description.CheckAlgorithm, description.CheckKey);
        WriteKey(record, KeyRole.KeyEncryption, description.KeyEncryptionAlgorithm, description.KeyEncryptionKey);
        NvAddress head = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.KeySets;
        return RecordList.TryAppend(memory, container, head, record, BlockKind.KeySet, owner: 0, out NvAddress set) ? set : NvAddress.Null;
    }

    /// <summary>Writes or takes away one key of a set, together with the open transaction: a new key begins with counter 0.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="set">The set.</param>
    /// <param name="role">Which of its keys.</param>
    /// <param name="algorithm">What it is for; <see cref="CipherAlgorithm.None"/> takes it away.</param>
    /// <param name="key">As long as the algorithm's keys are.</param>
    /// <returns>False when the journal has no room.</returns>
    public static bool TrySetKey(NonVolatileMemory memory, NvAddress set, KeyRole role, CipherAlgorithm algorithm, scoped ReadOnlySpan<byte> key)
    {
        Span<byte> value = stackalloc byte[KeySet.KeyLength];
        value.Clear();
        key.CopyTo(value);
        Span<byte> description = stackalloc byte[2];
        description[0] = (byte)algorithm;
        description[1] = (byte)key.Length;
        return memory.Journal.TryWrite(set + (KeySet.KeysOffset + ((int)role * KeySet.KeyLength)), value)
            && memory.Journal.TryWrite(set + (KeySet.AlgorithmsOffset + ((int)role * 2)), description)
            && memory.Journal.TryWriteUInt64(set + KeySet.CounterOffset, 0);
    }

    /// <summary>Takes a set away, together with the open transaction.</summary>
    public static bool TryRemove(NonVolatileMemory memory, int container, NvAddress set) =>
        RecordList.TryRemove(memory, NonVolatileMap.RootOf(container) + NonVolatileMap.Root.KeySets, set);

    /// <summary>Whether a set has no key left.</summary>
    public static bool IsEmpty(NonVolatileMemory memory, NvAddress set)
    {
        var keys = new KeySet(memory, set);
        return keys.AlgorithmOf(KeyRole.Cipher) == CipherAlgorithm.None
            && keys.AlgorithmOf(KeyRole.Check) == CipherAlgorithm.None
            && keys.AlgorithmOf(KeyRole.KeyEncryption) == CipherAlgorithm.None;
    }

    private static void WriteKey(Span<byte> record, KeyRole role, CipherAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        record[KeySet.AlgorithmsOffset + ((int)role * 2)] = (byte)algorithm;
        record[KeySet.AlgorithmsOffset + ((int)role * 2) + 1] = (byte)key.Length;
        key.CopyTo(record.Slice(KeySet.KeysOffset + ((int)role * KeySet.KeyLength)));
    }
}
