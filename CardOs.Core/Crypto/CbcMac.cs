using System;

namespace CardOs.Crypto;

/// <summary>The last block of CBC encipherment: ISO/IEC 9797-1 MAC algorithm 1, the CC of TS 102 225 5.1.1 with DES keys.</summary>
/// <remarks>In parts: <c>Start</c>, <c>Update</c> by each part, <c>Finish</c>, over a state of <see cref="StateLength"/> bytes of the caller's.</remarks>
internal static class CbcMac
{
    public const int StateLength = MacState.Length;

    /// <summary>With padding method 1 and an initial value of zeros.</summary>
    /// <param name="key">The expanded key.</param>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="mac">Up to one block; takes the leftmost bytes.</param>
    public static void Compute(KeySchedule key, ReadOnlySpan<byte> message, Span<byte> mac) =>
        Compute(key, default, message, BlockPadding.Method1, mac);

    public static void Compute(KeySchedule key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> message, BlockPadding padding, Span<byte> mac)
    {
        Span<byte> state = stackalloc byte[StateLength];
        MacState.Start(state, iv);
        MacState.Update(key, state, message, single: false);
        Finish(key, state, padding, mac);
    }

    public static void Start(Span<byte> state, ReadOnlySpan<byte> iv) => MacState.Start(state, iv);

    public static void Update(KeySchedule key, Span<byte> state, ReadOnlySpan<byte> part) => MacState.Update(key, state, part, single: false);

    public static void Finish(KeySchedule key, Span<byte> state, BlockPadding padding, Span<byte> mac)
    {
        ReadOnlySpan<byte> last = MacState.PadHeld(key, state, padding, single: false);
        Span<byte> chain = MacState.Chain(state);
        BlockCipher.Chain(key, chain, last);
        chain.Slice(0, key.BlockLength).Slice(0, mac.Length).CopyTo(mac);
    }
}
