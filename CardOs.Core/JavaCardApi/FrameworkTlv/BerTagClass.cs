using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>javacardx.framework.tlv.BERTag and its two classes of objects.</summary>
/// <remarks>Hidden cells: the length, 0 while the tag is empty, and the first byte; the other two bytes.</remarks>
internal static class BerTagClass
{
    private const int Cells = 2;
    private const int MaxClass = 3;

    public static NativeClass Define() => new(RomClass.BerTag, "BERTag", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = Cells,
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "getInstance", "([BS)LBERTag;", GetInstance),
            new(2, "toBytes", "(SZS[BS)S", StaticToBytes),
            new(3, "size", "([BS)B", StaticSize),
            new(4, "tagNumber", "([BS)S", StaticNumber),
            new(5, "isConstructed", "([BS)Z", StaticIsConstructed),
            new(6, "tagClass", "([BS)B", StaticClass),
            new(7, "verifyFormat", "([BS)Z", VerifyFormat),
        ],
        Virtuals =
        [
            new(1, "size", "()B", Size),
            new(2, "toBytes", "([BS)S", ToBytes),
            new(3, "tagNumber", "()S", Number),
            new(4, "isConstructed", "()Z", IsConstructed),
            new(5, "tagClass", "()B", Class),
            new(6, "equals", "(LBERTag;)Z", AreEqual),
            new(7, "init", "([BS)V", body: null),
        ],
    };

    public static NativeClass DefineConstructed() => new(RomClass.ConstructedBerTag, "ConstructedBERTag", RomClass.BerTag)
    {
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        Virtuals = [new(7, "init", "([BS)V", InitConstructed), new(8, "init", "(BS)V", InitConstructedOfNumber)],
    };

    public static NativeClass DefinePrimitive() => new(RomClass.PrimitiveBerTag, "PrimitiveBERTag", RomClass.BerTag)
    {
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        Virtuals = [new(7, "init", "([BS)V", InitPrimitive), new(8, "init", "(BS)V", InitPrimitiveOfNumber)],
    };

    /// <summary>The bytes of a tag object; none while it is empty.</summary>
    public static ReadOnlySpan<byte> BytesOf(scoped ref NativeCall call, ushort handle)
    {
        ReadOnlySpan<byte> cells = call.Machine.Memory.Read(NativeCall.CellAddress(call.Heap.Entry(handle), 0), 2 * Cells);
        return cells.Slice(1, Math.Min(cells[0], (byte)TagBytes.MaxLength));
    }

    /// <summary>Makes a tag object of bytes that are a tag.</summary>
    public static bool TryMake(ref NativeCall call, scoped ReadOnlySpan<byte> tag, out ushort handle) =>
        call.TryNewObject(TagBytes.IsConstructed(tag[0]) ? RomClass.ConstructedBerTag : RomClass.PrimitiveBerTag, call.Caller, out handle)
        && TryStore(ref call, handle, tag);

    /// <summary>A tag in an array, with what is behind it; throws when it is none.</summary>
    public static bool TryTag(scoped ref NativeCall call, int index, out ReadOnlySpan<byte> tag)
    {
        tag = default;
        if (!TryRest(ref call, index, out ReadOnlySpan<byte> rest))
        {
            return false;
        }

        short reason = TagBytes.Measure(rest, out int length);
        if (reason != 0)
        {
            return call.Fail(RomClass.TlvException, reason);
        }

        tag = rest.Slice(0, length);
        return true;
    }

    /// <summary>What an array has from an offset on: at least one byte.</summary>
    public static bool TryRest(scoped ref NativeCall call, int index, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        int offset = call.Short(index + 1);
        if (!call.TryArray(index, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, offset, 1))
        {
            return false;
        }

        rest = call.Read(array, offset, array.Length - offset);
        return true;
    }

    private static VmStatus GetInstance(ref NativeCall call) =>
        TryTag(ref call, 0, out ReadOnlySpan<byte> tag) && TryMake(ref call, tag, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;

    private static VmStatus StaticToBytes(ref NativeCall call)
    {
        int tagClass = call.Short(0);
        int number = call.Short(2);
        if (tagClass is < 0 or > MaxClass || number is < 0 or > TagBytes.MaxNumber)
        {
            return call.Throw(RomClass.TlvException, number > TagBytes.MaxNumber ? TlvReason.IllegalSize : TlvReason.InvalidParameter);
        }

        Span<byte> tag = stackalloc byte[TagBytes.MaxLength];
        return Give(ref call, tag.Slice(0, TagBytes.Write(tagClass, call.Boolean(1), number, tag)), 3);
    }

    private static VmStatus StaticSize(ref NativeCall call) =>
        TryTag(ref call, 0, out ReadOnlySpan<byte> tag) ? call.Return((short)tag.Length) : VmStatus.Throw;

    private static VmStatus StaticNumber(ref NativeCall call) =>
        TryTag(ref call, 0, out ReadOnlySpan<byte> tag) ? call.Return((short)TagBytes.NumberOf(tag)) : VmStatus.Throw;

    // A tag that is too long for the rest has this bit as well.
    private static VmStatus StaticIsConstructed(ref NativeCall call)
    {
        if (!TryRest(ref call, 0, out ReadOnlySpan<byte> rest))
        {
            return VmStatus.Throw;
        }

        return TagBytes.Measure(rest, out _) == TlvReason.MalformedTag
            ? call.Throw(RomClass.TlvException, TlvReason.MalformedTag)
            : call.Return(TagBytes.IsConstructed(rest[0]));
    }

    private static VmStatus StaticClass(ref NativeCall call) =>
        TryTag(ref call, 0, out ReadOnlySpan<byte> tag) ? call.Return((short)TagBytes.ClassOf(tag[0])) : VmStatus.Throw;

    private static VmStatus VerifyFormat(ref NativeCall call) =>
        TryRest(ref call, 0, out ReadOnlySpan<byte> rest) ? call.Return(TagBytes.Measure(rest, out _) == 0) : VmStatus.Throw;

    private static VmStatus Size(ref NativeCall call) => TryOwn(ref call, out ReadOnlySpan<byte> tag) ? call.Return((short)tag.Length) : VmStatus.Throw;

    private static VmStatus ToBytes(ref NativeCall call) => TryOwn(ref call, out ReadOnlySpan<byte> tag) ? Give(ref call, tag, 1) : VmStatus.Throw;

    private static VmStatus Number(ref NativeCall call) =>
        TryOwn(ref call, out ReadOnlySpan<byte> tag) ? call.Return((short)TagBytes.NumberOf(tag)) : VmStatus.Throw;

    private static VmStatus IsConstructed(ref NativeCall call) =>
        TryOwn(ref call, out ReadOnlySpan<byte> tag) ? call.Return(TagBytes.IsConstructed(tag[0])) : VmStatus.Throw;

    private static VmStatus Class(ref NativeCall call) =>
        TryOwn(ref call, out ReadOnlySpan<byte> tag) ? call.Return((short)TagBytes.ClassOf(tag[0])) : VmStatus.Throw;

    private static VmStatus AreEqual(ref NativeCall call)
    {
        if (call.Reference(1) == 0)
        {
            return call.Return(false);
        }

        return TryOwn(ref call, out ReadOnlySpan<byte> tag) && call.TryObject(1, RomClass.BerTag, out _)
            ? call.Return(tag.SequenceEqual(BytesOf(ref call, call.Reference(1))))
            : VmStatus.Throw;
    }

    private static VmStatus InitConstructed(ref NativeCall call) => Init(ref call, isConstructed: true);

    private static VmStatus InitPrimitive(ref NativeCall call) => Init(ref call, isConstructed: false);

    private static VmStatus InitConstructedOfNumber(ref NativeCall call) => InitOfNumber(ref call, isConstructed: true);

    private static VmStatus InitPrimitiveOfNumber(ref NativeCall call) => InitOfNumber(ref call, isConstructed: false);

    private static VmStatus Init(ref NativeCall call, bool isConstructed)
    {
        if (!TryTag(ref call, 1, out ReadOnlySpan<byte> tag))
        {
            return VmStatus.Throw;
        }

        if (TagBytes.IsConstructed(tag[0]) != isConstructed)
        {
            return call.Throw(RomClass.TlvException, TlvReason.MalformedTag);
        }

        return TryStore(ref call, call.Reference(0), tag) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus InitOfNumber(ref NativeCall call, bool isConstructed)
    {
        int tagClass = (sbyte)call.Byte(1);
        int number = call.Short(2);
        if (tagClass is < 0 or > MaxClass || number > TagBytes.MaxNumber)
        {
            return call.Throw(RomClass.TlvException, number > TagBytes.MaxNumber ? TlvReason.IllegalSize : TlvReason.InvalidParameter);
        }

        Span<byte> tag = stackalloc byte[TagBytes.MaxLength];
        int length = TagBytes.Write(tagClass, isConstructed, number, tag);
        return TryStore(ref call, call.Reference(0), tag.Slice(0, length)) ? call.Return() : VmStatus.Throw;
    }

    private static bool TryStore(ref NativeCall call, ushort handle, scoped ReadOnlySpan<byte> tag)
    {
        Span<byte> cells = stackalloc byte[2 * Cells];
        cells.Clear();
        cells[0] = (byte)tag.Length;
        tag.CopyTo(cells.Slice(1));
        return call.Heap.TryWrite(handle, NativeCall.CellAddress(call.Heap.Entry(handle), 0).Value, cells) || call.Fail(RomClass.TransactionException, 3);
    }

    private static bool TryOwn(scoped ref NativeCall call, out ReadOnlySpan<byte> tag)
    {
        tag = BytesOf(ref call, call.Reference(0));
        return !tag.IsEmpty || call.Fail(RomClass.TlvException, TlvReason.EmptyTag);
    }

    private static VmStatus Give(ref NativeCall call, scoped ReadOnlySpan<byte> bytes, int index) =>
        call.TryArray(index, ObjectKind.ByteArray, out ArrayRef array)
        && call.TryRange(array, call.Short(index + 1), bytes.Length)
        && call.TryWrite(array, call.Short(index + 1), bytes)
            ? call.Return((short)bytes.Length)
            : VmStatus.Throw;
}
