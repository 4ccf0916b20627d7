using System;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>CMAC, SP 800-38B, with AES or triple DES.</summary>
/// <remarks>In parts: <c>Start</c>, <c>Update</c> by each part, <c>Finish</c>, over a state of <see cref="StateLength"/> bytes of the caller's.</remarks>
internal static class Cmac
{
    public const int StateLength = MacState.Length;

    private const byte Marker = 0x80;

    // SP 800-38B 5.3: the constants for blocks of 128 and 64 bits.
    private const byte Reduction128 = 0x87;
    private const byte Reduction64 = 0x1B;

    /// <param name="key">The expanded key.</param>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="mac">Up to one block; takes the leftmost bytes.</param>
    public static void Compute(KeySchedule key, ReadOnlySpan<byte> message, Span<byte> mac) => Compute(key, message, default, default, mac);

    /// <summary>Over three parts, in turn.</summary>
    public static void Compute(KeySchedule key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> mac)
    {
#if !NET
        if (key.Platform is AesPlatform platform && first.Length + second.Length + third.Length <= AesPlatform.MaxMessageLength)
        {
            ComputeAtOnce(key, platform, first, second, third, mac);
            return;
        }
#endif
        Span<byte> state = stackalloc byte[StateLength];
        Start(state);
        Update(key, state, first);
        Update(key, state, second);
        Update(key, state, third);
        Finish(key, state, mac);
    }

    public static void Start(Span<byte> state) => MacState.Start(state, default);

    public static void Update(KeySchedule key, Span<byte> state, ReadOnlySpan<byte> part) => MacState.Update(key, state, part, single: false);

    public static void Finish(KeySchedule key, Span<byte> state, Span<byte> mac)
    {
        int held = MacState.HeldCount(state);
        Span<byte> last = MacState.Held(state).Slice(0, key.BlockLength);
        Close(key, last, held);
        Span<byte> chain = MacState.Chain(state);
        BlockCipher.Chain(key, chain, last);
        chain.Slice(0, key.BlockLength).Slice(0, mac.Length).CopyTo(mac);
    }

    /// <summary>Pads the last block if it is not whole, and adds the subkey: SP 800-38B 6.2, step 4.</summary>
    public static void Close(KeySchedule key, Span<byte> last, int length)
    {
        ReadOnlySpan<byte> subkey = key.WholeSubkey;
        if (length < last.Length)
        {
            last.Slice(length).Clear();
            last[length] = Marker;
            subkey = key.PaddedSubkey;
        }

        Span<ulong> sum = MemoryMarshal.Cast<byte, ulong>(last);
        ReadOnlySpan<ulong> addend = MemoryMarshal.Cast<byte, ulong>(subkey);
        for (int i = 0; i < sum.Length && i < addend.Length; i++)
        {
            sum[i] ^= addend[i];
        }
    }

    /// <summary>SP 800-38B 6.1.</summary>
    internal static void DeriveSubkeys(KeySchedule key)
    {
        Span<byte> whole = key.WholeSubkey;
        whole.Clear();
        BlockCipher.EncryptEcb(key, whole, whole);
        Double(whole, whole);
        Double(whole, key.PaddedSubkey);
    }

    private static void Double(ReadOnlySpan<byte> value, Span<byte> doubled)
    {
        int carry = value[0] >> 7;
        for (int i = 0; i < value.Length - 1; i++)
        {
            doubled[i] = (byte)((value[i] << 1) | (value[i + 1] >> 7));
        }

        int reduction = value.Length == AesKeyExpansion.BlockLength ? Reduction128 : Reduction64;
        doubled[value.Length - 1] = (byte)((value[value.Length - 1] << 1) ^ (carry * reduction));
    }

#if !NET
    private static void ComputeAtOnce(
        KeySchedule key, AesPlatform platform, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> mac)
    {
        Span<byte> buffer = platform.Buffer;
        first.CopyTo(buffer);
        second.CopyTo(buffer.Slice(first.Length));
        third.CopyTo(buffer.Slice(first.Length + second.Length));
        int length = first.Length + second.Length + third.Length;
        int block = key.BlockLength;
        int lastAt = length == 0 ? 0 : (length - 1) / block * block;
        Close(key, buffer.Slice(lastAt, block), length - lastAt);
        Span<byte> chain = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        chain.Clear();
        platform.ChainBuffer(chain, lastAt + block);
        chain.Slice(0, mac.Length).CopyTo(mac);
    }
#endif
}
