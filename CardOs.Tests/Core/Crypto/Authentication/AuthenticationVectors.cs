using System;
using System.Collections.Generic;
using CardOs.Crypto;
using CardOs.Crypto.Authentication;
using CardOs.Profiles;
using CardOs.Tests.Core.Applications.Usim;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto.Authentication;

/// <summary>Checks the known answers of authentication: the functions, and AUTHENTICATE of a card that has the key.</summary>
internal static class AuthenticationVectors
{
    [VectorKind("milenage")]
    [VectorKind("milenage_autn_auts")]
    [VectorKind("milenage_auts_resync")]
    public static void MilenageCase(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "k", "op", "opc", "rand", "sqn", "sqn_ms", "amf");
        KeySchedule key = Expand(vector.Bytes("k"));
        byte[] opc = OperatorKey(vector, key);
        byte[] rand = vector.Bytes("rand");
        byte[] sqn = vector.Bytes(vector.HasInput("sqn") ? "sqn" : "sqn_ms");
        byte[] amf = vector.Bytes("amf");
        var constants = new MilenageConstants(MilenageConstants.Standard);
        byte[] macs = new byte[16];
        byte[] outputs = new byte[48];
        byte[] resynchronisation = new byte[16];
        byte[] macOfSynchronisation = new byte[16];
        Milenage.ComputeMacs(key, opc, constants, rand, sqn, amf, macs);
        Milenage.ComputeMacs(key, opc, constants, rand, sqn, new byte[2], macOfSynchronisation);
        Milenage.ComputeKeys(key, opc, constants, rand, outputs);
        Milenage.ComputeResynchronisationKey(key, opc, constants, rand, resynchronisation);
        ExpectedFields.Check(vector, new Dictionary<string, object?>
        {
            ["opc"] = VectorCase.Hex(opc),
            ["f1_mac_a"] = VectorCase.Hex(macs.AsSpan(0, 8)),
            ["f1star_mac_s"] = VectorCase.Hex(macs.AsSpan(8)),
            ["f2_res"] = VectorCase.Hex(outputs.AsSpan(8, 8)),
            ["f3_ck"] = VectorCase.Hex(outputs.AsSpan(16, 16)),
            ["f4_ik"] = VectorCase.Hex(outputs.AsSpan(32, 16)),
            ["f5_ak"] = VectorCase.Hex(outputs.AsSpan(0, 6)),
            ["f5star_ak"] = VectorCase.Hex(resynchronisation.AsSpan(0, 6)),
            ["autn"] = VectorCase.Hex(Sum(sqn, outputs)) + VectorCase.Hex(amf) + VectorCase.Hex(macs.AsSpan(0, 8)),
            ["auts"] = VectorCase.Hex(Sum(sqn, resynchronisation)) + VectorCase.Hex(macOfSynchronisation.AsSpan(8)),
        });
        AuthenticateChecks.Mutual(
            new AuthenticationProfile { Algorithm = AuthenticationAlgorithm.Milenage, Key = vector.Bytes("k"), OperatorKey = vector.Bytes("op"), DerivedOperatorKey = vector.Bytes("opc") },
            rand,
            Concat(Sum(sqn, outputs), amf, macs.AsSpan(0, 8)),
            Concat(outputs.AsSpan(8, 8), outputs.AsSpan(16, 16), outputs.AsSpan(32, 16)),
            Concat(Sum(sqn, resynchronisation), macOfSynchronisation.AsSpan(8)));
    }

    [VectorKind("gsm_milenage")]
    public static void GsmMilenage(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "ki", "opc", "op", "rand");
        KeySchedule key = Expand(vector.Bytes("ki"));
        byte[] outputs = new byte[48];
        Milenage.ComputeKeys(key, OperatorKey(vector, key), new MilenageConstants(MilenageConstants.Standard), vector.Bytes("rand"), outputs);
        byte[] folded = new byte[4];
        byte[] truncated = new byte[4];
        byte[] kc = new byte[8];
        GsmConversion.FoldResponse(outputs.AsSpan(8, 8), folded);
        GsmConversion.TruncateResponse(outputs.AsSpan(8, 8), truncated);
        GsmConversion.FoldKeys(outputs.AsSpan(16, 16), outputs.AsSpan(32, 16), kc);
        ExpectedFields.Check(vector, new Dictionary<string, object?>
        {
            ["sres_variant1"] = VectorCase.Hex(folded),
            ["sres_variant2"] = VectorCase.Hex(truncated),
            ["kc"] = VectorCase.Hex(kc),
        });
        var profile = new AuthenticationProfile
        {
            Algorithm = AuthenticationAlgorithm.Milenage,
            Key = vector.Bytes("ki"),
            OperatorKey = vector.Bytes("op"),
            DerivedOperatorKey = vector.Bytes("opc"),
        };
        AuthenticateChecks.Gsm(profile, vector.Bytes("rand"), folded, kc);
        AuthenticateChecks.Gsm(profile with { TruncatesGsmResponse = true }, vector.Bytes("rand"), truncated, kc);
    }

    [VectorKind("tuak")]
    public static void TuakCase(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "k", "rand", "sqn", "amf", "top", "keccak_iterations");
        byte[] key = vector.Bytes("k");
        byte[] rand = vector.Bytes("rand");
        byte[] sqn = vector.Bytes("sqn");
        byte[] amf = vector.Bytes("amf");
        int iterations = vector.Number("keccak_iterations");
        byte[] topc = new byte[32];
        byte[] mac = new byte[vector.ExpectedBytes("f1").Length];
        byte[] macOfSynchronisation = new byte[vector.ExpectedBytes("f1star").Length];
        byte[] res = new byte[vector.ExpectedBytes("f2").Length];
        byte[] ck = new byte[vector.ExpectedBytes("f3").Length];
        byte[] ik = new byte[vector.ExpectedBytes("f4").Length];
        byte[] ak = new byte[6];
        byte[] resynchronisation = new byte[6];
        Tuak.DeriveTopc(key, vector.Bytes("top"), iterations, topc);
        Tuak.ComputeMac(key, topc, iterations, rand, sqn, amf, mac);
        Tuak.ComputeResynchronisationMac(key, topc, iterations, rand, sqn, amf, macOfSynchronisation);
        Tuak.ComputeKeys(key, topc, iterations, rand, res, ck, ik, ak);
        Tuak.ComputeResynchronisationKey(key, topc, iterations, rand, resynchronisation);
        ExpectedFields.Check(vector, new Dictionary<string, object?>
        {
            ["topc"] = VectorCase.Hex(topc),
            ["f1"] = VectorCase.Hex(mac),
            ["f1star"] = VectorCase.Hex(macOfSynchronisation),
            ["f2"] = VectorCase.Hex(res),
            ["f3"] = VectorCase.Hex(ck),
            ["f4"] = VectorCase.Hex(ik),
            ["f5"] = VectorCase.Hex(ak),
            ["f5star"] = VectorCase.Hex(resynchronisation),
        });
        Tuak.ComputeResynchronisationMac(key, topc, iterations, rand, sqn, new byte[2], macOfSynchronisation);
        var profile = new AuthenticationProfile
        {
            Algorithm = AuthenticationAlgorithm.Tuak,
            Key = key,
            OperatorKey = vector.Bytes("top"),
            Iterations = iterations,
            MacLength = mac.Length,
            ResponseLength = res.Length,
            CipherKeyLength = ck.Length,
            IntegrityKeyLength = ik.Length,
        };
        AuthenticateChecks.Mutual(profile, rand, Concat(Sum(sqn, ak), amf, mac), Concat(res, ck, ik), Concat(Sum(sqn, resynchronisation), macOfSynchronisation));
    }

    [VectorKind("comp128")]
    public static void Comp128Case(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "ki", "rand");
        byte[] result = new byte[12];
        switch (vector.Algorithm)
        {
            case "COMP128v1":
                Comp128.Compute(vector.Bytes("ki"), vector.Bytes("rand"), result);
                CheckGsm(vector, AuthenticationAlgorithm.Comp128Version1, result);
                break;
            case "COMP128v2":
                Comp128Second.Compute(vector.Bytes("ki"), vector.Bytes("rand"), isShort: true, result);
                CheckGsm(vector, AuthenticationAlgorithm.Comp128Version2, result);
                break;
            case "COMP128v3":
                Comp128Second.Compute(vector.Bytes("ki"), vector.Bytes("rand"), isShort: false, result);
                CheckGsm(vector, AuthenticationAlgorithm.Comp128Version3, result);
                break;
            default:
                Assert.Fail($"no version of COMP128 is known as '{vector.Algorithm}'");
                break;
        }
    }

    [VectorKind("xor_2g")]
    public static void XorOfSecondGeneration(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "ki", "rand");
        byte[] result = new byte[12];
        XorAlgorithm.ComputeGsm(vector.Bytes("ki"), vector.Bytes("rand"), result);
        CheckGsm(vector, AuthenticationAlgorithm.GsmXor, result);
    }

    [VectorKind("xor_3g")]
    public static void XorOfThirdGeneration(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "k", "rand", "sqn", "amf");
        byte[] key = vector.Bytes("k");
        byte[] rand = vector.Bytes("rand");
        byte[] mac = new byte[8];
        byte[] res = new byte[vector.ExpectedBytes("res").Length];
        byte[] ck = new byte[16];
        byte[] ik = new byte[16];
        byte[] ak = new byte[6];
        XorAlgorithm.ComputeMac(key, rand, vector.Bytes("sqn"), vector.Bytes("amf"), mac);
        XorAlgorithm.ComputeKeys(key, rand, res, ck, ik, ak);
        ExpectedFields.Check(vector, new Dictionary<string, object?>
        {
            ["res"] = VectorCase.Hex(res),
            ["ck"] = VectorCase.Hex(ck),
            ["ik"] = VectorCase.Hex(ik),
            ["ak"] = VectorCase.Hex(ak),
            ["mac"] = VectorCase.Hex(mac),
        });
        byte[] sqn = vector.Bytes("sqn");
        byte[] macOfSynchronisation = new byte[8];
        XorAlgorithm.ComputeMac(key, rand, sqn, new byte[2], macOfSynchronisation);
        AuthenticateChecks.Mutual(
            new AuthenticationProfile { Algorithm = AuthenticationAlgorithm.Xor, Key = key, ResponseLength = res.Length },
            rand,
            Concat(Sum(sqn, ak), vector.Bytes("amf"), mac),
            Concat(res, ck, ik),
            Concat(Sum(sqn, ak), macOfSynchronisation));
    }

    internal static KeySchedule Expand(byte[] key)
    {
        var schedule = new KeySchedule();
        schedule.Expand(CipherAlgorithm.Aes128, key, mayAllocate: false);
        return schedule;
    }

    private static byte[] OperatorKey(VectorCase vector, KeySchedule key)
    {
        if (vector.HasInput("opc"))
        {
            return vector.Bytes("opc");
        }

        byte[] opc = new byte[16];
        Milenage.DeriveOpc(key, vector.Bytes("op"), opc);
        return opc;
    }

    private static void CheckGsm(VectorCase vector, AuthenticationAlgorithm algorithm, byte[] result)
    {
        ExpectedFields.Check(vector, new Dictionary<string, object?>
        {
            ["sres"] = VectorCase.Hex(result.AsSpan(0, 4)),
            ["kc"] = VectorCase.Hex(result.AsSpan(4)),
        });
        var profile = new AuthenticationProfile { Algorithm = algorithm, Key = vector.Bytes("ki") };
        AuthenticateChecks.Gsm(profile, vector.Bytes("rand"), vector.ExpectedBytes("sres"), vector.ExpectedBytes("kc"));
    }

    private static byte[] Concat(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default) => [.. first, .. second, .. third];

    private static byte[] Sum(byte[] sqn, byte[] ak)
    {
        byte[] sum = new byte[6];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = (byte)(sqn[i] ^ ak[i]);
        }

        return sum;
    }
}
