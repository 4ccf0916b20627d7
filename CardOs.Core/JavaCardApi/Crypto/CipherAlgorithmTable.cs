using System;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>What the numbers of Cipher's algorithms (ALG_) stand for.</summary>
internal static class CipherAlgorithmTable
{
    private const int RowLength = 3;

    // Number, cipher, padding. Number 0: only by its parts.
    private static ReadOnlySpan<byte> Rows =>
    [
        0x01, (byte)CipherCode.DesCbc, (byte)PaddingCode.None,
        0x02, (byte)CipherCode.DesCbc, (byte)PaddingCode.Method1,
        0x03, (byte)CipherCode.DesCbc, (byte)PaddingCode.Method2,
        0x04, (byte)CipherCode.DesCbc, (byte)PaddingCode.Pkcs5,
        0x05, (byte)CipherCode.DesEcb, (byte)PaddingCode.None,
        0x06, (byte)CipherCode.DesEcb, (byte)PaddingCode.Method1,
        0x07, (byte)CipherCode.DesEcb, (byte)PaddingCode.Method2,
        0x08, (byte)CipherCode.DesEcb, (byte)PaddingCode.Pkcs5,
        0x0D, (byte)CipherCode.AesCbc, (byte)PaddingCode.None,
        0x0E, (byte)CipherCode.AesEcb, (byte)PaddingCode.None,
        0x16, (byte)CipherCode.AesCbc, (byte)PaddingCode.Method1,
        0x17, (byte)CipherCode.AesCbc, (byte)PaddingCode.Method2,
        0x18, (byte)CipherCode.AesCbc, (byte)PaddingCode.Pkcs5,
        0x19, (byte)CipherCode.AesEcb, (byte)PaddingCode.Method1,
        0x1A, (byte)CipherCode.AesEcb, (byte)PaddingCode.Method2,
        0x1B, (byte)CipherCode.AesEcb, (byte)PaddingCode.Pkcs5,
        0xF0, (byte)CipherCode.AesCtr, (byte)PaddingCode.Null,
        0xF0, (byte)CipherCode.AesCtr, (byte)PaddingCode.None,
        0xF3, (byte)CipherCode.AesGcm, (byte)PaddingCode.Null,
        0xF4, (byte)CipherCode.AesCcm, (byte)PaddingCode.Null,
        0x0A, (byte)CipherCode.Rsa, (byte)PaddingCode.Pkcs1,
        0x0C, (byte)CipherCode.Rsa, (byte)PaddingCode.None,
        0x0F, (byte)CipherCode.Rsa, (byte)PaddingCode.Oaep,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha224,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha256,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha384,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha512,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha3For224,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha3For256,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha3For384,
        0, (byte)CipherCode.Rsa, (byte)PaddingCode.OaepSha3For512,
    ];

    /// <summary>The cipher and padding of an algorithm; false when it is not there.</summary>
    public static bool TryFind(int algorithm, out CipherCode cipher, out PaddingCode padding)
    {
        for (int row = 0; row < Rows.Length && algorithm != 0; row += RowLength)
        {
            if (Rows[row] == algorithm)
            {
                cipher = (CipherCode)Rows[row + 1];
                padding = (PaddingCode)Rows[row + 2];
                return true;
            }
        }

        cipher = default;
        padding = default;
        return false;
    }

    /// <summary>The algorithm that a cipher and padding are; 0 when the combination is there and has no number.</summary>
    public static bool TryFind(CipherCode cipher, PaddingCode padding, out int algorithm)
    {
        algorithm = 0;
        for (int row = 0; row < Rows.Length; row += RowLength)
        {
            if (Rows[row + 1] == (byte)cipher && Rows[row + 2] == (byte)padding)
            {
                algorithm = Rows[row];
                return true;
            }
        }

        return false;
    }
}
