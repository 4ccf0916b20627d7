using System;
using CardOs.Crypto;
using NUnit.Framework;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Prng;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class DigestTests
{
    private const int Longest = 300;

    private static DigestAlgorithm[] Algorithms => Reference.Digests;

    private static DigestAlgorithm[] AllAlgorithms => [.. Reference.Digests, .. Reference.Sha3Digests];

    [TestCaseSource(nameof(AllAlgorithms))]
    public void Hashes_of_every_length_agree_with_the_reference(object algorithm)
    {
        var digest = (DigestAlgorithm)algorithm;
        byte[] hash = new byte[Digest.HashLength(digest)];
        byte[] state = new byte[Digest.StateLength(digest)];
        for (int length = 0; length <= Longest; length++)
        {
            byte[] message = Reference.Random(length, length);
            string expected = Convert.ToHexString(Reference.Hash(digest, message));
            Digest.Compute(digest, message, hash);
            Assert.That(Convert.ToHexString(hash), Is.EqualTo(expected), $"{length} bytes");
            Digest.Start(digest, state);
            for (int at = 0; at < length; at += 37)
            {
                Digest.Update(digest, state, message.AsSpan(at, Math.Min(37, length - at)));
            }

            Digest.Finish(digest, state, hash);
            Assert.That(Convert.ToHexString(hash), Is.EqualTo(expected), $"{length} bytes in parts");
        }
    }

    [TestCaseSource(nameof(Algorithms))]
    public void Keyed_hashes_agree_with_the_reference(object algorithm)
    {
        var digest = (DigestAlgorithm)algorithm;
        byte[] mac = new byte[Digest.HashLength(digest)];
        for (int length = 0; length <= Longest; length++)
        {
            byte[] key = Reference.Random(length + 1, length);
            byte[] message = Reference.Random(length, Longest - length);
            Hmac.Compute(digest, key, message, mac);
            Assert.That(Convert.ToHexString(mac), Is.EqualTo(Convert.ToHexString(Reference.Hmac(digest, key, message))), $"{length} bytes");
        }
    }

    [Test]
    public void The_random_generator_is_the_standards([Values(1, 32, 33, 100)] int length)
    {
        byte[] seed = Reference.Random(1, 48);
        byte[] state = new byte[CardRandom.StateLength];
        byte[] actual = new byte[length];
        byte[] expected = new byte[length];
        CardRandom.Seed(state, seed);
        var reference = new SP800SecureRandomBuilder(new FixedEntropy(seed)).BuildHMac(new HMac(new Sha256Digest()), [], false);
        for (int request = 0; request < 5; request++)
        {
            CardRandom.Fill(state, actual);
            reference.NextBytes(expected);
            Assert.That(Convert.ToHexString(actual), Is.EqualTo(Convert.ToHexString(expected)));
        }
    }

    [Test]
    public void A_copied_state_continues_as_its_original()
    {
        byte[] state = new byte[CardRandom.StateLength];
        CardRandom.Seed(state, [1, 2, 3]);
        byte[] copy = (byte[])state.Clone();
        byte[] first = new byte[20];
        byte[] second = new byte[20];
        CardRandom.Fill(state, first);
        CardRandom.Fill(copy, second);
        Assert.That(second, Is.EqualTo(first));
        CardRandom.Reseed(copy, [4]);
        CardRandom.Fill(copy, second);
        CardRandom.Fill(state, first);
        Assert.That(second, Is.Not.EqualTo(first));
    }

    private sealed class FixedEntropy(byte[] seed) : IEntropySourceProvider
    {
        public IEntropySource Get(int bitsRequired) => new Source(seed);

        private sealed class Source(byte[] seed) : IEntropySource
        {
            public bool IsPredictionResistant => false;

            public int EntropySize => 8 * seed.Length;

            public byte[] GetEntropy() => (byte[])seed.Clone();

            // Only one of the two packages asks for this one.
            public int GetEntropy(Span<byte> output)
            {
                seed.CopyTo(output);
                return seed.Length;
            }
        }
    }
}
