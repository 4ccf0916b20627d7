using System;
using CardOs.Memory;

namespace CardOs.Containers;

/// <summary>Which containers there are. Container 0 is the common one.</summary>
internal static class ContainerList
{
    /// <summary>No container.</summary>
    public const int None = -1;

    /// <summary>Whether there is a container with this number, whole.</summary>
    public static bool Exists(NonVolatileMemory memory, int container) =>
        (uint)container < NonVolatileMap.MaxContainers && memory.ReadByte(StateAddress(container)) == NonVolatileMap.Root.Present;

    /// <summary>Whether there is an enhanced container with this number.</summary>
    public static bool IsEnhanced(NonVolatileMemory memory, int container) => container != 0 && Exists(memory, container);

    public static ContainerState StateOf(CardState state, int container) =>
        container == 0 || container == state.ActiveContainer ? ContainerState.Activated : ContainerState.Disabled;

    /// <summary>The container that will be activated next, or none.</summary>
    public static int Prepared(NonVolatileMemory memory)
    {
        byte prepared = memory.ReadByte(new NvAddress(NonVolatileMap.PreparedContainer));
        return prepared == NonVolatileMap.NoContainer ? None : prepared;
    }

    /// <summary>The name of a container.</summary>
    public static ReadOnlySpan<byte> NameOf(NonVolatileMemory memory, int container)
    {
        NvAddress block = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Name);
        return memory.Read(block + 1, memory.ReadByte(block));
    }

    /// <summary>The container with a name, or none.</summary>
    public static int Find(NonVolatileMemory memory, scoped ReadOnlySpan<byte> name)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            if (Exists(memory, container) && NameOf(memory, container).SequenceEqual(name))
            {
                return container;
            }
        }

        return None;
    }

    /// <summary>A number that no container has, or none.</summary>
    public static int FindFree(NonVolatileMemory memory)
    {
        for (int container = 1; container < NonVolatileMap.MaxContainers; container++)
        {
            if (memory.ReadByte(StateAddress(container)) == NonVolatileMap.Root.Absent)
            {
                return container;
            }
        }

        return None;
    }

    internal static NvAddress StateAddress(int container) => NonVolatileMap.RootOf(container) + NonVolatileMap.Root.State;
}
