using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CardOs.Benchmarks;

/// <summary>Decipherment and check of a packet composed from the platform's transforms, made once; they go on chaining, so the last block is added away.</summary>
internal sealed class PlatformPacket
{
    private readonly int _block;
    private readonly bool _isAes;
    private readonly ICryptoTransform _decryptor;
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _message = new byte[1200];
    private readonly byte[] _decipherChain = new byte[16];
    private readonly byte[] _encipherChain = new byte[16];
    private readonly byte[] _subkey = new byte[16];

    public PlatformPacket(bool isAes, byte[] cipherKey, byte[] macKey)
    {
        _isAes = isAes;
        using SymmetricAlgorithm algorithm = isAes ? Aes.Create() : TripleDES.Create();
        algorithm.Mode = CipherMode.CBC;
        algorithm.Padding = PaddingMode.None;
        _block = algorithm.BlockSize / 8;
        _decryptor = algorithm.CreateDecryptor(cipherKey, new byte[_block]);
        _encryptor = algorithm.CreateEncryptor(macKey, new byte[_block]);
        if (isAes)
        {
            algorithm.Key = macKey;
            byte[] zero = algorithm.EncryptEcb(new byte[16], PaddingMode.None);
            Double(Double(zero)).CopyTo(_subkey, 0);
        }
    }

    public ReadOnlySpan<byte> Open(byte[] sealedText, byte[] header, byte[] text, int prefix, int field)
    {
        _decryptor.TransformBlock(sealedText, 0, text.Length, text, 0);
        Add(text, _decipherChain);
        sealedText.AsSpan(text.Length - _block).CopyTo(_decipherChain);

        header.CopyTo(_message, 0);
        text.AsSpan(0, prefix).CopyTo(_message.AsSpan(header.Length));
        text.AsSpan(prefix + field).CopyTo(_message.AsSpan(header.Length + prefix));
        int length = header.Length + text.Length - field;
        int whole = (length + _block - 1) / _block * _block;
        _message.AsSpan(length, whole - length).Clear();
        if (_isAes)
        {
            // No message of this benchmark ends with a block.
            _message[length] = 0x80;
            Add(_message.AsSpan(whole - _block), _subkey);
        }

        Add(_message, _encipherChain);
        _encryptor.TransformBlock(_message, 0, whole, _message, 0);
        _message.AsSpan(whole - _block, _block).CopyTo(_encipherChain);
        return _encipherChain;
    }

    private void Add(Span<byte> target, ReadOnlySpan<byte> addend)
    {
        Span<ulong> sum = MemoryMarshal.Cast<byte, ulong>(target.Slice(0, _block));
        ReadOnlySpan<ulong> other = MemoryMarshal.Cast<byte, ulong>(addend);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] ^= other[i];
        }
    }

    private static byte[] Double(byte[] value)
    {
        byte[] doubled = new byte[16];
        for (int i = 0; i < 16; i++)
        {
            doubled[i] = (byte)((value[i] << 1) ^ (i < 15 ? value[i + 1] >> 7 : (value[0] >> 7) * 0x87));
        }

        return doubled;
    }
}
