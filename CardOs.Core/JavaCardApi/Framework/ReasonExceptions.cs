using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Framework;

/// <summary>Exceptions with a reason: a hidden cell of those that applets make, a word in working memory for the JCRE's own.</summary>
internal static class ReasonExceptions
{
    private const int ReasonCell = 0;

    /// <summary>A class with the shape that these exceptions share: a constructor, throwIt, getReason, setReason.</summary>
    public static NativeClass Define(ushort id, string name, ushort superClass) => new(id, name, superClass)
    {
        IsException = true,
        HiddenCells = HiddenCellsOf(superClass),
        Statics = [new(0, "<init>", "(S)V", Construct), new(1, "throwIt", "(S)V", ThrowerOf(id))],
        Virtuals = [new(1, "getReason", "()S", GetReason), new(2, "setReason", "(S)V", SetReason)],
    };

    /// <summary>UserException has a constructor without a reason as well.</summary>
    public static NativeClass DefineUserException() => new(RomClass.UserException, "UserException", RomClass.CardException)
    {
        IsException = true,
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "<init>", "(S)V", Construct),
            new(2, "throwIt", "(S)V", ThrowerOf(RomClass.UserException)),
        ],
        Virtuals = [new(1, "getReason", "()S", GetReason), new(2, "setReason", "(S)V", SetReason)],
    };

    // The two roots of these exceptions have the cell, the others inherit it.
    private static int HiddenCellsOf(ushort superClass) => superClass is RomClass.Exception or RomClass.RuntimeException ? 1 : 0;

    private static NativeBody ThrowerOf(ushort id) => (ref NativeCall call) => call.Throw(id, call.Short(0));

    private static VmStatus Construct(ref NativeCall call) => Store(ref call);

    private static VmStatus SetReason(ref NativeCall call) => Store(ref call);

    private static VmStatus Store(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        if (call.Machine.TryFindReason(handle, out Span<short> reason))
        {
            reason[0] = call.Short(1);
            return call.Return();
        }

        return call.TryWriteCell(handle, call.Heap.Entry(handle), ReasonCell, (ushort)call.Short(1)) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus GetReason(ref NativeCall call)
    {
        ushort handle = call.Reference(0);
        return call.Machine.TryFindReason(handle, out Span<short> reason)
            ? call.Return(reason[0])
            : call.Return((short)call.ReadCell(call.Heap.Entry(handle), ReasonCell));
    }
}
