using System;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>Which applications the message agent delivers to: records on each application's list of data objects.</summary>
/// <remarks>So they lie in the application's container, are seen when it is, and go with it. Their tags are ones that no command can name.</remarks>
internal static class MessageRegistrations
{
    // "MA", and the number of the record.
    private const uint FirstTag = 0x4D41_0000;
    private const int MaxPerApplication = 32;

    /// <summary>Registers an application; the same registration again changes only how it gets the body.</summary>
    /// <returns>9000; 6985 when the agent's rule does not allow it, 6A80 when it cannot be one, 6A89 when another one has it, 6A84 without room.</returns>
    public static StatusWord Add(CardState state, NvAddress application, MessageRegistration added)
    {
        if (!MeetsRule(state.NonVolatile, application))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!IsWellFormed(added))
        {
            return StatusWord.IncorrectData;
        }

        if (IsReserved(added))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        NvAddress own = Find(state.NonVolatile, application, added);
        if (own.IsNull && !added.IsByName && IsTaken(state.NonVolatile, application, added))
        {
            return StatusWord.FileIdentifierExists;
        }

        Span<byte> record = stackalloc byte[MessageRegistration.MaxLength];
        int length = added.Write(record);
        uint tag = own.IsNull ? FreeTag(state.NonVolatile, application) : ObjectList.TagOf(state.NonVolatile, own);
        var entry = new ApplicationEntry(state.NonVolatile, application);
        int container = ApplicationRegistry.ContainerOf(state.NonVolatile, application);
        return tag != 0 && ObjectList.TryPut(state.NonVolatile, container, HeadOf(application), tag, record.Slice(0, length), entry.Owner)
            ? StatusWord.Success
            : StatusWord.NotEnoughMemory;
    }

    /// <summary>Takes a registration back.</summary>
    /// <returns>9000; 6A88 when the application does not have it.</returns>
    public static StatusWord Remove(CardState state, NvAddress application, MessageRegistration removed)
    {
        NvAddress own = Find(state.NonVolatile, application, removed);
        return own.IsNull ? StatusWord.ReferencedDataNotFound
            : RecordList.TryRemove(state.NonVolatile, HeadOf(application), own) ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    /// <summary>The application's record for messages that name it in their body; null when there is none.</summary>
    public static NvAddress FindByName(NonVolatileMemory memory, NvAddress application) =>
        Find(memory, application, new MessageRegistration { IsByName = true });

    /// <summary>The registration of a record.</summary>
    public static MessageRegistration Read(NonVolatileMemory memory, NvAddress record) => MessageRegistration.Read(ObjectList.ValueOf(memory, record));

    /// <summary>The first record of an application; null when it has none.</summary>
    public static NvAddress First(NonVolatileMemory memory, NvAddress application) => Skip(memory, memory.ReadAddress(HeadOf(application)));

    /// <summary>The record behind another one; null behind the last.</summary>
    public static NvAddress Next(NonVolatileMemory memory, NvAddress record) => Skip(memory, ObjectList.Next(memory, record));

    // The agent is the container's: applications of its own security domain, which are not locked, may use it.
    private static bool MeetsRule(NonVolatileMemory memory, NvAddress application)
    {
        var entry = new ApplicationEntry(memory, application);
        return entry.Kind is ApplicationKind.JavaCardApplet or ApplicationKind.RomApplet
            && entry.Domain == SecurityDomains.OfContainer
            && (entry.LifeCycle & LifeCycles.LockedBit) == 0;
    }

    private static bool IsWellFormed(scoped MessageRegistration added)
    {
        if (added.IsByName)
        {
            return added.Element.IsEmpty && added.Value.IsEmpty;
        }

        return added.Element.Length <= MessageRegistration.MaxElement
            && added.Value.Length <= MessageRegistration.MaxValue
            && HttpField.IsValue(added.Value)
            && (added.Element.IsEmpty ? MediaType.TryParse(added.Value, out _) : HttpField.IsName(added.Element));
    }

    // Content-Type by its name would go around the rules of media types.
    private static bool IsReserved(scoped MessageRegistration added) => added.Element.IsEmpty
        ? MediaType.TryParse(added.Value, out MediaType type) && ReservedMedia.IsReserved(type)
        : HttpField.IsSameName(added.Element, AdminField.ContentType);

    private static bool IsTaken(NonVolatileMemory memory, NvAddress application, MessageRegistration added)
    {
        MemoryView view = MemoryView.Of(ApplicationRegistry.ContainerOf(memory, application));
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress other = view.Maps(container) ? ApplicationRegistry.First(memory, container) : NvAddress.Null;
            while (!other.IsNull)
            {
                if (!Find(memory, other, added).IsNull)
                {
                    return true;
                }

                other = new ApplicationEntry(memory, other).Next;
            }
        }

        return false;
    }

    private static NvAddress Find(NonVolatileMemory memory, NvAddress application, MessageRegistration wanted)
    {
        NvAddress record = First(memory, application);
        while (!record.IsNull && !Read(memory, record).IsSame(wanted))
        {
            record = Next(memory, record);
        }

        return record;
    }

    private static uint FreeTag(NonVolatileMemory memory, NvAddress application)
    {
        for (uint tag = FirstTag; tag < FirstTag + MaxPerApplication; tag++)
        {
            if (ObjectList.Find(memory, HeadOf(application), tag).IsNull)
            {
                return tag;
            }
        }

        return 0;
    }

    private static NvAddress Skip(NonVolatileMemory memory, NvAddress record)
    {
        while (!record.IsNull && ObjectList.TagOf(memory, record) - FirstTag >= MaxPerApplication)
        {
            record = ObjectList.Next(memory, record);
        }

        return record;
    }

    private static NvAddress HeadOf(NvAddress application) => application + ApplicationEntry.ObjectsOffset;
}
