using System;
using CardOs.Crypto;
using CardOs.Memory;
using Org.BouncyCastle.Crypto.Prng;

namespace CardOs.JavaCardApi.Security;

/// <summary>The card's random generator as the library wants it.</summary>
/// <remarks>The members with spans are virtual: the library's newer builds have them in the interface, also where this one was built against an older.</remarks>
internal class CardRandomGenerator : IRandomGenerator
{
    private readonly WorkingMemory _working;

    public CardRandomGenerator(WorkingMemory working) => _working = working;

    public void AddSeedMaterial(byte[] seed) => AddSeedMaterial(seed.AsSpan());

    /// <summary>Nothing: the library's clocks and counters are no source of a card.</summary>
    public void AddSeedMaterial(long seed) => _ = seed;

    public virtual void AddSeedMaterial(ReadOnlySpan<byte> seed) => CardRandom.Reseed(State, seed);

    public void NextBytes(byte[] bytes) => NextBytes(bytes.AsSpan());

    public void NextBytes(byte[] bytes, int start, int len) => NextBytes(bytes.AsSpan(start, len));

    public virtual void NextBytes(Span<byte> bytes) => CardRandom.Fill(State, bytes);

    private Span<byte> State => _working.Span(WorkingMap.Random, WorkingMap.RandomLength);
}
