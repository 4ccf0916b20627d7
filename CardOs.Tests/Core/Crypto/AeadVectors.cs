using System;
using CardOs.Crypto;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

/// <summary>Checks the known answers of GCM, CCM and counter mode.</summary>
internal static class AeadVectors
{
    [VectorKind("aead")]
    public static void Aead(VectorCase vector)
    {
        KeySchedule key = KeyOf(vector);
        byte[] nonce = vector.Bytes("nonce");
        byte[] additional = vector.Bytes("additional");
        byte[] text = vector.Bytes("message");
        byte[] tag = vector.ExpectedBytes("tag");
        bool isCcm = vector.Algorithm.EndsWith("CCM", StringComparison.Ordinal);
        Assert.That(isCcm || vector.Algorithm.EndsWith("GCM", StringComparison.Ordinal), $"no mode is known in '{vector.Algorithm}'");
        byte[] computed = AeadRun.Transform(key, isCcm, nonce, additional, text, tag.Length, encrypt: true, split: text.Length);
        Assert.That(VectorCase.Hex(text), Is.EqualTo(vector.ExpectedText("ciphertext")));
        Assert.That(VectorCase.Hex(computed), Is.EqualTo(vector.ExpectedText("tag")));
        computed = AeadRun.Transform(key, isCcm, nonce, additional, text, tag.Length, encrypt: false, split: text.Length / 3);
        Assert.That(VectorCase.Hex(text), Is.EqualTo(vector.Text("message")));
        Assert.That(VectorCase.Hex(computed), Is.EqualTo(vector.ExpectedText("tag")));
    }

    [VectorKind("ctr")]
    public static void Counter(VectorCase vector)
    {
        byte[] text = vector.Bytes("message");
        CtrMode.Apply(KeyOf(vector), vector.Bytes("counter"), text, text);
        Assert.That(VectorCase.Hex(text), Is.EqualTo(vector.ExpectedText("ciphertext")));
    }

    private static KeySchedule KeyOf(VectorCase vector)
    {
        byte[] bytes = vector.Bytes("key");
        return KeyKinds.Expand(CipherAlgorithms.AesFor(bytes.Length), bytes, atPowerOn: false, tablesOnly: false);
    }
}
