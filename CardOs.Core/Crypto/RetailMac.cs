using System;

namespace CardOs.Crypto;

/// <summary>Single DES on every block but the last, triple DES with K1 K2 K1 on that: ISO/IEC 9797-1 MAC algorithm 3. A third key is not used.</summary>
/// <remarks>In parts: <c>Start</c>, <c>Update</c> by each part, <c>Finish</c>, over a state of <see cref="StateLength"/> bytes of the caller's.</remarks>
internal static class RetailMac
{
    public const int StateLength = MacState.Length;

    public static void Compute(KeySchedule key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> message, BlockPadding padding, Span<byte> mac)
    {
        Span<byte> state = stackalloc byte[StateLength];
        Start(state, iv);
        Update(key, state, message);
        Finish(key, state, padding, mac);
    }

    public static void Start(Span<byte> state, ReadOnlySpan<byte> iv) => MacState.Start(state, iv);

    public static void Update(KeySchedule key, Span<byte> state, ReadOnlySpan<byte> part) => MacState.Update(key, state, part, single: true);

    public static void Finish(KeySchedule key, Span<byte> state, BlockPadding padding, Span<byte> mac)
    {
        ReadOnlySpan<byte> last = MacState.PadHeld(key, state, padding, single: true);
        Span<byte> chain = MacState.Chain(state);
        BlockCipher.FinishRetail(key, chain, last);
        chain.Slice(0, key.BlockLength).Slice(0, mac.Length).CopyTo(mac);
    }
}
