using System;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using CardOs.Crypto;
using CardOs.Crypto.Authentication;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace CardOs.Tests.Core.Crypto.Authentication;

[TestFixture]
public sealed class AuthenticationFunctionTests
{
    private static readonly byte[] Key = VectorCase.Hex("465b5ce8b199b49faa5f0a2ee238a6bc");
    private static readonly byte[] Opc = VectorCase.Hex("cd63cb71954a9f4e48a5994e37a02baf");
    private static readonly byte[] Rand = VectorCase.Hex("23553cbe9637a89d218ae64dae47bf35");

    [Test]
    public void Permutation_makes_the_hash_that_another_library_makes([Values(0, 1, 31, 135)] int length)
    {
        const int Rate = 136;
        byte[] message = Enumerable.Range(1, length).Select(value => (byte)(value * 7)).ToArray();
        ulong[] lanes = new ulong[Keccak.LaneCount];
        Span<byte> state = MemoryMarshal.AsBytes(lanes.AsSpan());
        message.CopyTo(state);
        state[length] ^= 0x06;
        state[Rate - 1] ^= 0x80;
        Keccak.Permute(lanes);

        var digest = new Sha3Digest(256);
        digest.BlockUpdate(message, 0, message.Length);
        byte[] expected = new byte[32];
        digest.DoFinal(expected, 0);
        Assert.That(VectorCase.Hex(state[..32]), Is.EqualTo(VectorCase.Hex(expected)));
    }

    [TestCase("0102030405000000")]
    [TestCase("7F413F40007F0000")]
    [TestCase("5511080B63000000")]
    public void Milenage_with_an_operators_own_constants_is_what_the_specification_writes(string rotations)
    {
        byte[] bytes = [.. VectorCase.Hex(rotations), .. Enumerable.Range(0, 80).Select(value => (byte)(value * 13))];
        KeySchedule key = AuthenticationVectors.Expand(Key);
        byte[] sqn = VectorCase.Hex("ff9bb4d0b607");
        byte[] amf = VectorCase.Hex("b9b9");
        byte[] macs = new byte[16];
        byte[] outputs = new byte[48];
        byte[] last = new byte[16];
        var constants = new MilenageConstants(bytes);
        Milenage.ComputeMacs(key, Opc, constants, Rand, sqn, amf, macs);
        Milenage.ComputeKeys(key, Opc, constants, Rand, outputs);
        Milenage.ComputeResynchronisationKey(key, Opc, constants, Rand, last);

        byte[] temp = Encipher(Xor(Rand, Opc));
        byte[] input = [.. sqn, .. amf, .. sqn, .. amf];
        Assert.That(macs, Is.EqualTo(Xor(Encipher(Xor(Xor(temp, Rotate(Xor(input, Opc), bytes[0])), bytes[8..24])), Opc)));
        for (int i = 2; i <= 5; i++)
        {
            byte[] expected = Xor(Encipher(Xor(Rotate(Xor(temp, Opc), bytes[i - 1]), bytes[(8 + (16 * (i - 1)))..(24 + (16 * (i - 1)))])), Opc);
            Assert.That(i == 5 ? last : outputs[(16 * (i - 2))..(16 * (i - 1))], Is.EqualTo(expected), $"OUT{i}");
        }
    }

    [Test]
    public void Tuak_tells_every_length_apart()
    {
        byte[] key = new byte[32];
        byte[] topc = new byte[32];
        byte[] rand = new byte[16];
        string[] macs = new[] { 8, 16, 32 }.Select(length =>
        {
            byte[] mac = new byte[length];
            Tuak.ComputeMac(key, topc, 1, rand, new byte[6], new byte[2], mac);
            return VectorCase.Hex(mac.AsSpan(0, 8));
        }).ToArray();
        string[] responses = new[] { 4, 8, 16, 32 }.Select(length =>
        {
            byte[] res = new byte[length];
            Tuak.ComputeKeys(key, topc, 1, rand, res, new byte[16], new byte[16], new byte[6]);
            return VectorCase.Hex(res.AsSpan(0, 4));
        }).ToArray();
        Assert.That(macs, Is.Unique);
        Assert.That(responses, Is.Unique);
    }

    [Test]
    public void Authentication_functions_allocate_nothing()
    {
        KeySchedule key = AuthenticationVectors.Expand(Key);
        byte[] result = new byte[64];
        Allocation.IsNone(() =>
        {
            var constants = new MilenageConstants(MilenageConstants.Standard);
            Milenage.DeriveOpc(key, Opc, result);
            Milenage.ComputeMacs(key, Opc, constants, Rand, Opc, Opc, result);
            Milenage.ComputeKeys(key, Opc, constants, Rand, result);
            Milenage.ComputeResynchronisationKey(key, Opc, constants, Rand, result);
            Comp128.Compute(Key, Rand, result);
            Comp128Second.Compute(Key, Rand, isShort: true, result);
            XorAlgorithm.ComputeMac(Key, Rand, Rand, Rand, result);
            XorAlgorithm.ComputeKeys(Key, Rand, result.AsSpan(0, 8), result.AsSpan(8, 16), result.AsSpan(24, 16), result.AsSpan(40, 6));
            XorAlgorithm.ComputeGsm(Key, Rand, result);
            Tuak.DeriveTopc(Key, result.AsSpan(0, 32), 1, result.AsSpan(32));
            Tuak.ComputeMac(Key, result.AsSpan(0, 32), 1, Rand, Rand.AsSpan(0, 6), Rand.AsSpan(0, 2), result.AsSpan(32, 8));
            Tuak.ComputeKeys(Key, result.AsSpan(0, 32), 1, Rand, result.AsSpan(0, 4), result.AsSpan(4, 16), result.AsSpan(20, 16), result.AsSpan(36, 6));
            GsmConversion.FoldResponse(result.AsSpan(0, 16), result);
            GsmConversion.FoldKeys(Key, Rand, result);
        });
    }

    private static byte[] Encipher(byte[] block)
    {
        var engine = new AesEngine();
        engine.Init(true, new KeyParameter(Key));
        byte[] output = new byte[16];
        engine.ProcessBlock(block, 0, output, 0);
        return output;
    }

    private static byte[] Xor(byte[] left, byte[] right) => left.Zip(right, (x, y) => (byte)(x ^ y)).ToArray();

    private static byte[] Rotate(byte[] block, int bits)
    {
        var value = new BigInteger(block, isUnsigned: true, isBigEndian: true);
        BigInteger mask = (BigInteger.One << 128) - 1;
        byte[] bytes = (((value << bits) | (value >> (128 - bits))) & mask).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[16 - bytes.Length], .. bytes];
    }
}
