using System;

namespace CardOs.Crypto;

/// <summary>A MAC in progress, as bytes in the caller's memory; the last block is held back, as it is treated differently.</summary>
/// <remarks>
/// <code>
/// 0               16              32    33
/// +---------------+---------------+------+
/// | chain         | held bytes    | held |
/// +---------------+---------------+------+
/// </code>
/// </remarks>
internal static class MacState
{
    public const int Length = 40;

    private const int HeldAt = CipherAlgorithms.MaxBlockLength;
    private const int CountAt = 2 * CipherAlgorithms.MaxBlockLength;

    public static Span<byte> Chain(Span<byte> state) => state.Slice(0, CipherAlgorithms.MaxBlockLength);

    public static Span<byte> Held(Span<byte> state) => state.Slice(HeldAt, CipherAlgorithms.MaxBlockLength);

    /// <summary>How many bytes are held: 0 only when the message is empty so far.</summary>
    public static int HeldCount(ReadOnlySpan<byte> state) => state[CountAt];

    /// <summary>Begins a message, chained to <paramref name="iv"/> or, when that is empty, to zeros.</summary>
    public static void Start(Span<byte> state, ReadOnlySpan<byte> iv)
    {
        if (iv.Length > CipherAlgorithms.MaxBlockLength)
        {
            throw new ArgumentException("The initial value is longer than a block.", nameof(iv));
        }

        state.Slice(0, Length).Clear();
        iv.CopyTo(state);
    }

    /// <param name="key">The expanded key.</param>
    /// <param name="state">The message so far.</param>
    /// <param name="part">What comes next.</param>
    /// <param name="single">Whether to chain by single DES, as a retail MAC does.</param>
    public static void Update(KeySchedule key, Span<byte> state, ReadOnlySpan<byte> part, bool single)
    {
        int block = key.BlockLength;
        int held = state[CountAt];
        if (block == 0 || held > block)
        {
            throw new ArgumentException("The state is not one of this key's.", nameof(state));
        }

        Span<byte> buffer = Held(state).Slice(0, block);
        int take = Math.Min(block - held, part.Length);
        part.Slice(0, take).CopyTo(buffer.Slice(held));
        held += take;
        part = part.Slice(take);
        if (part.Length > 0)
        {
            Advance(key, state, buffer, single);
            int whole = (part.Length - 1) / block * block;
            Advance(key, state, part.Slice(0, whole), single);
            part = part.Slice(whole);
            part.CopyTo(buffer);
            held = part.Length;
        }

        state[CountAt] = (byte)held;
    }

    private static void Advance(KeySchedule key, Span<byte> state, ReadOnlySpan<byte> blocks, bool single)
    {
        if (single)
        {
            BlockCipher.ChainSingle(key, Chain(state), blocks);
        }
        else if (blocks.Length > 0)
        {
            BlockCipher.Chain(key, Chain(state), blocks);
        }
    }

    /// <summary>Pads what is held; nothing is left when the message was empty and needs no padding.</summary>
    /// <returns>The last block, empty when there is none.</returns>
    public static ReadOnlySpan<byte> PadHeld(KeySchedule key, Span<byte> state, BlockPadding padding, bool single)
    {
        int block = key.BlockLength;
        int held = state[CountAt];
        if (block == 0 || held > block)
        {
            throw new ArgumentException("The state is not one of this key's.", nameof(state));
        }

        Span<byte> buffer = Held(state).Slice(0, block);
        if (padding == BlockPadding.Method2 && held == block)
        {
            Advance(key, state, buffer, single);
            held = 0;
        }

        if (held == 0 && padding == BlockPadding.None)
        {
            return default;
        }

        if (held < block && padding == BlockPadding.None)
        {
            throw new ArgumentException("The message is not of whole blocks.", nameof(padding));
        }

        Paddings.Write(padding, buffer, held);
        return buffer;
    }
}
