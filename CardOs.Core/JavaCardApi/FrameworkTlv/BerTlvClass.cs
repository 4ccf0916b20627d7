using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>javacardx.framework.tlv.BERTLV.</summary>
internal static class BerTlvClass
{
    public static NativeClass Define() => new(RomClass.BerTlv, "BERTLV", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = TlvObject.Cells,
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "getInstance", "([BSS)LBERTLV;", GetInstance),
            new(2, "verifyFormat", "([BSS)Z", VerifyFormat),
            new(3, "getTag", "([BS[BS)S", StaticTag),
            new(4, "getLength", "([BS)S", StaticLength),
        ],
        Virtuals =
        [
            new(1, "toBytes", "([BS)S", ToBytes),
            new(2, "getTag", "()LBERTag;", GetTag),
            new(3, "getLength", "()S", GetLength),
            new(4, "size", "()S", Size),
            new(5, "init", "([BSS)S", body: null),
        ],
    };

    /// <summary>A TLV in an array, its tag and length; what is behind them is not looked at.</summary>
    public static bool TryTlv(scoped ref NativeCall call, int index, out ReadOnlySpan<byte> rest, out TlvBytes tlv)
    {
        tlv = default;
        if (!BerTagClass.TryRest(ref call, index, out rest))
        {
            return false;
        }

        short reason = TlvBytes.Read(rest, out tlv);
        return reason == 0 || call.Fail(RomClass.TlvException, reason);
    }

    /// <summary>A TLV in an array that is all there, a constructed one or a primitive one.</summary>
    public static bool TryWhole(scoped ref NativeCall call, int index, bool isConstructed, out ReadOnlySpan<byte> bytes, out TlvBytes tlv)
    {
        bytes = default;
        if (!TryTlv(ref call, index, out ReadOnlySpan<byte> rest, out tlv))
        {
            return false;
        }

        if (tlv.Size > rest.Length || TagBytes.IsConstructed(rest[0]) != isConstructed)
        {
            return call.Fail(RomClass.TlvException, TlvReason.MalformedTlv);
        }

        bytes = rest.Slice(0, tlv.Size);
        return true;
    }

    /// <summary>A range that is one TLV, of the kind of an object.</summary>
    public static bool TryFormat(scoped ref NativeCall call, int index, out ReadOnlySpan<byte> bytes)
    {
        if (!call.TryBytes(index, out bytes))
        {
            return false;
        }

        short reason = TlvBytes.Read(bytes, out _);
        if (reason != 0)
        {
            return call.Fail(RomClass.TlvException, reason);
        }

        return TlvBytes.IsWhole(bytes) || call.Fail(RomClass.TlvException, TlvReason.MalformedTlv);
    }

    /// <summary>init with bytes, of both kinds of objects.</summary>
    public static VmStatus Init(ref NativeCall call, bool isConstructed)
    {
        if (!TryFormat(ref call, 1, out ReadOnlySpan<byte> bytes))
        {
            return VmStatus.Throw;
        }

        if (TagBytes.IsConstructed(bytes[0]) != isConstructed)
        {
            return call.Throw(RomClass.TlvException, TlvReason.MalformedTlv);
        }

        return TlvObject.TryFill(ref call, call.Reference(0), bytes) ? Size(ref call) : VmStatus.Throw;
    }

    /// <summary>The size of the whole TLV.</summary>
    public static VmStatus Size(ref NativeCall call) =>
        TlvObject.TrySize(ref call, call.Reference(0), out int size) ? call.Return((short)size) : VmStatus.Throw;

    private static VmStatus GetInstance(ref NativeCall call) =>
        TryFormat(ref call, 0, out ReadOnlySpan<byte> bytes) && TlvObject.TryMake(ref call, bytes, out ushort handle)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;

    private static VmStatus VerifyFormat(ref NativeCall call) =>
        call.TryBytes(0, out ReadOnlySpan<byte> bytes) ? call.Return(TlvBytes.IsWhole(bytes)) : VmStatus.Throw;

    private static VmStatus StaticTag(ref NativeCall call) =>
        TryTlv(ref call, 0, out ReadOnlySpan<byte> rest, out TlvBytes tlv)
        && call.TryArray(2, ObjectKind.ByteArray, out ArrayRef array)
        && call.TryRange(array, call.Short(3), tlv.TagLength)
        && call.TryWrite(array, call.Short(3), rest.Slice(0, tlv.TagLength))
            ? call.Return((short)tlv.TagLength)
            : VmStatus.Throw;

    private static VmStatus StaticLength(ref NativeCall call) =>
        TryTlv(ref call, 0, out _, out TlvBytes tlv) ? call.Return((short)tlv.ValueLength) : VmStatus.Throw;

    private static VmStatus ToBytes(ref NativeCall call)
    {
        int at = call.Short(2);
        return TlvObject.TrySize(ref call, call.Reference(0), out int size)
            && call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
            && call.TryRange(array, at, size)
            && TlvObject.TryWrite(ref call, call.Reference(0), array, ref at)
            ? call.Return((short)size)
            : VmStatus.Throw;
    }

    private static VmStatus GetTag(ref NativeCall call) =>
        TlvObject.TryStore(ref call, call.Reference(0), out _, out _)
            ? call.ReturnReference(call.ReadCell(call.Heap.Entry(call.Reference(0)), TlvObject.TagCell))
            : VmStatus.Throw;

    private static VmStatus GetLength(ref NativeCall call) =>
        TlvObject.TryLength(ref call, call.Reference(0), out int length) ? call.Return((short)length) : VmStatus.Throw;
}
