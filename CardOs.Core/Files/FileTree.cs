using System;
using System.Buffers.Binary;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Builds the file tree, and finds it again at power-on.</summary>
internal static class FileTree
{
    /// <summary>What a new file is; what is not given of its contents is the filling of its details, or FF.</summary>
    public readonly ref struct Description
    {
        public ushort Fid { get; init; }

        public byte Descriptor { get; init; }

        public byte ShortIdentifier { get; init; }

        public int RecordLength { get; init; }

        /// <summary>Bytes of the body; for a BER-TLV file the most that its objects may take, 0 for no maximum.</summary>
        public int Size { get; init; }

        /// <summary>The life cycle status: 05 for operational and activated.</summary>
        public byte LifeCycle { get; init; }

        /// <summary>The condition of each access mode, as many bytes as there are; or empty when there is a rule.</summary>
        public ReadOnlySpan<byte> Access { get; init; }

        /// <summary>The access rule as a data object 8B, 8C or AB, or empty.</summary>
        public ReadOnlySpan<byte> Rule { get; init; }

        /// <summary>The value of A5, or empty.</summary>
        public ReadOnlySpan<byte> Details { get; init; }

        /// <summary>Special file information, TS 102 222 6.3.2.2.2.</summary>
        public byte Special { get; init; }

        /// <summary>The PINs that the FCP of a directory names, at most 8.</summary>
        public ReadOnlySpan<byte> PinReferences { get; init; }

        /// <summary>The authentication key of an ADF, or null.</summary>
        public NvAddress AuthenticationKey { get; init; }

        /// <summary>The name of an ADF; empty for other files.</summary>
        public ReadOnlySpan<byte> Name { get; init; }

        /// <summary>The first bytes of the body; for a BER-TLV file its objects.</summary>
        public ReadOnlySpan<byte> Contents { get; init; }

        /// <summary>Whether the file index may grow: while the card is built.</summary>
        public bool MayAllocate { get; init; }
    }

    /// <summary>Creates a file as the last child of <paramref name="parent"/> (null: the master file, or an ADF of the container).</summary>
    /// <returns>The header's address, or null when there is no room; then nothing was created.</returns>
    public static NvAddress Create(CardState state, int container, NvAddress parent, scoped in Description description)
    {
        NonVolatileMemory memory = state.NonVolatile;
        using Transaction transaction = memory.Journal.Begin();
        NvAddress body = NvAddress.Null;
        bool hasObjects = new FileDescriptor(description.Descriptor).IsBerTlv;
        if (description.Size > 0 && !hasObjects)
        {
            body = memory.Allocator.Allocate(container, description.Size, BlockKind.FileBody, owner: 0);
            if (body.IsNull)
            {
                return NvAddress.Null;
            }

            memory.Write(body, description.Contents);
            FilePattern.Fill(memory, body, description.Contents.Length, description.Size, description.RecordLength, description.Details);
        }

        if (!TryStore(memory, container, description.Rule, BlockKind.SecurityAttribute, out NvAddress rule)
            || !TryStore(memory, container, description.Details, BlockKind.FileDetails, out NvAddress details))
        {
            return NvAddress.Null;
        }

        bool isApplication = !description.Name.IsEmpty;
        bool isDirectory = new FileDescriptor(description.Descriptor).IsDirectory;
        Span<byte> header = stackalloc byte[FileHeader.ApplicationLength];
        WriteHeader(header, body, parent, description);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.RuleOffset), rule.Value);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.DetailsOffset), details.Value);
        header = header.Slice(0, isApplication ? FileHeader.ApplicationLength : isDirectory ? FileHeader.DirectoryLength : FileHeader.Length);
        NvAddress root = NonVolatileMap.RootOf(container);
        NvAddress head = isApplication ? root + NonVolatileMap.Root.ApplicationFiles
            : parent.IsNull ? root + NonVolatileMap.Root.MasterFile
            : parent + FileHeader.FirstChildOffset;
        if (!RecordList.TryAppend(memory, container, head, header, BlockKind.File, owner: 0, out NvAddress file))
        {
            return NvAddress.Null;
        }

        if (hasObjects && !FileObjects.TryFill(memory, container, file, description.Contents))
        {
            return NvAddress.Null;
        }

        transaction.Commit();
        if (!isApplication && !parent.IsNull)
        {
            state.FileIndex.Add(parent, description.Fid, description.ShortIdentifier, file, description.MayAllocate);
            if (state.FileIndex is { IsComplete: false, HasGaps: true })
            {
                FillIndex(state, mayAllocate: false);
            }
        }

        return file;
    }

    /// <summary>Walks a directory for the child with this identifier.</summary>
    public static NvAddress Find(NonVolatileMemory memory, NvAddress directory, ushort fid)
    {
        NvAddress child = new FileHeader(memory, directory).FirstChild;
        while (!child.IsNull && new FileHeader(memory, child).Fid != fid)
        {
            child = new FileHeader(memory, child).Next;
        }

        return child;
    }

    /// <summary>Walks a directory for the EF with this short identifier.</summary>
    public static NvAddress FindShort(NonVolatileMemory memory, NvAddress directory, int shortIdentifier)
    {
        NvAddress child = new FileHeader(memory, directory).FirstChild;
        while (!child.IsNull)
        {
            var header = new FileHeader(memory, child);
            if (header.ShortIdentifier == shortIdentifier && !header.Descriptor.IsDirectory)
            {
                return child;
            }

            child = header.Next;
        }

        return NvAddress.Null;
    }

    // Bytes in a block of their own; none need none.
    private static bool TryStore(NonVolatileMemory memory, int container, ReadOnlySpan<byte> bytes, BlockKind kind, out NvAddress block)
    {
        block = bytes.IsEmpty ? NvAddress.Null : memory.Allocator.Allocate(container, bytes.Length, kind, owner: 0);
        if (!block.IsNull)
        {
            memory.Write(block, bytes);
        }

        return bytes.IsEmpty || !block.IsNull;
    }

    /// <summary>Makes the index of all files of the containers that exist; the rules that were read are forgotten.</summary>
    public static void FillIndex(CardState state, bool mayAllocate)
    {
        state.FileIndex.Clear();
        state.AccessRuleCache.Clear();
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress root = NonVolatileMap.RootOf(container);
            AddChildren(state, state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.MasterFile), mayAllocate);
            NvAddress application = state.NonVolatile.ReadAddress(root + NonVolatileMap.Root.ApplicationFiles);
            while (!application.IsNull)
            {
                AddChildren(state, application, mayAllocate);
                application = new FileHeader(state.NonVolatile, application).Next;
            }
        }
    }

    /// <summary>Takes a file and what is in it out of the index, and the rules that were read.</summary>
    public static void Forget(CardState state, NvAddress file)
    {
        var header = new FileHeader(state.NonVolatile, file);
        if (header.AidLength == 0)
        {
            state.FileIndex.Remove(header.Parent, header.Fid, header.Descriptor.IsDirectory ? 0 : header.ShortIdentifier);
        }

        state.AccessRuleCache.Clear();
        NvAddress child = header.Descriptor.IsDirectory ? header.FirstChild : NvAddress.Null;
        while (!child.IsNull)
        {
            Forget(state, child);
            child = new FileHeader(state.NonVolatile, child).Next;
        }
    }

    private static void AddChildren(CardState state, NvAddress directory, bool mayAllocate)
    {
        if (directory.IsNull)
        {
            return;
        }

        NvAddress child = new FileHeader(state.NonVolatile, directory).FirstChild;
        while (!child.IsNull)
        {
            var header = new FileHeader(state.NonVolatile, child);
            state.FileIndex.Add(directory, header.Fid, header.Descriptor.IsDirectory ? 0 : header.ShortIdentifier, child, mayAllocate);
            if (header.Descriptor.IsDirectory)
            {
                AddChildren(state, child, mayAllocate);
            }

            child = header.Next;
        }
    }

    private static void WriteHeader(Span<byte> header, NvAddress body, NvAddress parent, scoped in Description description)
    {
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(FileHeader.FidOffset), description.Fid);
        header[FileHeader.DescriptorOffset] = description.Descriptor;
        header[FileHeader.LifeCycleOffset] = description.LifeCycle;
        header[FileHeader.ShortIdentifierOffset] = description.ShortIdentifier;
        header[FileHeader.AidLengthOffset] = (byte)description.Name.Length;
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(FileHeader.RecordLengthOffset), (ushort)description.RecordLength);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.BodyOffset), body.Value);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.SizeOffset), description.Size);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.ParentOffset), parent.Value);
        header[FileHeader.SpecialOffset] = description.Special;
        Span<byte> access = header.Slice(FileHeader.AccessOffset, FileHeader.AccessModes);
        access.Fill((byte)AccessCondition.Rule);
        description.Access.CopyTo(access);
        if (new FileDescriptor(description.Descriptor).IsDirectory)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.Slice(FileHeader.AuthenticationKeyOffset), description.AuthenticationKey.Value);
            description.PinReferences.CopyTo(header.Slice(FileHeader.PinReferencesOffset, FileHeader.MaxPinReferences));
            description.Name.CopyTo(header.Slice(FileHeader.AidOffset));
        }
    }
}
