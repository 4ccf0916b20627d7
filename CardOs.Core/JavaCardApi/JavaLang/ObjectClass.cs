using CardOs.JavaCard;

namespace CardOs.JavaCardApi.JavaLang;

/// <summary>java.lang.Object.</summary>
internal static class ObjectClass
{
    public static NativeClass Define() => new(RomClass.Object, "Object", RomClass.None)
    {
        Statics = [new(0, "<init>", "()V", Construct)],
        Virtuals = [new(0, "equals", "(LObject;)Z", AreSame)],
    };

    /// <summary>A constructor that has nothing to do: fields are zero already.</summary>
    public static VmStatus Construct(ref NativeCall call) => call.Return();

    private static VmStatus AreSame(ref NativeCall call) => call.Return(call.Reference(0) == call.Reference(1));
}
