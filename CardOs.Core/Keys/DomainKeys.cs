using System;
using System.Buffers.Binary;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The keys of security domains that are in no key set.</summary>
internal static class DomainKeys
{
    /// <summary>What a new key is.</summary>
    public readonly ref struct Description
    {
        public byte Domain { get; init; }

        public byte Version { get; init; }

        public byte Identifier { get; init; }

        public ushort Usage { get; init; }

        public ushort Access { get; init; }

        /// <summary>The components, as <see cref="DomainKey"/> has them; at least one.</summary>
        public ReadOnlySpan<byte> Components { get; init; }
    }

    public static NvAddress First(NonVolatileMemory memory, int container) => memory.ReadAddress(Head(container));

    public static NvAddress Next(NonVolatileMemory memory, NvAddress key) => memory.ReadAddress(key);

    /// <summary>The key of a domain with a version and an identifier; null when there is none.</summary>
    public static NvAddress Find(NonVolatileMemory memory, int container, byte domain, byte version, byte identifier)
    {
        for (NvAddress address = First(memory, container); !address.IsNull; address = Next(memory, address))
        {
            var key = new DomainKey(memory, address);
            if (key.Domain == domain && key.Version == version && key.Identifier == identifier)
            {
                return address;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Adds a key, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when there is no room.</returns>
    public static bool TryCreate(NonVolatileMemory memory, int container, scoped in Description description)
    {
        Span<byte> record = stackalloc byte[DomainKey.ComponentsOffset + DomainKey.MaxComponentsLength];
        if (description.Components.Length > DomainKey.MaxComponentsLength)
        {
            return false;
        }

        record = record.Slice(0, DomainKey.ComponentsOffset + description.Components.Length);
        record.Clear();
        record[DomainKey.DomainOffset] = description.Domain;
        record[DomainKey.VersionOffset] = description.Version;
        record[DomainKey.IdentifierOffset] = description.Identifier;
        record[DomainKey.TypeOffset] = description.Components[0];
        BinaryPrimitives.WriteUInt16BigEndian(record.Slice(DomainKey.UsageOffset), description.Usage);
        BinaryPrimitives.WriteUInt16BigEndian(record.Slice(DomainKey.AccessOffset), description.Access);
        BinaryPrimitives.WriteUInt16BigEndian(record.Slice(DomainKey.LengthOffset), (ushort)description.Components.Length);
        description.Components.CopyTo(record.Slice(DomainKey.ComponentsOffset));
        return RecordList.TryAppend(memory, container, Head(container), record, BlockKind.DomainKey, owner: 0, out _);
    }

    /// <summary>Takes a key away, together with the open transaction.</summary>
    public static bool TryRemove(NonVolatileMemory memory, int container, NvAddress key) => RecordList.TryRemove(memory, Head(container), key);

    /// <summary>Writes a component where a description's are put together.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWriteComponent(Span<byte> destination, ref int length, KeyComponentType type, scoped ReadOnlySpan<byte> value)
    {
        Span<byte> room = destination.Slice(length);
        if (room.Length < DomainKey.ComponentHeaderLength + value.Length)
        {
            return false;
        }

        room[0] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(room.Slice(1), (ushort)value.Length);
        value.CopyTo(room.Slice(DomainKey.ComponentHeaderLength));
        length += DomainKey.ComponentHeaderLength + value.Length;
        return true;
    }

    private static NvAddress Head(int container) => NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Keys;
}
