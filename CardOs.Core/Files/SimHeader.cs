using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The response of SELECT and STATUS in class A0: TS 51.011 9.2.1.</summary>
/// <remarks>
/// <code>
/// MF, DF   0     2             4     6      7     12       13     14    15    16      17    18     19       20     21
///          +-----+-------------+-----+------+-----+--------+------+-----+-----+-------+-----+------+--------+------+--------+
///          | RFU | free memory | FID | type | RFU | length | char | DFs | EFs | codes | RFU | CHV1 | unblock| CHV2 | unblock|
///          +-----+-------------+-----+------+-----+--------+------+-----+-----+-------+-----+------+--------+------+--------+
/// EF       0     2      4     6      7          8              11       12       13          14
///          +-----+------+-----+------+----------+--------------+--------+--------+-----------+---------------+
///          | RFU | size | FID | type | increase | access       | status | length | structure | record length |
///          +-----+------+-----+------+----------+--------------+--------+--------+-----------+---------------+
/// access: a nibble each for read, update, increase, RFU, rehabilitate, invalidate: 0 always, 1 CHV1, 2 CHV2, 4 administrative, F never
/// </code>
/// </remarks>
internal static class SimHeader
{
    private const int DirectoryLength = 22;
    private const int FileLength = 15;
    private const byte InitializedChv = 0x80;

    /// <summary>Writes the response for a file.</summary>
    /// <returns>False when it does not fit.</returns>
    public static bool TryWrite(CardState state, NvAddress address, ref ResponseWriter reply)
    {
        var file = new FileHeader(state.NonVolatile, address);
        bool isDirectory = file.Descriptor.IsDirectory;
        if (!reply.TryReserve(isDirectory ? DirectoryLength : FileLength, out Span<byte> header))
        {
            return false;
        }

        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(4), file.Fid);
        if (isDirectory)
        {
            WriteDirectory(state, file, header);
        }
        else
        {
            WriteFile(state, file, header);
        }

        return true;
    }

    private static void WriteDirectory(CardState state, FileHeader directory, Span<byte> header)
    {
        const byte MasterFile = 1;
        const byte DedicatedFile = 2;
        const byte ClockStopAllowed = 0x31;
        const byte Chv1Disabled = 0x80;
        const byte Codes = 4;
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(2), (ushort)Math.Min(state.NonVolatile.Allocator.FreeBytes(), ushort.MaxValue));
        header[6] = directory.Fid == FileSystem.MasterFileFid ? MasterFile : DedicatedFile;
        header[12] = DirectoryLength - 13;
        CountChildren(state.NonVolatile, directory, out header[14], out header[15]);
        header[16] = Codes;
        bool isEnabled = WriteChv(state, SimCommands.Chv1, header.Slice(18));
        WriteChv(state, SimCommands.Chv2, header.Slice(20));
        header[13] = isEnabled ? ClockStopAllowed : (byte)(ClockStopAllowed | Chv1Disabled);
    }

    private static void CountChildren(NonVolatileMemory memory, FileHeader directory, out byte directories, out byte files)
    {
        directories = 0;
        files = 0;
        for (NvAddress child = directory.FirstChild; !child.IsNull;)
        {
            var header = new FileHeader(memory, child);
            if (header.Descriptor.IsDirectory)
            {
                directories++;
            }
            else
            {
                files++;
            }

            child = header.Next;
        }
    }

    // The tries that are left of the CHV and of its unblock value; b8 when there is one.
    private static bool WriteChv(CardState state, byte reference, Span<byte> status)
    {
        NvAddress address = PinStatus.Find(state, LogicalChannel.Current(state.Working), reference);
        if (address.IsNull)
        {
            return false;
        }

        var pin = new Pin(state.NonVolatile, address);
        status[0] = (byte)(InitializedChv | pin.Tries);
        status[1] = (byte)((pin.MaxUnblockTries != 0 ? InitializedChv : 0) | pin.UnblockTries);
        return pin.IsEnabled;
    }

    private static void WriteFile(CardState state, FileHeader file, Span<byte> header)
    {
        const byte ElementaryFile = 4;
        const byte IncreaseAllowed = 0x40;
        const byte Linear = 1;
        const byte Cyclic = 3;
        const byte NotInvalidated = 1;
        const byte UsableWhenInvalidated = 4;
        const byte UsableWhenDeactivated = 0x40;
        const int Never = 0xF;
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(2), (ushort)Math.Min(file.Size, ushort.MaxValue));
        header[6] = ElementaryFile;
        int increase = file.Descriptor.IsCyclic ? ConditionOf(state, file, AccessMode.Increase) : Never;
        header[7] = file.Descriptor.IsCyclic && increase != Never ? IncreaseAllowed : (byte)0;
        header[8] = Nibbles(ConditionOf(state, file, AccessMode.Read), ConditionOf(state, file, AccessMode.Update));
        header[9] = Nibbles(increase, 0);
        header[10] = Nibbles(ConditionOf(state, file, AccessMode.Activate), ConditionOf(state, file, AccessMode.Deactivate));
        header[11] = (byte)((file.IsDeactivated ? 0 : NotInvalidated) | ((file.Special & UsableWhenDeactivated) != 0 ? UsableWhenInvalidated : 0));
        header[12] = FileLength - 13;
        header[13] = file.Descriptor.IsCyclic ? Cyclic : file.Descriptor.IsLinearFixed ? Linear : (byte)0;
        header[14] = (byte)file.RecordLength;
    }

    private static byte Nibbles(int high, int low) => (byte)((high << 4) | low);

    // The least of the conditions that opens the file.
    private static int ConditionOf(CardState state, FileHeader file, AccessMode mode)
    {
        const int Administrative = 4;
        const int Never = 0xF;
        SecurityStatus status = SecurityStatus.Terminal;
        if (AccessControl.Allows(state, status, environment: 1, file, mode))
        {
            return 0;
        }

        if (AccessControl.Allows(state, status | SecurityStatus.Of(AccessCondition.Pin1), environment: 1, file, mode))
        {
            return 1;
        }

        if (AccessControl.Allows(state, status | SecurityStatus.Of(AccessCondition.LocalPin), environment: 1, file, mode))
        {
            return 2;
        }

        return AccessControl.Allows(state, SecurityStatus.Full, environment: 1, file, mode) ? Administrative : Never;
    }
}
