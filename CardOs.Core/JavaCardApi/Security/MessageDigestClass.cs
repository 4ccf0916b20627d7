using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.MessageDigest. Hidden cells: the algorithm, a transient array with the hash in progress and whether there is one.</summary>
internal static class MessageDigestClass
{
    private const int AlgorithmCell = 0;
    private const int StateCell = 1;

    public static NativeClass Define() => new(RomClass.MessageDigest, "MessageDigest", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = 2,
        Statics =
        [
            new(0, "getInstance", "(BZ)LMessageDigest;", GetInstance),
            new(1, "<init>", "()V", ObjectClass.Construct),
            new(2, "getInitializedMessageDigestInstance", "(BZ)LInitializedMessageDigest;", GetInitializedInstance),
        ],
        Virtuals =
        [
            new(1, "doFinal", "([BSS[BS)S", Finish),
            new(2, "getAlgorithm", "()B", GetAlgorithm),
            new(3, "getLength", "()B", GetLength),
            new(4, "reset", "()V", Reset),
            new(5, "update", "([BSS)V", Update),
        ],
    };

    /// <summary>MessageDigest.OneShot.</summary>
    public static NativeClass DefineOneShot() => new(RomClass.MessageDigestOneShot, "MessageDigest$OneShot", RomClass.MessageDigest)
    {
        IsOneShot = true,
        Statics = [new(0, "open", "(B)LMessageDigest$OneShot;", (ref NativeCall call) => Open(ref call, RomClass.MessageDigestOneShot))],
        Virtuals = [.. OneShotMethods(), new(6, "close", "()V", OneShot.Close)],
    };

    /// <summary>What a digest of one use has in place of the digest's methods.</summary>
    public static NativeMethod[] OneShotMethods() =>
    [
        new(1, "doFinal", "([BSS[BS)S", OneShot.Use(Finish)),
        new(2, "getAlgorithm", "()B", OneShot.Use(GetAlgorithm)),
        new(3, "getLength", "()B", OneShot.Use(GetLength)),
        new(4, "reset", "()V", OneShot.Use(Reset)),
        new(5, "update", "([BSS)V", OneShot.Refuse),
    ];

    /// <summary>open() of a digest of one use.</summary>
    public static VmStatus Open(ref NativeCall call, ushort classId)
    {
        int number = call.Byte(0);
        if (!HasAlgorithm(number, isInitialized: classId == RomClass.InitializedMessageDigestOneShot, out _))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return OneShot.TryOpen(ref call, classId, out ushort handle, out HandleEntry entry)
            && CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, number)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    /// <summary>The object's algorithm and state; the last byte of the state says whether a hash is in progress.</summary>
    public static bool TrySelf(ref NativeCall call, out DigestAlgorithm algorithm, out Span<byte> state)
    {
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        CryptoCall.TryDigest(CryptoCall.Number(ref call, entry, AlgorithmCell), out algorithm);
        state = CryptoCall.State(ref call, entry, StateCell);
        return !state.IsEmpty || call.Fail(RomClass.SecurityException);
    }

    private static VmStatus GetInstance(ref NativeCall call) => Make(ref call, RomClass.MessageDigest);

    private static VmStatus GetInitializedInstance(ref NativeCall call) => Make(ref call, RomClass.InitializedMessageDigest);

    private static VmStatus Make(ref NativeCall call, ushort classId)
    {
        int number = call.Byte(0);
        if (!HasAlgorithm(number, isInitialized: classId == RomClass.InitializedMessageDigest, out DigestAlgorithm algorithm))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return CryptoCall.TryNew(ref call, classId, StateCell, Digest.StateLength(algorithm) + 1, out ushort handle, out HandleEntry entry)
            && CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, number)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    private static bool HasAlgorithm(int number, bool isInitialized, out DigestAlgorithm algorithm) =>
        CryptoCall.TryDigest(number, out algorithm) && (!isInitialized || Digest.ChainLength(algorithm) != 0);

    private static VmStatus Update(ref NativeCall call)
    {
        if (!TrySelf(ref call, out DigestAlgorithm algorithm, out Span<byte> state) || !call.TryBytes(1, out ReadOnlySpan<byte> data))
        {
            return VmStatus.Throw;
        }

        Begin(algorithm, state);
        Digest.Update(algorithm, state, data);
        return call.Return();
    }

    private static VmStatus Finish(ref NativeCall call)
    {
        if (!TrySelf(ref call, out DigestAlgorithm algorithm, out Span<byte> state)
            || !call.TryBytes(1, out ReadOnlySpan<byte> data)
            || !call.TryArray(4, ObjectKind.ByteArray, out ArrayRef output)
            || !call.TryRange(output, call.Short(5), Digest.HashLength(algorithm)))
        {
            return VmStatus.Throw;
        }

        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(algorithm));
        Begin(algorithm, state);
        Digest.Update(algorithm, state, data);
        Digest.Finish(algorithm, state, hash);
        state[state.Length - 1] = 0;
        return call.TryWrite(output, call.Short(5), hash) ? call.Return((short)hash.Length) : VmStatus.Throw;
    }

    private static VmStatus Reset(ref NativeCall call)
    {
        if (!TrySelf(ref call, out _, out Span<byte> state))
        {
            return VmStatus.Throw;
        }

        state.Clear();
        return call.Return();
    }

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        call.Return((short)CryptoCall.Number(ref call, call.Heap.Entry(call.Reference(0)), AlgorithmCell));

    private static VmStatus GetLength(ref NativeCall call) =>
        TrySelf(ref call, out DigestAlgorithm algorithm, out _) ? call.Return((short)Digest.HashLength(algorithm)) : VmStatus.Throw;

    private static void Begin(DigestAlgorithm algorithm, Span<byte> state)
    {
        if (state[state.Length - 1] == 0)
        {
            Digest.Start(algorithm, state);
            state[state.Length - 1] = 1;
        }
    }
}
