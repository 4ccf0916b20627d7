using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>Entries of the terminal's menu, which applications register: data objects of theirs, so that they live in their container and go with them.</summary>
/// <remarks>The tag is FFFF4D and the number of the entry; no BER-TLV object has such a tag. The value is the text.</remarks>
internal static class MenuEntries
{
    /// <summary>The first number that the card gives; the last one is FF. Lower ones are for those that installation parameters will ask for.</summary>
    public const byte FirstItem = 0x80;

    /// <summary>Bytes of text of one entry at most: the length of its object is one byte then.</summary>
    public const int MaxTextLength = 126;

    /// <summary>Bytes of all entries of a container, and of the common one, with their tags and lengths: what fits a command beside its head and the title.</summary>
    public const int MaxLength = 212;

    private const uint Tag = 0xFFFF_4D00;
    private const int HeadLength = 3;

    /// <summary>Registers an entry, together with the open transaction.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="application">Whose entry it is.</param>
    /// <param name="text">What the user sees.</param>
    /// <param name="item">The number that the entry got.</param>
    /// <returns>False, and nothing changed, when the text is empty or too long, or there is no room for it in the menu or the memory.</returns>
    public static bool TryAdd(NonVolatileMemory memory, NvAddress application, scoped ReadOnlySpan<byte> text, out byte item)
    {
        int container = ApplicationRegistry.ContainerOf(memory, application);
        item = 0;
        return text.Length is > 0 and <= MaxTextLength
            && Fits(memory, container, HeadLength + text.Length)
            && TryFindFree(memory, container, out item)
            && ObjectList.TryPut(
                memory, container, application + ApplicationEntry.ObjectsOffset, Tag | item, text, new ApplicationEntry(memory, application).Owner);
    }

    /// <summary>Takes an entry of an application out, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when it has no such entry, or the journal has no room.</returns>
    public static bool TryRemove(NonVolatileMemory memory, NvAddress application, byte item)
    {
        NvAddress head = application + ApplicationEntry.ObjectsOffset;
        return !ObjectList.Find(memory, head, Tag | item).IsNull && ObjectList.TryRemove(memory, head, Tag | item);
    }

    /// <summary>The application that has an entry; null when there is none in the view.</summary>
    public static NvAddress Find(NonVolatileMemory memory, MemoryView view, byte item)
    {
        var reader = new MenuEntryReader(memory, view);
        while (reader.TryNext())
        {
            if (reader.Item == item)
            {
                return reader.Application;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Whether an application has entries.</summary>
    public static bool HasAny(NonVolatileMemory memory, NvAddress application)
    {
        NvAddress found = memory.ReadAddress(application + ApplicationEntry.ObjectsOffset);
        while (!found.IsNull && !TryItemOf(memory, found, out _))
        {
            found = ObjectList.Next(memory, found);
        }

        return !found.IsNull;
    }

    /// <summary>The number of the entry that a data object is; false when it is something else.</summary>
    public static bool TryItemOf(NonVolatileMemory memory, NvAddress record, out byte item)
    {
        uint tag = ObjectList.TagOf(memory, record);
        item = (byte)tag;
        return (tag & 0xFFFF_FF00) == Tag;
    }

    // What the common container has is seen with each other one.
    private static bool Fits(NonVolatileMemory memory, int container, int length)
    {
        for (int other = 0; other < NonVolatileMap.MaxContainers; other++)
        {
            if ((container == 0 || other == container) && LengthIn(memory, MemoryView.Of(other)) + length > MaxLength)
            {
                return false;
            }
        }

        return true;
    }

    private static int LengthIn(NonVolatileMemory memory, MemoryView view)
    {
        int length = 0;
        var reader = new MenuEntryReader(memory, view);
        while (reader.TryNext())
        {
            length += HeadLength + reader.Text.Length;
        }

        return length;
    }

    private static bool TryFindFree(NonVolatileMemory memory, int container, out byte item)
    {
        MemoryView view = container == 0 ? MemoryView.All : MemoryView.Of(container);
        for (int number = FirstItem; number <= byte.MaxValue; number++)
        {
            item = (byte)number;
            if (Find(memory, view, item).IsNull)
            {
                return true;
            }
        }

        item = 0;
        return false;
    }
}
