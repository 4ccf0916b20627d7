using System;

namespace CardOs.Crypto;

/// <summary>The card's random generator: HMAC_DRBG with SHA-256, SP 800-90A 10.1.2. Its state is bytes in the card's memory, so a copy of a card continues as the card does.</summary>
/// <remarks>
/// The interval after which the standard wants new entropy (2^48 requests) is not watched: a card has no source but its seed.
/// <code>
/// 0               32              64
/// +---------------+---------------+
/// | Key           | V             |
/// +---------------+---------------+
/// </code>
/// </remarks>
internal static class CardRandom
{
    public const int StateLength = 2 * HashLength;

    private const int HashLength = 32;

    /// <summary>SP 800-90A 10.1.2.3, without nonce and personalisation string of its own: the seed is all the input.</summary>
    public static void Seed(Span<byte> state, ReadOnlySpan<byte> seed)
    {
        state = state.Slice(0, StateLength);
        Key(state).Clear();
        Value(state).Fill(0x01);
        Mix(state, seed);
    }

    /// <summary>Adds new entropy to the state: SP 800-90A 10.1.2.4.</summary>
    public static void Reseed(Span<byte> state, ReadOnlySpan<byte> seed) => Mix(state.Slice(0, StateLength), seed);

    /// <summary>One request of any length: SP 800-90A 10.1.2.5.</summary>
    public static void Fill(Span<byte> state, Span<byte> output)
    {
        state = state.Slice(0, StateLength);
        while (output.Length > 0)
        {
            Hmac.Compute(DigestAlgorithm.Sha256, Key(state), Value(state), Value(state));
            int length = Math.Min(output.Length, HashLength);
            Value(state).Slice(0, length).CopyTo(output);
            output = output.Slice(length);
        }

        Mix(state, default);
    }

    private static Span<byte> Key(Span<byte> state) => state.Slice(0, HashLength);

    private static Span<byte> Value(Span<byte> state) => state.Slice(HashLength, HashLength);

    // HMAC_DRBG_Update, SP 800-90A 10.1.2.2.
    private static void Mix(Span<byte> state, ReadOnlySpan<byte> data)
    {
        MixOnce(state, 0x00, data);
        if (data.Length > 0)
        {
            MixOnce(state, 0x01, data);
        }
    }

    private static void MixOnce(Span<byte> state, byte round, ReadOnlySpan<byte> data)
    {
        Span<byte> mac = stackalloc byte[Hmac.MaxStateLength];
        Span<byte> separator = stackalloc byte[1];
        separator[0] = round;
        Hmac.Start(DigestAlgorithm.Sha256, Key(state), mac);
        Hmac.Update(DigestAlgorithm.Sha256, mac, Value(state));
        Hmac.Update(DigestAlgorithm.Sha256, mac, separator);
        Hmac.Update(DigestAlgorithm.Sha256, mac, data);
        Hmac.Finish(DigestAlgorithm.Sha256, mac, Key(state));
        Hmac.Compute(DigestAlgorithm.Sha256, Key(state), Value(state), Value(state));
    }
}
