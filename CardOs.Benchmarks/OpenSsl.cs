using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace CardOs.Benchmarks;

/// <summary>A cipher and a MAC of OpenSSL, keyed once and started again for each packet.</summary>
internal sealed unsafe class OpenSsl
{
    private const string Library = "libcrypto.so.3";

    private readonly nint _cipher;
    private readonly nint _chain;
    private readonly nint _mac;

    /// <param name="cipher">The name of a CBC cipher.</param>
    /// <param name="isCmac">Whether the MAC is CMAC; else it is CBC encipherment with the same cipher.</param>
    /// <param name="cipherKey">The key of decipherment.</param>
    /// <param name="macKey">The key of the MAC.</param>
    public OpenSsl(string cipher, bool isCmac, byte[] cipherKey, byte[] macKey)
    {
        byte[] zero = new byte[16];
        nint kind = FetchCipher(cipher);
        _cipher = EVP_CIPHER_CTX_new();
        Demand(Init(_cipher, kind, cipherKey, zero, 0));
        Demand(EVP_CIPHER_CTX_set_padding(_cipher, 0));
        if (!isCmac)
        {
            _chain = EVP_CIPHER_CTX_new();
            Demand(Init(_chain, kind, macKey, zero, 1));
            Demand(EVP_CIPHER_CTX_set_padding(_chain, 0));
            return;
        }

        fixed (byte* name = "CMAC\0"u8, parameter = "cipher\0"u8, value = System.Text.Encoding.ASCII.GetBytes(cipher + "\0"), key = macKey)
        {
            _mac = EVP_MAC_CTX_new(EVP_MAC_fetch(0, name, null));
            Parameter* parameters = stackalloc Parameter[2];
            parameters[0] = new Parameter { Key = parameter, DataType = 4, Data = value, DataSize = 0, ReturnSize = nuint.MaxValue };
            parameters[1] = default;
            Demand(EVP_MAC_init(_mac, key, (nuint)macKey.Length, parameters));
        }
    }

    public void Decipher(byte* source, byte* destination, int length)
    {
        ulong* iv = stackalloc ulong[2];
        int written;
        Demand(EVP_CipherInit_ex(_cipher, 0, 0, null, (byte*)iv, -1) & EVP_CipherUpdate(_cipher, destination, &written, source, length));
    }

    /// <summary>The CMAC of two parts.</summary>
    public void Cmac(byte* first, int firstLength, byte* second, int secondLength, byte* mac)
    {
        nuint written;
        Demand(EVP_MAC_init(_mac, null, 0, null) & EVP_MAC_update(_mac, first, (nuint)firstLength)
            & EVP_MAC_update(_mac, second, (nuint)secondLength) & EVP_MAC_final(_mac, mac, &written, 16));
    }

    /// <summary>The CBC encipherment of two parts of whole blocks; its last block is the MAC.</summary>
    public void Chain(byte* first, int firstLength, byte* second, int secondLength, byte* scratch)
    {
        ulong* iv = stackalloc ulong[2];
        int written;
        Demand(EVP_CipherInit_ex(_chain, 0, 0, null, (byte*)iv, -1) & EVP_CipherUpdate(_chain, scratch, &written, first, firstLength)
            & EVP_CipherUpdate(_chain, scratch, &written, second, secondLength));
    }

    private static nint FetchCipher(string name)
    {
        fixed (byte* text = System.Text.Encoding.ASCII.GetBytes(name + "\0"))
        {
            return EVP_CIPHER_fetch(0, text, null);
        }
    }

    private static int Init(nint context, nint kind, byte[] key, byte[] iv, int encipher)
    {
        fixed (byte* k = key, v = iv)
        {
            return EVP_CipherInit_ex(context, kind, 0, k, v, encipher);
        }
    }

    private static void Demand(int result)
    {
        if (result != 1)
        {
            throw new InvalidOperationException("OpenSSL refused.");
        }
    }

    private struct Parameter
    {
        public byte* Key;
        public uint DataType;
        public byte* Data;
        public nuint DataSize;
        public nuint ReturnSize;
    }

    [DllImport(Library)]
    private static extern nint EVP_CIPHER_fetch(nint context, byte* name, byte* properties);

    [DllImport(Library)]
    private static extern nint EVP_CIPHER_CTX_new();

    [DllImport(Library)]
    private static extern int EVP_CIPHER_CTX_set_padding(nint context, int padding);

    [DllImport(Library)]
    private static extern int EVP_CipherInit_ex(nint context, nint kind, nint engine, byte* key, byte* iv, int encipher);

    [DllImport(Library)]
    private static extern int EVP_CipherUpdate(nint context, byte* destination, int* written, byte* source, int length);

    [DllImport(Library)]
    private static extern nint EVP_MAC_fetch(nint context, byte* name, byte* properties);

    [DllImport(Library)]
    private static extern nint EVP_MAC_CTX_new(nint mac);

    [DllImport(Library)]
    private static extern int EVP_MAC_init(nint context, byte* key, nuint length, Parameter* parameters);

    [DllImport(Library)]
    private static extern int EVP_MAC_update(nint context, byte* data, nuint length);

    [DllImport(Library)]
    private static extern int EVP_MAC_final(nint context, byte* mac, nuint* written, nuint size);
}
