using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>Versions: a class that was made with an older API has its own methods where the newer API has others.</summary>
internal ref partial struct Verifier
{
    // Whether the token was free in the version that the package imports: what stands there overrides nothing. JCVM 4.5.
    private readonly bool IsLater(ClassReference reference, int token)
    {
        for (int depth = 0; depth < MaxDepth && !reference.IsNone && !reference.IsExternal; depth++)
        {
            if (!_linker.TryClass(reference.Offset, out ClassInfo info) || TryEntry(info, token, out _))
            {
                return false;
            }

            reference = info.Superclass;
        }

        return reference.IsExternal
            && _linker.TryClassId(reference, out ushort id)
            && RomMethod(id, token) is { } native
            && native.SinceMinor > _linker.ImportedMinor(native.Class!.Package);
    }
}
