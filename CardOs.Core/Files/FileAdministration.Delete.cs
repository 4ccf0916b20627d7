using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Files;

/// <summary>DELETE FILE: TS 102 222 6.4.</summary>
/// <remarks>
/// The identifier is looked for as SELECT does; from the master file also among the ADFs that have one of their own. Refused with 6985: the master file, an
/// ADF that is the current one of this channel or that a registered application works in, and a directory that contains what is not shareable and current
/// on another channel. The channels that stood in the file stand in its parent then.
/// </remarks>
internal static partial class FileAdministration
{
    private static StatusWord Delete(CardState state, LogicalChannel channel, scoped CommandApdu command)
    {
        StatusWord status = FindByFid(state, channel, command, out NvAddress address);
        if (status == StatusWord.FileNotFound && channel.Directory == FileSystem.MasterFile(state))
        {
            address = FindApplicationFile(state, BinaryPrimitives.ReadUInt16BigEndian(command.Data));
            status = address.IsNull ? status : StatusWord.Success;
        }

        if (status != StatusWord.Success)
        {
            return status;
        }

        var file = new FileHeader(state.NonVolatile, address);
        bool mayDelete = AccessControl.IsAllowed(state, channel, file, AccessMode.Delete)
            || (!file.Parent.IsNull && AccessControl.IsAllowed(state, channel, new FileHeader(state.NonVolatile, file.Parent), AccessMode.Read));
        if (!mayDelete)
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        if (file.Parent.IsNull || address == channel.ApplicationFile || IsOfApplication(state, address) || HoldsLocked(state, channel, file))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return FileDeletion.TryDelete(state, address) ? StatusWord.Success : StatusWord.MemoryProblem;
    }

    // Every ADF can be selected by its name; those that have an identifier of their own can be deleted by it.
    private static NvAddress FindApplicationFile(CardState state, ushort fid)
    {
        NvAddress file = state.NonVolatile.ReadAddress(NonVolatileMap.RootOf(state.ActiveContainer) + NonVolatileMap.Root.ApplicationFiles);
        while (!file.IsNull && (fid == FileSystem.CurrentApplicationFid || new FileHeader(state.NonVolatile, file).Fid != fid))
        {
            file = new FileHeader(state.NonVolatile, file).Next;
        }

        return file;
    }

    private static bool IsOfApplication(CardState state, NvAddress file)
    {
        NvAddress application = ApplicationRegistry.First(state.NonVolatile, state.NonVolatile.Allocator.ContainerOf(file));
        while (!application.IsNull && new ApplicationEntry(state.NonVolatile, application).File != file)
        {
            application = new ApplicationEntry(state.NonVolatile, application).Next;
        }

        return !application.IsNull;
    }

    private static bool HoldsLocked(CardState state, LogicalChannel channel, scoped FileHeader file)
    {
        if (FileUse.IsLocked(state, channel, file))
        {
            return true;
        }

        NvAddress child = file.Descriptor.IsDirectory ? file.FirstChild : NvAddress.Null;
        while (!child.IsNull)
        {
            var header = new FileHeader(state.NonVolatile, child);
            if (HoldsLocked(state, channel, header))
            {
                return true;
            }

            child = header.Next;
        }

        return false;
    }
}
