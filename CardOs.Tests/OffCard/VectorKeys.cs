using System;
using System.Collections.Generic;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using CipherAlgorithm = CardOs.Apdu.SecuredPackets.CipherAlgorithm;

namespace CardOs.Tests.OffCard;

/// <summary>The keys of a known answer: for the sending side, and as the key sets of a card.</summary>
internal sealed class VectorKeys
{
    private readonly KeyProfile? _cipher;
    private readonly KeyProfile? _check;
    private readonly byte _macLength = 8;

    public VectorKeys(VectorCase vector)
    {
        byte[] kic = vector.Bytes("kic_key");
        byte[] kid = vector.Bytes("kid_key");
        var keys = OtaKeys.None;
        var kicByte = vector.HasInput("kic") ? new Kic(vector.Bytes("kic")[0]) : new Kic(0x10);
        var kidByte = vector.HasInput("kid") ? new Kid(vector.Bytes("kid")[0]) : new Kid(0x10);
        _cipher = CipherOf(vector, vector.Text("cipher"), kicByte, kic);
        if (_cipher is not null)
        {
            keys = keys.WithCipher(kicByte.KeySet, KeyOf(_cipher));
        }

        switch (vector.Text("integrity"))
        {
            case "NONE":
                _check = FromKid(kidByte, kid);
                break;
            case "DES":
                _check = Des(kid, 8);
                break;
            case "3DES2":
                _check = Des(kid, 16);
                break;
            case "3DES3":
                _check = Des(kid, 24);
                break;
            case "CMAC8":
                _check = Key(KeyType.Aes, kid);
                break;
            case "CMAC4":
                _check = Key(KeyType.Aes, kid);
                _macLength = 4;
                break;
            case "CRC16":
                keys = keys.WithRedundancyCheck(RedundancyAlgorithm.Crc16);
                break;
            case "CRC32":
                keys = keys.WithRedundancyCheck(RedundancyAlgorithm.Crc32);
                break;
            default:
                Assert.Fail($"{vector.Id}: unknown integrity '{vector.Text("integrity")}'");
                break;
        }

        if (_check is not null)
        {
            keys = keys.WithCheck(kidByte.KeySet, KeyOf(_check), _macLength);
        }

        // What the case says stands in the packet; without it, what follows from the keys.
        Keys = keys with { Kic = vector.HasInput("kic") ? kicByte : keys.Kic, Kid = vector.HasInput("kid") ? kidByte : keys.Kid };
    }

    public OtaKeys Keys { get; }

    /// <summary>The key sets that the packet's KIc and KID name; number 0 stands for the first one.</summary>
    public IReadOnlyList<KeySetProfile> Sets(ulong counter)
    {
        int cipherSet = Keys.Kic.KeySet;
        int checkSet = Keys.Kid.KeySet;
        if (cipherSet == checkSet || cipherSet == 0 && _cipher is null || checkSet == 0 && _check is null)
        {
            return [Set(Math.Max(1, Math.Max(cipherSet, checkSet)), _cipher, _check, counter)];
        }

        KeySetProfile cipher = Set(cipherSet == 0 ? Other(checkSet) : cipherSet, _cipher, null, counter);
        KeySetProfile check = Set(checkSet == 0 ? Other(cipherSet) : checkSet, null, _check, counter);
        return checkSet == 0 ? [check, cipher] : [cipher, check];
    }

    private static int Other(int version) => version == 15 ? 14 : version + 1;

    private KeySetProfile Set(int version, KeyProfile? cipher, KeyProfile? check, ulong counter) =>
        new() { Version = (byte)version, Cipher = cipher, Check = check, MacLength = _macLength, Counter = counter };

    private static KeyProfile? CipherOf(VectorCase vector, string name, Kic kic, byte[] key)
    {
        switch (name)
        {
            case "none":
                return FromKic(kic, key);
            case "DES":
                return Des(key, 8);
            case "3DES2":
                return Des(key, 16);
            case "3DES3":
                return Des(key, 24);
            case "AES":
                return Key(KeyType.Aes, key);
            case "DESECB":
                Assert.That(key, Has.Length.EqualTo(8));
                return Key(KeyType.DesEcb, key);
            case "DESede/ECB/NoPadding":
                Assert.That(key, Has.Length.AnyOf(16, 24));
                return Key(KeyType.DesEcb, key);
            default:
                Assert.Fail($"{vector.Id}: unknown cipher '{name}'");
                return null;
        }
    }

    // A key that the command does not need, but its receipt may.
    private static KeyProfile? FromKic(Kic kic, byte[] key) => (kic.Algorithm, key.Length) switch
    {
        (CipherAlgorithm.AesCbc, 16 or 24 or 32) => Key(KeyType.Aes, key),
        (CipherAlgorithm.TripleDesCbcTwoKeys, 16) or (CipherAlgorithm.TripleDesCbcThreeKeys, 24) or (CipherAlgorithm.DesCbc, 8) => Key(KeyType.Des, key),
        (CipherAlgorithm.DesEcb, 8) => Key(KeyType.DesEcb, key),
        _ => null,
    };

    private static KeyProfile? FromKid(Kid kid, byte[] key) => (kid.ChecksumAlgorithm, key.Length) switch
    {
        (ChecksumAlgorithm.AesCmac, 16 or 24 or 32) => Key(KeyType.Aes, key),
        (ChecksumAlgorithm.TripleDesCbcTwoKeys, 16) or (ChecksumAlgorithm.TripleDesCbcThreeKeys, 24) or (ChecksumAlgorithm.DesCbc, 8) => Key(KeyType.Des, key),
        _ => null,
    };

    private static KeyProfile Des(byte[] key, int length)
    {
        Assert.That(key, Has.Length.EqualTo(length));
        return Key(KeyType.Des, key);
    }

    private static KeyProfile Key(KeyType type, byte[] value) => new() { Type = type, Value = value };

    private static OtaKey KeyOf(KeyProfile key) => key.Type switch
    {
        KeyType.Aes => OtaKey.Aes(key.Value),
        KeyType.DesEcb => OtaKey.DesEcb(key.Value),
        _ => OtaKey.Des(key.Value),
    };
}
