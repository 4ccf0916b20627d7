using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Builds the file tree, and finds it again at power-on.</summary>
internal static class FileTree
{
    /// <summary>What a new file is; its contents are all FF unless given.</summary>
    public readonly ref struct Description
    {
        public ushort Fid { get; init; }

        public byte Descriptor { get; init; }

        public byte ShortIdentifier { get; init; }

        public int RecordLength { get; init; }

        public int Size { get; init; }

        /// <summary>The condition of each access mode, b1 first: 7 bytes.</summary>
        public ReadOnlySpan<byte> Access { get; init; }

        /// <summary>The name of an ADF; empty for other files.</summary>
        public ReadOnlySpan<byte> Name { get; init; }

        public ReadOnlySpan<byte> Contents { get; init; }
    }

    /// <summary>Creates a file as the last child of <paramref name="parent"/> (null: the master file, or an ADF of the container).</summary>
    /// <returns>The header's address, or null when there is no room; then nothing was created.</returns>
    public static NvAddress Create(CardState state, int container, NvAddress parent, scoped in Description description)
    {
        NonVolatileMemory memory = state.NonVolatile;
        using Transaction transaction = memory.Journal.Begin();
        NvAddress body = NvAddress.Null;
        if (description.Size > 0)
        {
            body = memory.Allocator.Allocate(container, description.Size, BlockKind.FileBody, owner: 0);
            if (body.IsNull)
            {
                return NvAddress.Null;
            }

            memory.Write(body, description.Contents);
            memory.Fill(body + description.Contents.Length, description.Size - description.Contents.Length, 0xFF);
        }

        bool isApplication = !description.Name.IsEmpty;
        Span<byte> header = stackalloc byte[FileHeader.ApplicationLength];
        WriteHeader(header, body, parent, description);
        header = header.Slice(0, isApplication ? FileHeader.ApplicationLength : FileHeader.Length);
        NvAddress root = NonVolatileMap.RootOf(container);
        NvAddress head = isApplication ? root + NonVolatileMap.Root.ApplicationFiles
            : parent.IsNull ? root + NonVolatileMap.Root.MasterFile
            : parent + FileHeader.FirstChildOffset;
        if (!RecordList.TryAppend(memory, container, head, header, BlockKind.File, owner: 0, out NvAddress file))
        {
            return NvAddress.Null;
        }

        transaction.Commit();
        if (!isApplication && !parent.IsNull)
        {
            state.FileIndex.Add(parent, description.Fid, file);
        }

        return file;
    }

    /// <summary>Makes the index of all files of the containers that exist.</summary>
    public static void FillIndex(CardState state)
    {
        state.FileIndex.Clear();
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress root = NonVolatileMap.RootOf(container);
            AddChildren(state, state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.MasterFile));
            NvAddress application = state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.ApplicationFiles);
            while (!application.IsNull)
            {
                AddChildren(state, application);
                application = new FileHeader(state.NonVolatile, application).Next;
            }
        }
    }

    private static void AddChildren(CardState state, NvAddress directory)
    {
        if (directory.IsNull)
        {
            return;
        }

        NvAddress child = new FileHeader(state.NonVolatile, directory).FirstChild;
        while (!child.IsNull)
        {
            var header = new FileHeader(state.NonVolatile, child);
            state.FileIndex.Add(directory, header.Fid, child);
            if (header.Descriptor.IsDirectory)
            {
                AddChildren(state, child);
            }

            child = header.Next;
        }
    }

    private static void WriteHeader(Span<byte> header, NvAddress body, NvAddress parent, scoped in Description description)
    {
        const byte Activated = 0x05;
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(FileHeader.FidOffset), description.Fid);
        header[FileHeader.DescriptorOffset] = description.Descriptor;
        header[FileHeader.LifeCycleOffset] = Activated;
        header[FileHeader.ShortIdentifierOffset] = description.ShortIdentifier;
        header[FileHeader.AidLengthOffset] = (byte)description.Name.Length;
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(FileHeader.RecordLengthOffset), (ushort)description.RecordLength);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.BodyOffset), body.Value);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.SizeOffset), description.Size);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.ParentOffset), parent.Value);
        description.Access.CopyTo(header.Slice(FileHeader.AccessOffset, FileHeader.AccessModes));
        description.Name.CopyTo(header.Slice(FileHeader.AidOffset));
    }
}
