using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Takes files out of the tree and gives their memory back.</summary>
/// <remarks>
/// A directory's subtree can be more than the journal holds. So deletion has two parts: one transaction moves the file, with all that is in it, from its
/// directory to the container's list of deleted files, and from then on nothing finds it; then it is freed from its leaves on, each file in a transaction of
/// its own. A power cut between leaves the rest to the next power-on. What is freed is not overwritten: no command reads a free block, and a new file's body
/// is filled before anything points to it.
/// </remarks>
internal static class FileDeletion
{
    /// <summary>Deletes a file with everything in it: all of it is gone, or nothing.</summary>
    /// <returns>False, and nothing changed, when the file is in no list or the journal has no room.</returns>
    public static bool TryDelete(CardState state, NvAddress file)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress root = NonVolatileMap.RootOf(memory.Allocator.ContainerOf(file));
        var header = new FileHeader(memory, file);
        NvAddress head = header.AidLength != 0 ? root + NonVolatileMap.Root.ApplicationFiles : header.Parent + FileHeader.FirstChildOffset;
        if (!TryMove(memory, head, file, root + NonVolatileMap.Root.DeletedFiles))
        {
            return false;
        }

        FileTree.Forget(state, file);
        FileUse.Leave(state, file);
        Finish(memory, root + NonVolatileMap.Root.DeletedFiles);
        return true;
    }

    /// <summary>Sets the maximum of a BER-TLV file, and deletes its objects if they are to go: both or neither.</summary>
    /// <returns>False, and nothing changed, when there is no room.</returns>
    public static bool TryResizeObjects(NonVolatileMemory memory, scoped FileHeader file, int maximum, bool deletes)
    {
        NvAddress size = file.Address + FileHeader.SizeOffset;
        if (!deletes || file.Body.IsNull)
        {
            return memory.Journal.TryWriteUInt32(size, (uint)maximum);
        }

        int container = memory.Allocator.ContainerOf(file.Address);
        NvAddress deleted = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.DeletedFiles;
        if (!TryMoveObjects(memory, container, file, size, maximum, deleted))
        {
            return false;
        }

        Finish(memory, deleted);
        return true;
    }

    /// <summary>At power-on, in front of everything that looks at files: frees what a power cut left of deleted ones.</summary>
    public static void Recover(NonVolatileMemory memory)
    {
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            Finish(memory, NonVolatileMap.RootOf(container) + NonVolatileMap.Root.DeletedFiles);
        }
    }

    private static bool TryMove(NonVolatileMemory memory, NvAddress head, NvAddress file, NvAddress deleted)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress link = head;
        for (NvAddress next = memory.ReadAddress(link); !next.IsNull; next = memory.ReadAddress(link))
        {
            if (next == file)
            {
                return memory.Journal.TryWriteAddress(link, memory.ReadAddress(file))
                    && memory.Journal.TryWriteAddress(file, memory.ReadAddress(deleted))
                    && memory.Journal.TryWriteAddress(deleted, file)
                    && transaction.Commit();
            }

            link = next;
        }

        return false;
    }

    // The objects become those of a file that is deleted: they can be more than one transaction frees.
    private static bool TryMoveObjects(NonVolatileMemory memory, int container, scoped FileHeader file, NvAddress size, int maximum, NvAddress deleted)
    {
        Span<byte> header = stackalloc byte[FileHeader.Length];
        header.Clear();
        header[FileHeader.DescriptorOffset] = FileDescriptor.SharedBerTlv;
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.BodyOffset), file.Body.Value);
        using Transaction transaction = memory.Journal.Begin();
        return RecordList.TryAppend(memory, container, deleted, header, BlockKind.File, owner: 0, out _)
            && memory.Journal.TryWriteAddress(file.Address + FileHeader.BodyOffset, NvAddress.Null)
            && memory.Journal.TryWriteUInt32(size, (uint)maximum)
            && transaction.Commit();
    }

    private static void Finish(NonVolatileMemory memory, NvAddress head)
    {
        bool goesOn = true;
        while (goesOn && !memory.ReadAddress(head).IsNull)
        {
            NvAddress link = head;
            NvAddress file = memory.ReadAddress(link);
            while (new FileHeader(memory, file) is { Descriptor.IsDirectory: true, FirstChild.IsNull: false })
            {
                link = file + FileHeader.FirstChildOffset;
                file = memory.ReadAddress(link);
            }

            goesOn = TryFreeLeaf(memory, link, file);
        }
    }

    private static bool TryFreeLeaf(NonVolatileMemory memory, NvAddress link, NvAddress file)
    {
        FileDescriptor descriptor = new FileHeader(memory, file).Descriptor;
        NvAddress list = descriptor.IsDirectory ? file + FileHeader.PinsOffset : descriptor.IsBerTlv ? file + FileHeader.BodyOffset : NvAddress.Null;
        while (!list.IsNull && !memory.ReadAddress(list).IsNull)
        {
            if (!RecordList.TryRemove(memory, list, memory.ReadAddress(list)))
            {
                return false;
            }
        }

        // Of a BER-TLV file the body was the list, and is null now.
        var header = new FileHeader(memory, file);
        using Transaction transaction = memory.Journal.Begin();
        return TryFree(memory, header.Body)
            && TryFree(memory, header.Rule)
            && TryFree(memory, header.Details)
            && memory.Journal.TryWriteAddress(link, header.Next)
            && memory.Allocator.TryFree(file)
            && transaction.Commit();
    }

    private static bool TryFree(NonVolatileMemory memory, NvAddress block) => block.IsNull || memory.Allocator.TryFree(block);
}
