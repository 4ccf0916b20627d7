using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>javacardx.framework.tlv.ConstructedBERTLV.</summary>
internal static class ConstructedBerTlvClass
{
    // The constructor's argument is a number of bytes; TLVs have two at least.
    private const int MinTlvLength = 2;

    private const int Growth = 4;

    public static NativeClass Define() => new(RomClass.ConstructedBerTlv, "ConstructedBERTLV", RomClass.BerTlv)
    {
        Statics =
        [
            new(0, "<init>", "(S)V", Construct),
            new(1, "append", "([BS[BS)S", StaticAppend),
            new(2, "find", "([BS[BS)S", StaticFind),
            new(3, "findNext", "([BSS[BS)S", StaticFindNext),
        ],
        Virtuals =
        [
            new(5, "init", "([BSS)S", Init),
            new(6, "init", "(LConstructedBERTag;LBERTLV;)S", InitOfTlv),
            new(7, "init", "(LConstructedBERTag;[BSS)S", InitOfTag),
            new(8, "append", "(LBERTLV;)S", Append),
            new(9, "delete", "(LBERTLV;S)S", Delete),
            new(10, "find", "(LBERTag;)LBERTLV;", Find),
            new(11, "findNext", "(LBERTag;LBERTLV;S)LBERTLV;", FindNext),
        ],
    };

    private static VmStatus Construct(ref NativeCall call)
    {
        if (call.Short(1) < 0)
        {
            return call.Throw(RomClass.TlvException, TlvReason.InvalidParameter);
        }

        int count = Math.Min(call.Short(1) / MinTlvLength, Growth);
        return TlvObject.TryReserve(ref call, call.Reference(0), ObjectKind.ReferenceArray, count, out _) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus StaticAppend(ref NativeCall call)
    {
        if (!BerTlvClass.TryTlv(ref call, 0, out ReadOnlySpan<byte> rest, out TlvBytes added))
        {
            return VmStatus.Throw;
        }

        if (added.Size > rest.Length)
        {
            return call.Throw(RomClass.TlvException, TlvReason.MalformedTlv);
        }

        return BerTlvClass.TryWhole(ref call, 2, isConstructed: true, out _, out TlvBytes tlv)
            ? TlvGrowth.Append(ref call, 2, tlv, rest.Slice(0, added.Size))
            : VmStatus.Throw;
    }

    private static VmStatus StaticFind(ref NativeCall call) => StaticFind(ref call, start: -1, tagIndex: 2);

    private static VmStatus StaticFindNext(ref NativeCall call) =>
        call.Short(2) < 0 ? call.Throw(RomClass.TlvException, TlvReason.InvalidParameter) : StaticFind(ref call, call.Short(2), tagIndex: 3);

    // The first one, or the first one behind the one at start, that has the tag; without a tag, any.
    private static VmStatus StaticFind(ref NativeCall call, int start, int tagIndex)
    {
        ReadOnlySpan<byte> tag = default;
        if (!BerTlvClass.TryWhole(ref call, 0, isConstructed: true, out ReadOnlySpan<byte> bytes, out TlvBytes tlv)
            || (call.Reference(tagIndex) != 0 && !BerTagClass.TryTag(ref call, tagIndex, out tag)))
        {
            return VmStatus.Throw;
        }

        bool isBehind = start < 0;
        for (int at = tlv.ValueOffset; at < bytes.Length;)
        {
            ReadOnlySpan<byte> rest = bytes.Slice(at);
            if (TlvBytes.Read(rest, out TlvBytes one) != 0 || one.Size > rest.Length)
            {
                return call.Throw(RomClass.TlvException, TlvReason.MalformedTlv);
            }

            if (isBehind && (tag.IsEmpty || rest.Slice(0, one.TagLength).SequenceEqual(tag)))
            {
                return call.Return((short)(call.Short(1) + at));
            }

            isBehind |= call.Short(1) + at == start;
            at += one.Size;
        }

        return isBehind ? call.Return((short)-1) : call.Throw(RomClass.TlvException, TlvReason.InvalidParameter);
    }

    private static VmStatus Init(ref NativeCall call) => BerTlvClass.Init(ref call, isConstructed: true);

    private static VmStatus InitOfTlv(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        if (!TryTagArgument(ref call)
            || !call.TryObject(2, RomClass.BerTlv, out _)
            || !TlvObject.TrySize(ref call, call.Reference(2), out _)
            || !TlvObject.TryReserve(ref call, handle, ObjectKind.ReferenceArray, 1, out ArrayRef store))
        {
            return VmStatus.Throw;
        }

        Span<byte> part = stackalloc byte[sizeof(ushort)];
        part[0] = (byte)call.Reference(2);
        part[1] = (byte)(call.Reference(2) >> 8);
        return TlvObject.TryFinish(ref call, handle, call.Reference(1), store, part, 1) ? BerTlvClass.Size(ref call) : VmStatus.Throw;
    }

    private static VmStatus InitOfTag(ref NativeCall call)
    {
        if (!TryTagArgument(ref call) || !call.TryBytes(2, out ReadOnlySpan<byte> value))
        {
            return VmStatus.Throw;
        }

        if (!TlvBytes.AreWhole(value, depth: 1))
        {
            return call.Throw(RomClass.TlvException, TlvReason.MalformedTlv);
        }

        return TlvObject.TryFillConstructed(ref call, call.Reference(0), call.Reference(1), value) ? BerTlvClass.Size(ref call) : VmStatus.Throw;
    }

    private static VmStatus Append(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        if (!TlvObject.TryStore(ref call, handle, out ArrayRef store, out int count)
            || !call.TryObject(1, RomClass.BerTlv, out _)
            || !TlvObject.TrySize(ref call, call.Reference(1), out int size)
            || !TlvObject.TrySize(ref call, handle, out int own))
        {
            return VmStatus.Throw;
        }

        if (own + size > short.MaxValue - TlvBytes.MaxLengthBytes)
        {
            return call.Throw(RomClass.TlvException, TlvReason.TlvTooLong);
        }

        int room = count < store.Length ? store.Length : count + Growth;
        return TlvObject.TryReserve(ref call, handle, ObjectKind.ReferenceArray, room, out store)
            && TlvObject.TryPut(ref call, store, count, call.Reference(1))
            && call.TryWriteCell(handle, call.Heap.Entry(handle), TlvObject.CountCell, (ushort)(count + 1))
            ? BerTlvClass.Size(ref call)
            : VmStatus.Throw;
    }

    private static VmStatus Delete(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        if (!TlvObject.TryStore(ref call, handle, out ArrayRef store, out int count) || !call.TryObject(1, RomClass.BerTlv, out _))
        {
            return VmStatus.Throw;
        }

        int index = IndexOf(ref call, store, count, call.Reference(1), call.Short(2));
        if (index < 0)
        {
            return call.Throw(RomClass.TlvException, TlvReason.InvalidParameter);
        }

        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        return call.TryWrite(store, 2 * index, call.Read(store, 2 * (index + 1), 2 * (count - index - 1)))
            && TlvObject.TryPut(ref call, store, count - 1, 0)
            && call.TryWriteCell(handle, call.Heap.Entry(handle), TlvObject.CountCell, (ushort)(count - 1))
            && transaction.Commit()
            ? BerTlvClass.Size(ref call)
            : VmStatus.Throw;
    }

    private static VmStatus Find(ref NativeCall call) =>
        TlvObject.TryStore(ref call, call.Reference(0), out ArrayRef store, out int count) ? FindFrom(ref call, store, 0, count) : VmStatus.Throw;

    private static VmStatus FindNext(ref NativeCall call)
    {
        if (!TlvObject.TryStore(ref call, call.Reference(0), out ArrayRef store, out int count) || !call.TryObject(2, RomClass.BerTlv, out _))
        {
            return VmStatus.Throw;
        }

        int index = IndexOf(ref call, store, count, call.Reference(2), call.Short(3));
        return index < 0 ? call.Throw(RomClass.TlvException, TlvReason.InvalidParameter) : FindFrom(ref call, store, index + 1, count);
    }

    private static VmStatus FindFrom(ref NativeCall call, scoped in ArrayRef store, int index, int count)
    {
        ReadOnlySpan<byte> tag = default;
        if (call.Reference(1) != 0)
        {
            if (!call.TryObject(1, RomClass.BerTag, out _))
            {
                return VmStatus.Throw;
            }

            tag = BerTagClass.BytesOf(ref call, call.Reference(1));
        }

        for (; index < count; index++)
        {
            ushort child = TlvObject.Child(ref call, store, index);
            if (call.Reference(1) == 0 || TlvObject.TagOf(ref call, child).SequenceEqual(tag))
            {
                return call.ReturnReference(child);
            }
        }

        return call.ReturnReference(0);
    }

    // Where an object is for the nth time; -1 when it is not.
    private static int IndexOf(ref NativeCall call, scoped in ArrayRef store, int count, ushort wanted, int occurrence)
    {
        for (int i = 0; i < count && occurrence > 0; i++)
        {
            if (TlvObject.Child(ref call, store, i) == wanted && --occurrence == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryTagArgument(ref NativeCall call) =>
        call.TryObject(1, RomClass.ConstructedBerTag, out _)
        && (!BerTagClass.BytesOf(ref call, call.Reference(1)).IsEmpty || call.Fail(RomClass.TlvException, TlvReason.EmptyTag));
}
