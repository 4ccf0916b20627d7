using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>What the methods of org.globalplatform have in common.</summary>
internal static class GpCall
{
    private const int HeaderLength = 4;
    private const int ShortLength = 5;
    private const int ExtendedLength = 7;

    /// <summary>The application whose code called.</summary>
    public static NvAddress CallerOf(scoped ref NativeCall call) => call.Machine.InstanceOf(call.Caller);

    /// <summary>Throws an ISOException.</summary>
    public static VmStatus Throw(ref NativeCall call, StatusWord status) => call.Throw(RomClass.IsoException, (short)status);

    /// <summary>Takes an argument that must be an AID, null allowed: its bytes are empty then.</summary>
    public static bool TryAid(ref NativeCall call, int index, out ReadOnlySpan<byte> aid)
    {
        aid = default;
        if (call.Reference(index) == 0)
        {
            return true;
        }

        if (!call.TryObject(index, RomClass.Aid, out HandleEntry entry))
        {
            return false;
        }

        aid = Framework.AidClass.BytesOf(call.Machine.Memory, entry);
        return true;
    }

    /// <summary>Sees a command in bytes that begin with its class byte and end with its data; without data, P3 may be Le, Lc or not there.</summary>
    public static bool TryCommand(ReadOnlySpan<byte> bytes, out CommandApdu command)
    {
        command = default;
        if (bytes.Length < HeaderLength)
        {
            return false;
        }

        bool isExtended = bytes.Length > ExtendedLength && bytes[4] == 0 && ((bytes[5] << 8) | bytes[6]) == bytes.Length - ExtendedLength;
        int start = Math.Min(bytes.Length, isExtended ? ExtendedLength : ShortLength);
        int length = bytes.Length == start ? 0 : isExtended ? bytes.Length - ExtendedLength : bytes[4];
        if (length > bytes.Length - start)
        {
            return false;
        }

        command = new CommandApdu(bytes[0], bytes[1], bytes[2], bytes[3], bytes.Slice(start, length), expectedLength: 0, isExtended);
        return true;
    }

    /// <summary>Writes a command as <see cref="TryCommand"/> sees it, always with Lc.</summary>
    public static int Write(Span<byte> destination, scoped CommandApdu command)
    {
        destination[0] = command.Cla;
        destination[1] = command.Ins;
        destination[2] = command.P1;
        destination[3] = command.P2;
        int length = command.Data.Length;
        int start = command.IsExtended ? ExtendedLength : ShortLength;
        destination[4] = command.IsExtended ? (byte)0 : (byte)length;
        if (command.IsExtended)
        {
            destination[5] = (byte)(length >> 8);
            destination[6] = (byte)length;
        }

        command.Data.CopyTo(destination.Slice(start));
        return start + length;
    }
}
