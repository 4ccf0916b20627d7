using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The names of services that applications with the privilege registered, each name once: GlobalPlatform 2.3.1 8.1, GPRegistryEntry.registerService.</summary>
/// <remarks>
/// <code>
/// 0        2       4       8
/// +--------+-------+-------+     a word each, written whole; name 0000: free. Name: family, service within it or 00 for the family
/// | name   | owner | -     |
/// +--------+-------+-------+
/// </code>
/// The owner is the application's tag, which no other one gets: what a deleted application registered is free by itself.
/// </remarks>
internal static class GlobalServices
{
    // What no command can name: the names that INSTALL recorded for an application, CB of its system parameters.
    private const uint RecordedTag = 0x0001_00CB;

    private const int NameLength = sizeof(ushort);
    private const int OwnerOffset = 2;
    private const int FamilyMask = 0xFF00;

    /// <summary>The application of the containers of a view that offers a service: by its name, by its family, or one of the family that is asked for; null when there is none.</summary>
    public static NvAddress Find(NonVolatileMemory memory, MemoryView view, ushort name)
    {
        NvAddress found = FindWhere(memory, view, name, isExact: true);
        return found.IsNull ? FindWhere(memory, view, name, isExact: false) : found;
    }

    /// <summary>Records the names of the services that an application offers, two bytes each, together with the open transaction.</summary>
    /// <returns>False when the memory does not suffice.</returns>
    public static bool TryRecord(NonVolatileMemory memory, NvAddress application, scoped ReadOnlySpan<byte> names) => ObjectList.TryPut(
        memory,
        ApplicationRegistry.ContainerOf(memory, application),
        application + ApplicationEntry.ObjectsOffset,
        RecordedTag,
        names,
        new ApplicationEntry(memory, application).Owner);

    /// <summary>Whether a name, or its family, or for a family one of it, was recorded for an application.</summary>
    public static bool IsRecorded(NonVolatileMemory memory, NvAddress application, ushort name)
    {
        NvAddress found = ObjectList.Find(memory, application + ApplicationEntry.ObjectsOffset, RecordedTag);
        ReadOnlySpan<byte> names = found.IsNull ? default : ObjectList.ValueOf(memory, found);
        for (int i = 0; i + NameLength <= names.Length; i += NameLength)
        {
            if (IsServedBy(name, (ushort)((names[i] << 8) | names[i + 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Registers a name that was recorded for its application.</summary>
    /// <returns>False, and nothing changed, when the name, or for a family one of it, or the family of the name is registered, or there is no room.</returns>
    public static bool TryRegister(NonVolatileMemory memory, NvAddress application, ushort name)
    {
        NvAddress free = NvAddress.Null;
        for (int i = 0; i < NonVolatileMap.MaxGlobalServices; i++)
        {
            NvAddress slot = SlotAt(i);
            ushort other = memory.ReadUInt16(slot);
            if (other == 0 || OwnerOf(memory, MemoryView.All, slot).IsNull)
            {
                free = free.IsNull ? slot : free;
            }
            else if (IsServedBy(name, other))
            {
                return false;
            }
        }

        return name != 0 && !free.IsNull
            && memory.Journal.TryWriteUInt32(free, (uint)(name << 16) | new ApplicationEntry(memory, application).Owner);
    }

    /// <summary>Takes a name back.</summary>
    /// <returns>False when the application did not register it.</returns>
    public static bool TryDeregister(NonVolatileMemory memory, NvAddress application, ushort name)
    {
        ushort owner = new ApplicationEntry(memory, application).Owner;
        for (int i = 0; i < NonVolatileMap.MaxGlobalServices; i++)
        {
            NvAddress slot = SlotAt(i);
            if (name != 0 && memory.ReadUInt16(slot) == name && memory.ReadUInt16(slot + OwnerOffset) == owner)
            {
                return memory.Journal.TryWriteUInt32(slot, 0);
            }
        }

        return false;
    }

    private static NvAddress FindWhere(NonVolatileMemory memory, MemoryView view, ushort name, bool isExact)
    {
        for (int i = 0; i < NonVolatileMap.MaxGlobalServices; i++)
        {
            ushort other = memory.ReadUInt16(SlotAt(i));
            bool matches = other != 0 && (isExact ? other == name : IsServedBy(name, other));
            NvAddress application = matches ? OwnerOf(memory, view, SlotAt(i)) : NvAddress.Null;
            if (!application.IsNull)
            {
                return application;
            }
        }

        return NvAddress.Null;
    }

    private static NvAddress OwnerOf(NonVolatileMemory memory, MemoryView view, NvAddress slot) =>
        ApplicationRegistry.FindByOwner(memory, view, memory.ReadUInt16(slot + OwnerOffset));

    private static NvAddress SlotAt(int index) => new(NonVolatileMap.GlobalServices + (index * NonVolatileMap.WordLength));

    // The same name, or a family and one of it.
    private static bool IsServedBy(ushort name, ushort other) =>
        name == other || (((name ^ other) & FamilyMask) == 0 && (IsFamily(name) || IsFamily(other)));

    private static bool IsFamily(ushort name) => (name & ~FamilyMask) == 0;
}
