#if NET
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace CardOs.Crypto;

/// <summary>One round of AES as an instruction: those of x86, or those of ARM brought to the same meaning (the round key last).</summary>
internal static class AesRounds
{
    public static bool IsSupported => X86Aes.IsSupported || ArmAes.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Encrypt(Vector128<byte> state, Vector128<byte> key) => X86Aes.IsSupported
        ? X86Aes.Encrypt(state, key)
        : ArmAes.MixColumns(ArmAes.Encrypt(state, Vector128<byte>.Zero)) ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> EncryptLast(Vector128<byte> state, Vector128<byte> key) => X86Aes.IsSupported
        ? X86Aes.EncryptLast(state, key)
        : ArmAes.Encrypt(state, Vector128<byte>.Zero) ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Decrypt(Vector128<byte> state, Vector128<byte> key) => X86Aes.IsSupported
        ? X86Aes.Decrypt(state, key)
        : ArmAes.InverseMixColumns(ArmAes.Decrypt(state, Vector128<byte>.Zero)) ^ key;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> DecryptLast(Vector128<byte> state, Vector128<byte> key) => X86Aes.IsSupported
        ? X86Aes.DecryptLast(state, key)
        : ArmAes.Decrypt(state, Vector128<byte>.Zero) ^ key;
}
#endif
