using System;
using CardOs.Apdu.Toolkit;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Toolkit;

/// <summary>The terminal's menu: the entries of the common and the activated container. TS 102 223 6.4.8.</summary>
internal static class Menu
{
    private const byte Number = 1;
    private const ushort TelecomDirectory = 0x7F10;
    private const ushort SetUpMenuElements = 0x6F54;
    private const int MaxTitleLength = 30;

    // SET UP MENU in the terminal's profile: the sixth bit of the fourth byte. TS 102 223 5.2.
    private const int CanSetUpMenu = (3 * 8) + 5;

    /// <summary>Makes SET UP MENU ready when there are entries, or the terminal has some that are gone; the terminal is free.</summary>
    public static void Send(CardState state)
    {
        ToolkitState toolkit = ToolkitState.Of(state.Working);
        var reader = new MenuEntryReader(state.NonVolatile, state.RuntimeView);
        bool hasEntry = TryNext(state.NonVolatile, ref reader);
        if (!toolkit.CanDo(CanSetUpMenu) || (!hasEntry && !toolkit.HasMenu))
        {
            return;
        }

        if (TryWrite(state, hasEntry, reader, out int length))
        {
            toolkit.HasMenu = hasEntry;
            ProactiveSession.Start(state.Working, SessionSource.Menu, length);
        }
    }

    private static bool TryWrite(CardState state, bool hasEntry, MenuEntryReader reader, out int length)
    {
        length = 0;
        var details = new CommandDetails(Number, ProactiveCommandType.SetUpMenu, 0);
        if (!ProactiveCommandWriter.TryStart(ProactiveSession.CommandRoom(state.Working), details, DeviceIdentities.UiccToTerminal, out ContainerWriter writer)
            || !writer.TryWrite(ToolkitTag.AlphaIdentifier, hasEntry ? Title(state) : default))
        {
            return false;
        }

        // One empty item takes the menu away.
        if (!hasEntry)
        {
            return writer.TryWrite(ToolkitTag.Item, default) && writer.TryComplete(out length);
        }

        do
        {
            if (!writer.TryReserve(ToolkitTag.Item, 1 + reader.Text.Length, out Span<byte> item))
            {
                return false;
            }

            item[0] = reader.Item;
            reader.Text.CopyTo(item.Slice(1));
        }
        while (TryNext(state.NonVolatile, ref reader));
        return writer.TryComplete(out length);
    }

    // Entries of applets that cannot be triggered are not shown.
    private static bool TryNext(NonVolatileMemory memory, ref MenuEntryReader reader)
    {
        bool isThere = reader.TryNext();
        while (isThere && !new ApplicationEntry(memory, reader.Application).IsSelectable)
        {
            isThere = reader.TryNext();
        }

        return isThere;
    }

    // EF SUME has the title; a long one is left out.
    private static ReadOnlySpan<byte> Title(CardState state)
    {
        NvAddress directory = FileSystem.FindChild(state, FileSystem.MasterFile(state), TelecomDirectory);
        NvAddress found = directory.IsNull ? NvAddress.Null : FileSystem.FindChild(state, directory, SetUpMenuElements);
        if (found.IsNull)
        {
            return default;
        }

        var file = new FileHeader(state.NonVolatile, found);
        if (!file.Descriptor.IsTransparent)
        {
            return default;
        }

        ReadOnlySpan<byte> content = state.NonVolatile.Read(file.Body, file.Size);
        bool hasTitle = content.Length >= 2 && (content[0] & 0x7F) == (int)ToolkitTag.AlphaIdentifier && content[1] <= Math.Min(content.Length - 2, MaxTitleLength);
        return hasTitle ? content.Slice(2, content[1]) : default;
    }
}
