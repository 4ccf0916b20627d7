using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.InitializedMessageDigest: a digest that goes on from a chaining value of another machine.</summary>
internal static class InitializedMessageDigestClass
{
    private const int MaxLengthBytes = 8;

    public static NativeClass Define() => new(RomClass.InitializedMessageDigest, "InitializedMessageDigest", RomClass.MessageDigest)
    {
        IsAbstract = true,
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        Virtuals = [new(6, "setInitialDigest", "([BSS[BSS)V", SetInitialDigest)],
    };

    /// <summary>InitializedMessageDigest.OneShot.</summary>
    public static NativeClass DefineOneShot() => new(RomClass.InitializedMessageDigestOneShot, "InitializedMessageDigest$OneShot", RomClass.InitializedMessageDigest)
    {
        IsOneShot = true,
        Statics =
        [
            new(0, "open", "(B)LInitializedMessageDigest$OneShot;", (ref NativeCall call) => MessageDigestClass.Open(ref call, RomClass.InitializedMessageDigestOneShot)),
        ],
        Virtuals =
        [
            .. MessageDigestClass.OneShotMethods(),
            new(6, "setInitialDigest", "([BSS[BSS)V", OneShot.Use(SetInitialDigest)),
            new(7, "close", "()V", OneShot.Close),
        ],
    };

    private static VmStatus SetInitialDigest(ref NativeCall call)
    {
        if (!MessageDigestClass.TrySelf(ref call, out DigestAlgorithm algorithm, out Span<byte> state)
            || !call.TryBytes(1, out ReadOnlySpan<byte> chain)
            || !call.TryBytes(4, out ReadOnlySpan<byte> lengthBytes))
        {
            return VmStatus.Throw;
        }

        if (!TryLength(lengthBytes, out ulong length) || !Digest.TryResume(algorithm, state, chain, length))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        state[state.Length - 1] = 1;
        return call.Return();
    }

    /// <summary>How many bytes went into a chaining value.</summary>
    public static bool TryLength(scoped ReadOnlySpan<byte> bytes, out ulong length)
    {
        length = 0;
        foreach (byte value in bytes)
        {
            length = (length << 8) | value;
        }

        return bytes.Length <= MaxLengthBytes;
    }
}
