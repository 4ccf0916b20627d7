using System;
using CardOs.JavaCardApi.Crypto;

namespace CardOs.JavaCardApi.Security;

/// <summary>What the numbers of Signature's algorithms (ALG_) stand for, and which combinations there are.</summary>
internal static class SignatureAlgorithmTable
{
    private const int RowLength = 4;

    private const byte None = 0;
    private const byte Sha1 = 1;
    private const byte Md5 = 2;
    private const byte RipeMd160 = 3;
    private const byte Sha256 = 4;
    private const byte Sha384 = 5;
    private const byte Sha512 = 6;
    private const byte Sha224 = 7;

    // Number, digest, cipher, padding. Number 0: only by its parts.
    private static ReadOnlySpan<byte> Rows =>
    [
        0x01, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.None,
        0x02, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.None,
        0x03, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.Method1,
        0x04, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.Method1,
        0x05, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.Method2,
        0x06, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.Method2,
        0x07, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.Pkcs5,
        0x08, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.Pkcs5,
        0x2F, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.Method1Algorithm3,
        0x30, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.Method1Algorithm3,
        0x13, None, (byte)SignatureCipher.DesMac4, (byte)PaddingCode.Method2Algorithm3,
        0x14, None, (byte)SignatureCipher.DesMac8, (byte)PaddingCode.Method2Algorithm3,
        0x12, None, (byte)SignatureCipher.AesMac128, (byte)PaddingCode.None,
        0, None, (byte)SignatureCipher.AesMac128, (byte)PaddingCode.Method1,
        0, None, (byte)SignatureCipher.AesMac128, (byte)PaddingCode.Method2,
        0, None, (byte)SignatureCipher.AesMac128, (byte)PaddingCode.Pkcs5,
        0x31, None, (byte)SignatureCipher.AesCmac128, (byte)PaddingCode.Null,
        0x31, None, (byte)SignatureCipher.AesCmac128, (byte)PaddingCode.None,
        0x18, Sha1, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x19, Sha256, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x1A, Sha384, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x1B, Sha512, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x1C, Md5, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x1D, RipeMd160, (byte)SignatureCipher.Hmac, (byte)PaddingCode.Null,
        0x0A, Sha1, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x0B, Md5, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x0D, RipeMd160, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x27, Sha224, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x28, Sha256, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x29, Sha384, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x2A, Sha512, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pkcs1,
        0x15, Sha1, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x16, Md5, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x17, RipeMd160, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x2B, Sha224, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x2C, Sha256, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x2D, Sha384, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x2E, Sha512, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Pss,
        0x0F, Sha1, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Rfc2409,
        0x10, Md5, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Rfc2409,
        0x09, Sha1, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Iso9796,
        0x0C, RipeMd160, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Iso9796,
        0x1E, Sha1, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Iso9796Recovery,
        0x1F, RipeMd160, (byte)SignatureCipher.Rsa, (byte)PaddingCode.Iso9796Recovery,
        0x0E, Sha1, (byte)SignatureCipher.Dsa, (byte)PaddingCode.Null,
        0x11, Sha1, (byte)SignatureCipher.Ecdsa, (byte)PaddingCode.Null,
        0x21, Sha256, (byte)SignatureCipher.Ecdsa, (byte)PaddingCode.Null,
        0x22, Sha384, (byte)SignatureCipher.Ecdsa, (byte)PaddingCode.Null,
        0x25, Sha224, (byte)SignatureCipher.Ecdsa, (byte)PaddingCode.Null,
        0x26, Sha512, (byte)SignatureCipher.Ecdsa, (byte)PaddingCode.Null,
        0, Sha1, (byte)SignatureCipher.EcdsaPlain, (byte)PaddingCode.Null,
        0, Sha224, (byte)SignatureCipher.EcdsaPlain, (byte)PaddingCode.Null,
        0, Sha256, (byte)SignatureCipher.EcdsaPlain, (byte)PaddingCode.Null,
        0, Sha384, (byte)SignatureCipher.EcdsaPlain, (byte)PaddingCode.Null,
        0, Sha512, (byte)SignatureCipher.EcdsaPlain, (byte)PaddingCode.Null,
    ];

    /// <summary>The parts of an algorithm; false when it is not there.</summary>
    public static bool TryFind(int algorithm, out int digest, out SignatureCipher cipher, out PaddingCode padding)
    {
        for (int row = 0; row < Rows.Length && algorithm != 0; row += RowLength)
        {
            if (Rows[row] == algorithm)
            {
                digest = Rows[row + 1];
                cipher = (SignatureCipher)Rows[row + 2];
                padding = (PaddingCode)Rows[row + 3];
                return true;
            }
        }

        digest = 0;
        cipher = default;
        padding = default;
        return false;
    }

    /// <summary>The algorithm that parts are; 0 when the combination is there and has no number.</summary>
    public static bool TryFind(int digest, SignatureCipher cipher, PaddingCode padding, out int algorithm)
    {
        algorithm = 0;
        for (int row = 0; row < Rows.Length; row += RowLength)
        {
            if (Rows[row + 1] == digest && Rows[row + 2] == (byte)cipher && Rows[row + 3] == (byte)padding)
            {
                algorithm = Rows[row];
                return true;
            }
        }

        return false;
    }
}
