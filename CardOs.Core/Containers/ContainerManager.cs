using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Files;
using CardOs.JavaCard;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Containers;

/// <summary>Containers come and go.</summary>
/// <remarks>
/// A container is there from one word on, and gone from one word on: <see cref="NonVolatileMap.Root.State"/>. A new one is made in one transaction. Deletion
/// first says that the container is incomplete; what follows can be cut anywhere and is done again at power-on: references to its objects become
/// null, its root and its blocks of handles leave the tables in one transaction, its segments are erased and given back, and so is what the journal
/// remembers. No code of a deleted container runs.
/// </remarks>
internal static class ContainerManager
{
    public const int MaxNameLength = 32;

    private const int MinAidLength = 5;

    /// <summary>Makes an enhanced container with a master file and nothing else, disabled.</summary>
    /// <param name="state">The card.</param>
    /// <param name="name">Its name: 1 to 32 bytes, which no other container has.</param>
    /// <param name="administrativeKey">Its key ADM 1, 8 bytes, which everything in the master file asks for; or empty: then there is none.</param>
    /// <param name="domain">The AID of its own security domain, which no application of the card has; or empty: then there is none.</param>
    /// <param name="container">Its number.</param>
    /// <returns>9000; 6A80 for a wrong name, key or AID; 6985 for an AID that is in use; 6A84 when there is no room, or there are 31 already.</returns>
    public static StatusWord Create(
        CardState state, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> administrativeKey, scoped ReadOnlySpan<byte> domain, out int container)
    {
        NonVolatileMemory memory = state.NonVolatile;
        container = ContainerList.None;
        bool isWrongKey = !administrativeKey.IsEmpty && administrativeKey.Length != Pin.ValueLength;
        bool isWrongAid = !domain.IsEmpty && domain.Length is < MinAidLength or > ApplicationEntry.MaxAidLength;
        if (!IsName(name) || isWrongKey || isWrongAid || ContainerList.Find(memory, name) != ContainerList.None)
        {
            return StatusWord.IncorrectData;
        }

        if (!domain.IsEmpty && !ApplicationRegistry.Find(memory, MemoryView.All, domain).IsNull)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int number = ContainerList.FindFree(memory);
        if (number == ContainerList.None || !TryCreate(state, number, name, administrativeKey, domain))
        {
            return StatusWord.NotEnoughMemory;
        }

        container = number;
        return StatusWord.Success;
    }

    /// <summary>Deletes a disabled container with everything in it.</summary>
    /// <returns>9000; 6A88 when there is none; 6985 for the common one, while it is activated or prepared, and while an applet's transaction is open.</returns>
    public static StatusWord Delete(CardState state, int container)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!ContainerList.Exists(memory, container))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (container == 0 || container == state.ActiveContainer || container == ContainerList.Prepared(memory) || memory.Journal.IsOpen)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (state.Machine.Load.IsOpen != 0 && state.Machine.Load.Container == container)
        {
            PackageLoader.Drop(state.Machine);
        }

        ForgetTargets(state.Working, container);
        MarkIncomplete(memory, container);
        Remove(state, container);
        return StatusWord.Success;
    }

    /// <summary>Says that a container is being made or deleted: from now on it is not there, and power-on deletes what is left of it.</summary>
    public static void MarkIncomplete(NonVolatileMemory memory, int container) =>
        memory.WriteByte(ContainerList.StateAddress(container), NonVolatileMap.Root.Incomplete);

    /// <summary>At power-on, when all tables are made: deletes the containers that were being made or deleted.</summary>
    public static void Recover(CardState state)
    {
        for (int container = 1; container < NonVolatileMap.MaxContainers; container++)
        {
            if (state.NonVolatile.ReadByte(ContainerList.StateAddress(container)) == NonVolatileMap.Root.Incomplete)
            {
                Remove(state, container);
            }
        }
    }

    /// <summary>Whether bytes can be a container's name.</summary>
    public static bool IsName(scoped ReadOnlySpan<byte> name) => name.Length is > 0 and <= MaxNameLength;

    /// <summary>Deletes everything of an incomplete container.</summary>
    public static void Remove(CardState state, int container)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (state.Machine.Heap.Exists)
        {
            state.Machine.Heap.ForgetReferencesTo(container);
        }

        if (!TryLeaveTables(state, container))
        {
            return;
        }

        state.Machine.Rebuild();
        state.Machine.Heap.ForgetDangling();
        FileTree.FillIndex(state, mayAllocate: false);
        state.KeyCache.Fill(state, mayAllocate: false);
        memory.Allocator.Release(container);
        memory.Journal.Erase();
        memory.WriteByte(ContainerList.StateAddress(container), NonVolatileMap.Root.Absent);
    }

    // The whole root but its state, and the handles: at most 4 KiB of the log.
    private static bool TryLeaveTables(CardState state, int container)
    {
        NonVolatileMemory memory = state.NonVolatile;
        Span<byte> nothing = stackalloc byte[NonVolatileMap.RootLength - NonVolatileMap.Root.Name];
        nothing.Clear();
        using Transaction transaction = memory.Journal.Begin();
        return (!state.Machine.Heap.Exists || state.Machine.Heap.TryDropBlocks(container))
            && memory.Journal.TryWrite(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Name, nothing)
            && transaction.Commit();
    }

    private static bool TryCreate(
        CardState state, int container, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> administrativeKey, scoped ReadOnlySpan<byte> domain)
    {
        const byte Activated = 0x05;
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress root = NonVolatileMap.RootOf(container);
        Span<byte> access = stackalloc byte[FileHeader.AccessModes];
        access.Fill((byte)AccessCondition.Adm1);
        var masterFile = new FileTree.Description
        {
            Fid = FileSystem.MasterFileFid,
            Descriptor = FileDescriptor.SharedDirectory,
            LifeCycle = Activated,
            Access = access,
        };
        Span<byte> present = stackalloc byte[1];
        present[0] = NonVolatileMap.Root.Present;
        using Transaction transaction = memory.Journal.Begin();
        return memory.Journal.TryWrite(root + NonVolatileMap.Root.State, present)
            && TryWriteName(memory, container, name)
            && !FileTree.Create(state, container, NvAddress.Null, masterFile).IsNull
            && (administrativeKey.IsEmpty || TryWriteKey(memory, container, administrativeKey))
            && (domain.IsEmpty || TryWriteDomain(memory, container, domain))
            && transaction.Commit();
    }

    private static bool TryWriteName(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> name)
    {
        NvAddress block = memory.Allocator.Allocate(container, name.Length + 1, BlockKind.Name, owner: 0);
        if (block.IsNull)
        {
            return false;
        }

        memory.WriteByte(block, (byte)name.Length);
        memory.Write(block + 1, name);
        return memory.Journal.TryWriteAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Name, block);
    }

    private static bool TryWriteKey(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> key)
    {
        const byte Tries = 10;
        const byte FirstAdministrativeKey = 0x0A;
        var description = new Pins.Description { Reference = FirstAdministrativeKey, IsEnabled = true, MaxTries = Tries, Value = key };
        return !Pins.Create(memory, container, NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Pins, description).IsNull;
    }

    // It manages what is in the container, speaks the issuer's protocols, and is personalized with its first keys.
    private static bool TryWriteDomain(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> aid)
    {
        Span<byte> part = stackalloc byte[SecurityDomainPart.Length];
        part.Clear();
        part[SecurityDomainPart.Scp02Offset - SecurityDomainPart.Offset] = SecurityDomainPart.NotOffered;
        part[SecurityDomainPart.Scp03Offset - SecurityDomainPart.Offset] = SecurityDomainPart.NotOffered;
        NvAddress issuer = SecurityDomains.Issuer(memory);
        if (!issuer.IsNull)
        {
            var its = new SecurityDomainPart(memory, issuer);
            part[SecurityDomainPart.Scp02Offset - SecurityDomainPart.Offset] = its.Scp02;
            part[SecurityDomainPart.Scp03Offset - SecurityDomainPart.Offset] = its.Scp03;
        }

        part[SecurityDomainPart.NumberOffset - SecurityDomainPart.Offset] = SecurityDomains.OfContainer;
        part[SecurityDomainPart.OptionsOffset - SecurityDomainPart.Offset] =
            (byte)(DomainOptions.AcceptsExtradition | DomainOptions.AcceptsDeletion | DomainOptions.PersonalizedByKeys);
        var description = new ApplicationRegistry.Description
        {
            Kind = ApplicationKind.SecurityDomain,
            Aid = aid,
            Privileges = Privileges.SecurityDomain | Privileges.TrustedPath | Privileges.AuthorizedManagement,
            Quota = SecurityDomains.DefaultQuota,
            Part = part,
        };
        return !ApplicationRegistry.Create(memory, container, description).IsNull;
    }

    private static void ForgetTargets(WorkingMemory memory, int container)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(memory, i);
            channel.Target = channel.Target == container ? ContainerList.None : channel.Target;
        }
    }
}
