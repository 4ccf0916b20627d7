using System;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Files;

/// <summary>Selection of ADFs by their name or its beginning: TS 102 221 11.1.1.2, occurrences of ISO 7816-4 11.2.2.</summary>
internal static partial class FileSystem
{
    /// <summary>The ADF of a container with exactly this name, or null.</summary>
    public static NvAddress FindApplicationFile(NonVolatileMemory memory, int container, ReadOnlySpan<byte> name)
    {
        NvAddress file = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.ApplicationFiles);
        while (!file.IsNull && !NameOf(memory, file).SequenceEqual(name))
        {
            file = new FileHeader(memory, file).Next;
        }

        return file;
    }

    private static NvAddress FindByName(CardState state, LogicalChannel channel, ReadOnlySpan<byte> name, Occurrence occurrence)
    {
        NvAddress last = NvAddress.Null;
        bool isBehindCurrent = false;
        for (int pass = 0; pass < 2; pass++)
        {
            // The activated container's applications come before the common ones.
            int container = pass == 0 ? state.ActiveContainer : 0;
            NvAddress file = state.NonVolatile.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.ApplicationFiles);
            while (!file.IsNull)
            {
                bool isCurrent = file == channel.ApplicationFile;
                bool matches = NameOf(state.NonVolatile, file).StartsWith(name);
                if (matches && (occurrence == Occurrence.First || (occurrence == Occurrence.Next && isBehindCurrent)))
                {
                    return file;
                }

                if (occurrence == Occurrence.Previous && isCurrent)
                {
                    return last;
                }

                isBehindCurrent |= isCurrent;
                last = matches ? file : last;
                file = new FileHeader(state.NonVolatile, file).Next;
            }
        }

        return occurrence == Occurrence.Last ? last : NvAddress.Null;
    }

    private static ReadOnlySpan<byte> NameOf(NonVolatileMemory memory, NvAddress file) =>
        memory.Read(file + FileHeader.AidOffset, new FileHeader(memory, file).AidLength);
}
