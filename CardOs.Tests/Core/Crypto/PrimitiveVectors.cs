using System;
using CardOs.Crypto;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

/// <summary>Checks the known answers of ciphers, MACs, redundancy checks and padding.</summary>
internal static class PrimitiveVectors
{
    [VectorKind("cmac")]
    [VectorKind("des3_mac")]
    [VectorKind("ota_cc")]
    [VectorKind("mac")]
    public static void Mac(VectorCase vector)
    {
        byte[] keyBytes = vector.Bytes("key");
        byte[] message = vector.Bytes("message");
        byte[] expected = vector.ExpectedBytes("mac");
        byte[] iv = vector.Bytes("iv");
        byte[] actual = new byte[expected.Length];
        string algorithm = vector.Algorithm;
        KeySchedule key = Key(vector, keyBytes);
        if (algorithm.Contains("CMAC", StringComparison.Ordinal))
        {
            Cmac.Compute(key, message, actual);
        }
        else if (IsRetail(algorithm))
        {
            RetailMac.Compute(key, iv, message, Padding(vector, BlockPadding.Method1), actual);
        }
        else if (algorithm.Contains("CBC-MAC", StringComparison.Ordinal) || algorithm.Contains("_MAC", StringComparison.Ordinal))
        {
            CbcMac.Compute(key, iv, message, Padding(vector, BlockPadding.Method1), actual);
        }
        else
        {
            Assert.Fail($"no MAC is known as '{algorithm}'");
        }

        Assert.That(VectorCase.Hex(actual), Is.EqualTo(VectorCase.Hex(expected)));
    }

    [VectorKind("cipher")]
    public static void Cipher(VectorCase vector)
    {
        KeySchedule key = Key(vector, vector.Bytes("key"));
        byte[] message = vector.Bytes("message");
        BlockPadding padding = Padding(vector, BlockPadding.None);
        byte[] text = new byte[Paddings.PaddedLength(padding, message.Length, key.BlockLength)];
        message.CopyTo(text, 0);
        Paddings.Write(padding, text, message.Length);
        string padded = VectorCase.Hex(text);
        byte[] iv = vector.Bytes("iv");
        bool isEcb = vector.Algorithm.Contains("ECB", StringComparison.Ordinal);
        Assert.That(isEcb || vector.Algorithm.Contains("CBC", StringComparison.Ordinal), $"no mode is known in '{vector.Algorithm}'");
        if (isEcb)
        {
            EcbMode.Encrypt(key, text, text);
        }
        else
        {
            CbcMode.Encrypt(key, iv, text, text);
        }

        Assert.That(VectorCase.Hex(text), Is.EqualTo(vector.ExpectedText("ciphertext")));
        if (isEcb)
        {
            EcbMode.Decrypt(key, text, text);
        }
        else
        {
            CbcMode.Decrypt(key, iv, text, text);
        }

        Assert.That(VectorCase.Hex(text), Is.EqualTo(padded));
    }

    [VectorKind("crc")]
    public static void RedundancyCheck(VectorCase vector)
    {
        byte[] message = vector.Bytes("message");
        string actual = Compact(vector.Algorithm) switch
        {
            string name when name.Contains("CRC16", StringComparison.Ordinal) => Crc.Crc16(message).ToString("x4"),
            string name when name.Contains("CRC32", StringComparison.Ordinal) => Crc.Crc32(message).ToString("x8"),
            _ => $"no check is known as '{vector.Algorithm}'",
        };
        Assert.That(actual, Is.EqualTo(vector.ExpectedText("crc")));
    }

    [VectorKind("pcntr")]
    public static void PaddingCounter(VectorCase vector)
    {
        CipherAlgorithm algorithm = Compact(vector.Text("cipher")) switch
        {
            "3DES" or "TDES" or "DESEDE" or "TRIPLEDES" => CipherAlgorithm.TripleDes2,
            "DES" => CipherAlgorithm.Des,
            "AES" or "AES128" => CipherAlgorithm.Aes128,
            "AES192" => CipherAlgorithm.Aes192,
            "AES256" => CipherAlgorithm.Aes256,
            "NONE" => CipherAlgorithm.None,
            string unknown => throw new AssertionException($"no cipher is known as '{unknown}'"),
        };
        Assert.That(CipherAlgorithms.PaddingLength(algorithm, vector.Number("length")), Is.EqualTo(vector.ExpectedNumber("pcntr")));
    }

    private static KeySchedule Key(VectorCase vector, byte[] bytes)
    {
        string name = Compact(vector.Algorithm);
        CipherAlgorithm algorithm = CipherAlgorithm.None;
        if (name.Contains("AES", StringComparison.Ordinal))
        {
            algorithm = CipherAlgorithms.AesFor(bytes.Length);
            Assert.That(!name.Contains("AES1", StringComparison.Ordinal) && !name.Contains("AES2", StringComparison.Ordinal)
                || name.Contains($"AES{8 * bytes.Length}", StringComparison.Ordinal), "the key is not of the length that the algorithm names");
        }
        else if (name.Contains("DES", StringComparison.Ordinal) || IsRetail(vector.Algorithm))
        {
            algorithm = CipherAlgorithms.DesFor(bytes.Length);
        }

        Assert.That(algorithm, Is.Not.EqualTo(CipherAlgorithm.None), $"no cipher is known as '{vector.Algorithm}' with a key of {bytes.Length} bytes");
        var key = new KeySchedule();
        key.Expand(algorithm, bytes, mayAllocate: true);
        return key;
    }

    private static BlockPadding Padding(VectorCase vector, BlockPadding unsaid)
    {
        string text = vector.HasInput("padding") ? vector.Text("padding") : vector.Algorithm;
        if (text.StartsWith("none", StringComparison.OrdinalIgnoreCase) || text.Contains("pad none", StringComparison.OrdinalIgnoreCase)
            || text.Contains("NOPAD", StringComparison.Ordinal))
        {
            return BlockPadding.None;
        }

        if (text.Contains("M1", StringComparison.Ordinal) || text.Contains("zero", StringComparison.OrdinalIgnoreCase))
        {
            return BlockPadding.Method1;
        }

        if (text.Contains("M2", StringComparison.Ordinal))
        {
            return BlockPadding.Method2;
        }

        Assert.That(vector.HasInput("padding") && text.Length > 0, Is.False, $"no padding is known as '{text}'");
        return unsaid;
    }

    private static bool IsRetail(string algorithm) =>
        algorithm.Contains("alg 3", StringComparison.OrdinalIgnoreCase) || algorithm.Contains("ALG3", StringComparison.OrdinalIgnoreCase)
        || algorithm.Contains("retail", StringComparison.OrdinalIgnoreCase);

    private static string Compact(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
