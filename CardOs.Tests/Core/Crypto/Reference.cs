using System;
using CardOs.Crypto;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CardOs.Tests.Core.Crypto;

/// <summary>The same primitives from BouncyCastle, through what its versions have in common.</summary>
internal static class Reference
{
    public static readonly CipherAlgorithm[] Ciphers =
    [
        CipherAlgorithm.Des, CipherAlgorithm.TripleDes2, CipherAlgorithm.TripleDes3,
        CipherAlgorithm.Aes128, CipherAlgorithm.Aes192, CipherAlgorithm.Aes256,
    ];

    public static readonly DigestAlgorithm[] Digests =
    [
        DigestAlgorithm.Sha1, DigestAlgorithm.Sha224, DigestAlgorithm.Sha256, DigestAlgorithm.Sha384, DigestAlgorithm.Sha512,
        DigestAlgorithm.Md5, DigestAlgorithm.RipeMd160,
    ];

    /// <summary>Those that HMAC is not computed with.</summary>
    public static readonly DigestAlgorithm[] Sha3Digests =
        [DigestAlgorithm.Sha3For224, DigestAlgorithm.Sha3For256, DigestAlgorithm.Sha3For384, DigestAlgorithm.Sha3For512];

    public static IBlockCipher Engine(CipherAlgorithm algorithm) => algorithm switch
    {
        CipherAlgorithm.Des or CipherAlgorithm.DesEcb => new DesEngine(),
        CipherAlgorithm.TripleDes2 or CipherAlgorithm.TripleDes3 => new DesEdeEngine(),
        CipherAlgorithm.TripleDes2Ecb or CipherAlgorithm.TripleDes3Ecb => new DesEdeEngine(),
        _ => new AesEngine(),
    };

    public static byte[] Ecb(CipherAlgorithm algorithm, byte[] key, bool encrypt, byte[] source)
    {
        IBlockCipher engine = Engine(algorithm);
        engine.Init(encrypt, new KeyParameter(key));
        return Run(engine, source);
    }

    public static byte[] Cbc(CipherAlgorithm algorithm, byte[] key, byte[] iv, bool encrypt, byte[] source)
    {
        var cipher = new CbcBlockCipher(Engine(algorithm));
        cipher.Init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] result = new byte[source.Length];
        for (int i = 0; i < source.Length; i += iv.Length)
        {
            cipher.ProcessBlock(source, i, result, i);
        }

        return result;
    }

    public static byte[] CbcMac(CipherAlgorithm algorithm, byte[] key, byte[] message) =>
        Compute(new CbcBlockCipherMac(Engine(algorithm), 8 * CipherAlgorithms.BlockLength(algorithm), null), key, message);

    public static byte[] Cmac(CipherAlgorithm algorithm, byte[] key, byte[] message) =>
        Compute(new CMac(Engine(algorithm), 8 * CipherAlgorithms.BlockLength(algorithm)), key, message);

    public static byte[] RetailMac(byte[] key, byte[] message) => Compute(new ISO9797Alg3Mac(new DesEngine(), 64, null), key, message);

    public static byte[] Hash(DigestAlgorithm algorithm, byte[] message)
    {
        IDigest digest = Create(algorithm);
        digest.BlockUpdate(message, 0, message.Length);
        byte[] hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }

    public static byte[] Hmac(DigestAlgorithm algorithm, byte[] key, byte[] message) => Compute(new HMac(Create(algorithm)), key, message);

    public static byte[] Random(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static IDigest Create(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha1 => new Sha1Digest(),
        DigestAlgorithm.Sha224 => new Sha224Digest(),
        DigestAlgorithm.Sha256 => new Sha256Digest(),
        DigestAlgorithm.Sha384 => new Sha384Digest(),
        DigestAlgorithm.Md5 => new MD5Digest(),
        DigestAlgorithm.RipeMd160 => new RipeMD160Digest(),
        DigestAlgorithm.Sha3For224 => new Sha3Digest(224),
        DigestAlgorithm.Sha3For256 => new Sha3Digest(256),
        DigestAlgorithm.Sha3For384 => new Sha3Digest(384),
        DigestAlgorithm.Sha3For512 => new Sha3Digest(512),
        _ => new Sha512Digest(),
    };

    private static byte[] Compute(IMac mac, byte[] key, byte[] message)
    {
        mac.Init(new KeyParameter(key));
        mac.BlockUpdate(message, 0, message.Length);
        byte[] result = new byte[mac.GetMacSize()];
        mac.DoFinal(result, 0);
        return result;
    }

    private static byte[] Run(IBlockCipher engine, byte[] source)
    {
        byte[] result = new byte[source.Length];
        for (int i = 0; i < source.Length; i += engine.GetBlockSize())
        {
            engine.ProcessBlock(source, i, result, i);
        }

        return result;
    }
}
