using System;
using CardOs.Apdu.LoadFiles;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Takes a package in as a stream of components, in any pieces, and links it at the end.</summary>
/// <remarks>
/// Header and Directory come first and say how long the others are. Then two blocks are reserved: the Method component is received where
/// it will stay, the others where the linker reads them. Nothing of it lasts before the linker publishes the package.
/// </remarks>
internal static unsafe class PackageLoader
{
    private const int HeadLength = 640;
    private const int ShortHeader = 3;
    private const int LongHeader = 5;

    private const int ShortSizeLength = 2;

    /// <summary>Begins a load; one that was in progress is dropped.</summary>
    public static LinkFault Begin(Machine machine, int container, byte domain = 0)
    {
        Drop(machine);
        ref LoadState load = ref machine.Load;
        NvAddress head = machine.Memory.Allocator.Reserve(container, HeadLength, BlockKind.Package, owner: 0);
        if (head.IsNull)
        {
            return LinkFault.NoRoom;
        }

        load.IsOpen = 1;
        load.Container = (byte)container;
        load.Domain = domain;
        load.Head = head.Value;
        return LinkFault.None;
    }

    /// <summary>Takes the next bytes in; after a fault the load is dropped.</summary>
    public static LinkFault Feed(Machine machine, scoped ReadOnlySpan<byte> bytes)
    {
        ref LoadState load = ref machine.Load;
        if (load.IsOpen == 0)
        {
            return LinkFault.Malformed;
        }

        while (!bytes.IsEmpty)
        {
            LinkFault fault = load.HeaderTaken < HeaderLength(load.Tag) || load.HeaderTaken == 0
                ? TakeHeader(machine, ref bytes)
                : TakeData(machine, ref bytes);
            if (fault != LinkFault.None)
            {
                Drop(machine);
                return fault;
            }
        }

        return LinkFault.None;
    }

    /// <summary>The AID of the package that is being loaded; empty before its Header came.</summary>
    public static ReadOnlySpan<byte> Aid(Machine machine)
    {
        bool isThere = (machine.Load.Seen & (1 << (int)ComponentTag.Directory)) != 0;
        return isThere && HeaderComponent.TryParse(new StagedPackage(machine).Component(ComponentTag.Header), out HeaderComponent header) ? header.Package.Aid : default;
    }

    /// <summary>Ends the load: everything came, and the package is linked; or it is dropped.</summary>
    public static LinkFault End(Machine machine, out byte number)
    {
        number = 0;
        ref LoadState load = ref machine.Load;
        bool isWhole = load.IsOpen != 0 && load.Code != 0 && load.HeaderTaken == 0 && CameAll(ref load);
        LinkFault fault = isWhole ? LinkFault.None : LinkFault.Malformed;
        if (isWhole)
        {
            Span<byte> importNumbers = stackalloc byte[Linker.MaxImports];
            var linker = new Linker(machine, load.Container, importNumbers);
            fault = linker.Link(out number);
        }

        if (fault == LinkFault.None)
        {
            load.Code = 0;
        }

        Drop(machine);
        return fault;
    }

    /// <summary>Forgets a load in progress, and every byte of it.</summary>
    public static void Drop(Machine machine)
    {
        ref LoadState load = ref machine.Load;
        Free(machine.Memory, load.Head);
        Free(machine.Memory, load.Rest);
        Free(machine.Memory, load.Code);
        load = default;
    }

    private static void Free(NonVolatileMemory memory, int block)
    {
        if (block != 0)
        {
            memory.Allocator.TryFree(new NvAddress(block));
        }
    }

    private static bool CameAll(ref LoadState load)
    {
        bool all = true;

        // The Descriptor may stay at home, even when the Directory has its length.
        if ((load.Seen & (1 << (int)ComponentTag.Descriptor)) == 0)
        {
            load.Length[(int)ComponentTag.Descriptor] = 0;
        }

        for (int tag = (int)ComponentTag.Header; tag <= (int)ComponentTag.Descriptor; tag++)
        {
            all &= load.Length[tag] == 0 || (load.Seen & (1 << tag)) != 0;
        }

        return all;
    }

    private static int HeaderLength(byte tag) => (ComponentTag)tag == ComponentTag.StaticResources ? LongHeader : ShortHeader;

    private static LinkFault TakeHeader(Machine machine, scoped ref ReadOnlySpan<byte> bytes)
    {
        ref LoadState load = ref machine.Load;
        fixed (byte* header = &load.Header0)
        {
            header[load.HeaderTaken] = bytes[0];
            load.Tag = header[0];
            load.HeaderTaken++;
            bytes = bytes.Slice(1);
            if (load.HeaderTaken < HeaderLength(load.Tag))
            {
                return LinkFault.None;
            }

            ComponentHeader.TryRead(new ReadOnlySpan<byte>(header, LongHeader), out ComponentHeader parsed);
            load.Size = parsed.Size;
        }

        return BeginComponent(machine);
    }

    private static LinkFault BeginComponent(Machine machine)
    {
        ref LoadState load = ref machine.Load;
        var tag = (ComponentTag)load.Tag;
        load.Taken = 0;
        if (IsKept(tag))
        {
            bool isHead = tag is ComponentTag.Header or ComponentTag.Directory;
            bool isExpected = isHead ? load.Rest == 0 : load.Rest != 0;
            int mask = 1 << load.Tag;
            if (!isExpected || (load.Seen & mask) != 0 || (!isHead && load.Size != load.Length[load.Tag]))
            {
                return LinkFault.Malformed;
            }

            load.Seen |= (ushort)mask;
            if (isHead)
            {
                if (load.Used + load.Size > HeadLength || (tag == ComponentTag.Directory && load.Address[(int)ComponentTag.Header] == 0))
                {
                    return LinkFault.Malformed;
                }

                load.Address[load.Tag] = load.Head + load.Used;
                load.Length[load.Tag] = load.Size;
                load.Used += load.Size;
            }
        }

        return load.Size == 0 ? EndComponent(machine) : LinkFault.None;
    }

    private static LinkFault TakeData(Machine machine, scoped ref ReadOnlySpan<byte> bytes)
    {
        ref LoadState load = ref machine.Load;
        int count = Math.Min(bytes.Length, load.Size - load.Taken);
        if (IsKept((ComponentTag)load.Tag))
        {
            machine.Memory.Write(new NvAddress(load.Address[load.Tag] + load.Taken), bytes.Slice(0, count));
        }

        bytes = bytes.Slice(count);
        load.Taken += count;
        return load.Taken == load.Size ? EndComponent(machine) : LinkFault.None;
    }

    private static LinkFault EndComponent(Machine machine)
    {
        ref LoadState load = ref machine.Load;
        load.HeaderTaken = 0;
        return (ComponentTag)load.Tag == ComponentTag.Directory ? ReserveOthers(machine) : LinkFault.None;
    }

    // Debug information, resources and what the standard does not know are passed over.
    private static bool IsKept(ComponentTag tag) => tag is >= ComponentTag.Header and <= ComponentTag.Descriptor;

    private static LinkFault ReserveOthers(Machine machine)
    {
        ref LoadState load = ref machine.Load;
        var staged = new StagedPackage(machine);
        if (!HeaderComponent.TryParse(staged.Component(ComponentTag.Header), out HeaderComponent header))
        {
            return LinkFault.Malformed;
        }

        if (header.IsExtended)
        {
            return LinkFault.FormatNotSupported;
        }

        if (!DirectoryComponent.TryParse(staged.Component(ComponentTag.Directory), header.Format, out DirectoryComponent directory))
        {
            return LinkFault.Malformed;
        }

        if (directory.SizeOf(ComponentTag.Header) != load.Length[(int)ComponentTag.Header]
            || directory.SizeOf(ComponentTag.Directory) != load.Length[(int)ComponentTag.Directory])
        {
            return LinkFault.Malformed;
        }

        int code = (int)directory.SizeOf(ComponentTag.Method);
        int rest = ShortSizeLength;
        for (int tag = (int)ComponentTag.Applet; tag <= (int)ComponentTag.Descriptor; tag++)
        {
            load.Length[tag] = (int)directory.SizeOf((ComponentTag)tag);
            rest += tag == (int)ComponentTag.Method ? 0 : load.Length[tag];
        }

        NvAddress restBlock = machine.Memory.Allocator.Reserve(load.Container, rest, BlockKind.Package, owner: 0);
        NvAddress codeBlock = restBlock.IsNull
            ? NvAddress.Null
            : machine.Memory.Allocator.Reserve(load.Container, code + LoadedPackage.CodeGuard, BlockKind.PackageCode, owner: 0);
        load.Rest = restBlock.Value;
        load.Code = codeBlock.Value;
        if (codeBlock.IsNull)
        {
            return LinkFault.NoRoom;
        }

        // What stands behind the code is no instruction.
        machine.Memory.Fill(codeBlock + code, LoadedPackage.CodeGuard, 0xFF);
        int next = load.Rest;
        for (int tag = (int)ComponentTag.Applet; tag <= (int)ComponentTag.Descriptor; tag++)
        {
            bool isCode = tag == (int)ComponentTag.Method;
            load.Address[tag] = isCode ? load.Code : next;
            next += isCode ? 0 : load.Length[tag];
        }

        return LinkFault.None;
    }
}
