using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Apdu.SecuredPackets;

/// <summary>The known answers of the KIc and KID bytes.</summary>
internal static class KeyCodingVectors
{
    [VectorKind("kic_coding")]
    public static void CipherKey(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "kic");
        var kic = new Kic(vector.Bytes("kic")[0]);
        (string implementation, string? mode) = kic.Algorithm switch
        {
            CipherAlgorithm.Implicit => ("implicit", null),
            CipherAlgorithm.Proprietary => ("proprietary", null),
            CipherAlgorithm.DesCbc => ("DES", "DES_CBC"),
            CipherAlgorithm.DesEcb => ("DES", "DES_ECB"),
            CipherAlgorithm.TripleDesCbcTwoKeys => ("DES", "3DES_CBC_2_KEYS"),
            CipherAlgorithm.TripleDesCbcThreeKeys => ("DES", "3DES_CBC_3_KEYS"),
            CipherAlgorithm.AesCbc => ("AES", "AES_CBC"),
            _ => ("AES", "RESERVED"),
        };
        ExpectedFields.Check(vector, new()
        {
            ["implementation"] = implementation,
            ["mode"] = mode,
            ["keyset"] = kic.KeySet,
            ["reencoded"] = ExpectedFields.Hex(new Kic(kic.KeySet, kic.Algorithm).Value),
        });
    }

    [VectorKind("kid_coding")]
    public static void CheckKey(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "kid", "certification");
        var kid = new Kid(vector.Bytes("kid")[0]);
        (string? implementation, string? mode, Kid reencoded) = vector.Text("certification") switch
        {
            "CC" => Checksum(kid),
            "RC" => Redundancy(kid),

            // Without a check the low half says nothing.
            "NO_SECURITY" => (null, null, new Kid(kid.KeySet, ChecksumAlgorithm.Implicit)),
            var other => throw new InvalidOperationException($"{vector.Id}: certification {other}"),
        };
        ExpectedFields.Check(vector, new()
        {
            ["implementation"] = implementation,
            ["mode"] = mode,
            ["keyset"] = kid.KeySet,
            ["reencoded"] = ExpectedFields.Hex(reencoded.Value),
        });
    }

    private static (string? Implementation, string? Mode, Kid Reencoded) Checksum(Kid kid)
    {
        (string implementation, string? mode) = kid.ChecksumAlgorithm switch
        {
            ChecksumAlgorithm.Implicit => ("implicit", null),
            ChecksumAlgorithm.Proprietary => ("proprietary", null),
            ChecksumAlgorithm.DesCbc => ("DES", "DES_CBC"),
            ChecksumAlgorithm.TripleDesCbcTwoKeys => ("DES", "3DES_CBC_2_KEYS"),
            ChecksumAlgorithm.TripleDesCbcThreeKeys => ("DES", "3DES_CBC_3_KEYS"),
            ChecksumAlgorithm.AesCmac => ("AES", "AES_CMAC"),
            _ => (((kid.Value & 0b11) == 0b10) ? "AES" : "DES", "RESERVED"),
        };
        return (implementation, mode, new Kid(kid.KeySet, kid.ChecksumAlgorithm));
    }

    private static (string? Implementation, string? Mode, Kid Reencoded) Redundancy(Kid kid)
    {
        (string implementation, string? mode) = kid.RedundancyAlgorithm switch
        {
            RedundancyAlgorithm.Implicit => ("implicit", null),
            RedundancyAlgorithm.Proprietary => ("proprietary", null),
            RedundancyAlgorithm.Crc16 => ("CRC", "CRC_16"),
            RedundancyAlgorithm.Crc32 => ("CRC", "CRC_32"),
            _ => ("CRC", "RESERVED"),
        };
        return (implementation, mode, new Kid(kid.KeySet, kid.RedundancyAlgorithm));
    }
}
