using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>javacardx.framework.tlv.PrimitiveBERTLV.</summary>
internal static class PrimitiveBerTlvClass
{
    public static NativeClass Define() => new(RomClass.PrimitiveBerTlv, "PrimitiveBERTLV", RomClass.BerTlv)
    {
        Statics =
        [
            new(0, "<init>", "(S)V", Construct),
            new(1, "getValueOffset", "([BS)S", GetValueOffset),
            new(2, "toBytes", "([BS[BSS[BS)S", ToBytes),
            new(3, "appendValue", "([BS[BSS)S", StaticAppend),
        ],
        Virtuals =
        [
            new(5, "init", "([BSS)S", Init),
            new(6, "init", "(LPrimitiveBERTag;[BSS)S", InitOfTag),
            new(7, "appendValue", "([BSS)S", Append),
            new(8, "replaceValue", "([BSS)S", Replace),
            new(9, "getValue", "([BS)S", GetValue),
        ],
    };

    // The room that is asked for: more is made when it is needed.
    private static VmStatus Construct(ref NativeCall call)
    {
        if (call.Short(1) < 0)
        {
            return call.Throw(RomClass.TlvException, TlvReason.InvalidParameter);
        }

        return TlvObject.TryReserve(ref call, call.Reference(0), ObjectKind.ByteArray, call.Short(1), out _) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus GetValueOffset(ref NativeCall call)
    {
        if (!BerTlvClass.TryTlv(ref call, 0, out ReadOnlySpan<byte> rest, out TlvBytes tlv))
        {
            return VmStatus.Throw;
        }

        return TagBytes.IsConstructed(rest[0])
            ? call.Throw(RomClass.TlvException, TlvReason.MalformedTlv)
            : call.Return((short)(call.Short(1) + tlv.ValueOffset));
    }

    private static VmStatus ToBytes(ref NativeCall call)
    {
        if (!BerTagClass.TryTag(ref call, 0, out ReadOnlySpan<byte> tag) || !call.TryBytes(2, out ReadOnlySpan<byte> value))
        {
            return VmStatus.Throw;
        }

        if (TagBytes.IsConstructed(tag[0]))
        {
            return call.Throw(RomClass.TlvException, TlvReason.MalformedTag);
        }

        Span<byte> head = stackalloc byte[TagBytes.MaxLength + TlvBytes.MaxLengthBytes];
        tag.CopyTo(head);
        int headLength = tag.Length + TlvBytes.WriteLength(value.Length, head.Slice(tag.Length));
        int size = headLength + value.Length;
        if (size > short.MaxValue)
        {
            return call.Throw(RomClass.TlvException, TlvReason.TlvTooLong);
        }

        // The value first: it may lie where the TLV goes.
        return call.TryArray(5, ObjectKind.ByteArray, out ArrayRef array)
            && call.TryRange(array, call.Short(6), size)
            && call.TryWrite(array, call.Short(6) + headLength, value)
            && call.TryWrite(array, call.Short(6), head.Slice(0, headLength))
            ? call.Return((short)size)
            : VmStatus.Throw;
    }

    private static VmStatus StaticAppend(ref NativeCall call) =>
        call.TryBytes(2, out ReadOnlySpan<byte> value) && BerTlvClass.TryWhole(ref call, 0, isConstructed: false, out _, out TlvBytes tlv)
            ? TlvGrowth.Append(ref call, 0, tlv, value)
            : VmStatus.Throw;

    private static VmStatus Init(ref NativeCall call) => BerTlvClass.Init(ref call, isConstructed: false);

    private static VmStatus InitOfTag(ref NativeCall call)
    {
        if (!call.TryObject(1, RomClass.PrimitiveBerTag, out _) || !call.TryBytes(2, out ReadOnlySpan<byte> value))
        {
            return VmStatus.Throw;
        }

        if (BerTagClass.BytesOf(ref call, call.Reference(1)).IsEmpty)
        {
            return call.Throw(RomClass.TlvException, TlvReason.EmptyTag);
        }

        return TlvObject.TryFillPrimitive(ref call, call.Reference(0), call.Reference(1), value) ? BerTlvClass.Size(ref call) : VmStatus.Throw;
    }

    private static VmStatus Append(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        if (!TlvObject.TryStore(ref call, handle, out ArrayRef store, out int count) || !call.TryBytes(1, out ReadOnlySpan<byte> value))
        {
            return VmStatus.Throw;
        }

        if (count + value.Length > short.MaxValue)
        {
            return call.Throw(RomClass.TlvException, TlvReason.TlvTooLong);
        }

        return TlvObject.TryReserve(ref call, handle, ObjectKind.ByteArray, count + value.Length, out store)
            && call.TryWrite(store, count, value)
            && call.TryWriteCell(handle, call.Heap.Entry(handle), TlvObject.CountCell, (ushort)(count + value.Length))
            ? BerTlvClass.Size(ref call)
            : VmStatus.Throw;
    }

    private static VmStatus Replace(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        return TlvObject.TryStore(ref call, handle, out _, out _)
            && call.TryBytes(1, out ReadOnlySpan<byte> value)
            && TlvObject.TryFillPrimitive(ref call, handle, call.ReadCell(call.Heap.Entry(handle), TlvObject.TagCell), value)
            ? BerTlvClass.Size(ref call)
            : VmStatus.Throw;
    }

    private static VmStatus GetValue(ref NativeCall call) =>
        TlvObject.TryStore(ref call, call.Reference(0), out ArrayRef store, out int count)
        && call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
        && call.TryRange(array, call.Short(2), count)
        && call.TryWrite(array, call.Short(2), call.Read(store, 0, count))
            ? call.Return((short)count)
            : VmStatus.Throw;
}
