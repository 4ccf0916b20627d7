using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The registered applications of the containers.</summary>
internal static class ApplicationRegistry
{
    /// <summary>What a new entry is.</summary>
    public readonly ref struct Description
    {
        public ApplicationKind Kind { get; init; }

        public byte Domain { get; init; }

        public byte MinimumSecurity { get; init; }

        public byte AccessParameter { get; init; }

        /// <summary>The access domain's three bytes as a number, see <see cref="Channels.SecurityStatus.OfAccessDomain"/>.</summary>
        public uint AccessDomain { get; init; }

        public NvAddress File { get; init; }

        public int Quota { get; init; }

        public ReadOnlySpan<byte> Aid { get; init; }

        /// <summary>The TARs, three bytes each.</summary>
        public ReadOnlySpan<byte> Tars { get; init; }

        /// <summary>The life cycle state; 0 stands for selectable.</summary>
        public byte LifeCycle { get; init; }

        public Privileges Privileges { get; init; }

        /// <summary>What stands behind the common part of the entry: see <see cref="AppletPart"/>, <see cref="SecurityDomainPart"/>.</summary>
        public ReadOnlySpan<byte> Part { get; init; }
    }

    /// <summary>Finds the application that owns a TAR, in the activated container first.</summary>
    public static NvAddress FindByTar(CardState state, int tar)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            NvAddress application = First(state.NonVolatile, pass == 0 ? state.ActiveContainer : 0);
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(state.NonVolatile, application);
                if (entry.HasTar(tar))
                {
                    return application;
                }

                application = entry.Next;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Finds an application by its name or the beginning of it, in the activated container first.</summary>
    /// <param name="state">The card.</param>
    /// <param name="name">The name, or its beginning.</param>
    /// <param name="current">The application that next and previous count from.</param>
    /// <param name="occurrence">Which of those that match.</param>
    public static NvAddress FindByName(CardState state, ReadOnlySpan<byte> name, NvAddress current, Occurrence occurrence)
    {
        NvAddress last = NvAddress.Null;
        bool isBehindCurrent = false;
        for (int pass = 0; pass < 2; pass++)
        {
            NvAddress application = First(state.NonVolatile, pass == 0 ? state.ActiveContainer : 0);
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(state.NonVolatile, application);
                bool matches = Matches(state.NonVolatile, entry, name);
                if (matches && (occurrence == Occurrence.First || (occurrence == Occurrence.Next && isBehindCurrent)))
                {
                    return application;
                }

                if (occurrence == Occurrence.Previous && application == current)
                {
                    return last;
                }

                isBehindCurrent |= application == current;
                last = matches ? application : last;
                application = entry.Next;
            }
        }

        return occurrence == Occurrence.Last ? last : NvAddress.Null;
    }

    /// <summary>Whether an application can be selected by a name or the beginning of it: its own, or another of a security domain's.</summary>
    private static bool Matches(NonVolatileMemory memory, ApplicationEntry entry, ReadOnlySpan<byte> name) =>
        (entry.IsSelectable || entry.Address == SecurityDomains.Issuer(memory))
        && (entry.Aid.StartsWith(name) || (entry.Kind == ApplicationKind.SecurityDomain && SecurityDomains.HasAlias(memory, entry.Address, name)));

    /// <summary>The container that an entry lives in.</summary>
    public static int ContainerOf(NonVolatileMemory memory, NvAddress application) => memory.Allocator.ContainerOf(application);

    /// <summary>How many applications the containers of <paramref name="view"/> have.</summary>
    public static int Count(NonVolatileMemory memory, MemoryView view)
    {
        int count = 0;
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress application = view.Maps(container) ? First(memory, container) : NvAddress.Null;
            while (!application.IsNull)
            {
                count++;
                application = new ApplicationEntry(memory, application).Next;
            }
        }

        return count;
    }

    public static NvAddress First(NonVolatileMemory memory, int container) =>
        memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Applications);

    /// <summary>Finds an application by its whole name in the containers of a view, the common one last.</summary>
    public static NvAddress Find(NonVolatileMemory memory, MemoryView view, scoped ReadOnlySpan<byte> name)
    {
        for (int container = NonVolatileMap.MaxContainers - 1; container >= 0; container--)
        {
            NvAddress application = view.Maps(container) ? First(memory, container) : NvAddress.Null;
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(memory, application);
                if (entry.Aid.SequenceEqual(name))
                {
                    return application;
                }

                application = entry.Next;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Finds an application by its tag, see <see cref="ApplicationEntry.Owner"/>, in the containers of a view.</summary>
    public static NvAddress FindByOwner(NonVolatileMemory memory, MemoryView view, ushort owner)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress application = view.Maps(container) ? First(memory, container) : NvAddress.Null;
            while (!application.IsNull)
            {
                var entry = new ApplicationEntry(memory, application);
                if (entry.Owner == owner)
                {
                    return application;
                }

                application = entry.Next;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Whether an address is that of a registered application: what was noted may be gone.</summary>
    public static bool Contains(NonVolatileMemory memory, NvAddress application)
    {
        int container = application.IsNull ? -1 : ContainerOf(memory, application);
        NvAddress at = container < 0 ? NvAddress.Null : First(memory, container);
        while (!at.IsNull && at != application)
        {
            at = new ApplicationEntry(memory, at).Next;
        }

        return !at.IsNull;
    }

    /// <summary>Takes an application out of its container's list, with its data objects and registrations; what only one can have goes back to the issuer's domain.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    public static bool TryRemove(NonVolatileMemory memory, NvAddress application)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress head = NonVolatileMap.RootOf(ContainerOf(memory, application)) + NonVolatileMap.Root.Applications;
        return ObjectList.TryClear(memory, application + ApplicationEntry.ObjectsOffset)
            && SinglePrivileges.TryReturn(memory, application)
            && RecordList.TryRemove(memory, head, application)
            && transaction.Commit();
    }

    /// <summary>Registers an application at the end of the container's list.</summary>
    /// <returns>Null when there is no room.</returns>
    public static NvAddress Create(NonVolatileMemory memory, int container, scoped in Description description)
    {
        Span<byte> record = stackalloc byte[ApplicationEntry.Length + SecurityDomainPart.Length];
        record = record.Slice(0, ApplicationEntry.Length + description.Part.Length);
        record.Clear();
        description.Part.CopyTo(record.Slice(ApplicationEntry.Length));
        record[ApplicationEntry.KindOffset] = (byte)description.Kind;
        record[ApplicationEntry.DomainOffset] = description.Domain;
        record[ApplicationEntry.MinimumSecurityOffset] = description.MinimumSecurity;
        record[ApplicationEntry.TarCountOffset] = (byte)(description.Tars.Length / ApplicationEntry.TarLength);
        record[ApplicationEntry.AidLengthOffset] = (byte)description.Aid.Length;
        record[ApplicationEntry.AccessParameterOffset] = description.AccessParameter;
        BinaryPrimitives.WriteUInt32BigEndian(record.Slice(ApplicationEntry.AccessDomainOffset), description.AccessDomain);
        BinaryPrimitives.WriteInt32BigEndian(record.Slice(ApplicationEntry.FileOffset), description.File.Value);
        BinaryPrimitives.WriteInt32BigEndian(record.Slice(ApplicationEntry.QuotaOffset), description.Quota);
        description.Aid.CopyTo(record.Slice(ApplicationEntry.AidOffset));
        description.Tars.CopyTo(record.Slice(ApplicationEntry.TarsOffset));
        record[ApplicationEntry.LifeCycleOffset] = description.LifeCycle == 0 ? LifeCycles.Selectable : description.LifeCycle;
        PrivilegeBytes.Write(record.Slice(ApplicationEntry.PrivilegesOffset), description.Privileges);

        var next = new NvAddress(NonVolatileMap.NextOwner);
        var owner = (ushort)(memory.ReadUInt16(next) + 1);
        BinaryPrimitives.WriteUInt16BigEndian(record.Slice(ApplicationEntry.OwnerOffset), owner);
        using Transaction transaction = memory.Journal.Begin();
        NvAddress head = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Applications;
        return memory.Journal.TryWriteUInt16(next, owner)
            && RecordList.TryAppend(memory, container, head, record, BlockKind.Application, owner, out NvAddress application)
            && transaction.Commit()
            ? application
            : NvAddress.Null;
    }
}
