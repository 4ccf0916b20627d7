using System;
using CardOs.Crypto;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>One call of a cipher: how blocks are transformed and padded, and where the next ones go.</summary>
internal struct SymmetricWork
{
    private readonly bool _isCbc;
    private readonly int _start;

    public SymmetricWork(CipherObject self, KeySchedule key, int offset)
    {
        _isCbc = self.Cipher is CipherCode.AesCbc or CipherCode.DesCbc;
        _start = offset;
        Key = key;
        Padding = self.Padding;
        IsEncryption = self.Mode == CipherClass.Encrypt;
        Offset = offset;
    }

    public KeySchedule Key { get; }

    public PaddingCode Padding { get; }

    public bool IsEncryption { get; }

    /// <summary>Where the next bytes of output go.</summary>
    public int Offset { get; private set; }

    public readonly int Written => Offset - _start;

    /// <summary>Whether decipherment ends with padding that is taken off; zeros of method 1 stay.</summary>
    public readonly bool RemovesPadding => !IsEncryption && (Padding is PaddingCode.Method2 or PaddingCode.Pkcs5);

    /// <summary>The length of what follows the whole blocks; at least, where padding is taken off.</summary>
    public readonly int FinalLength(int held) => !IsEncryption || Padding == PaddingCode.None || (Padding == PaddingCode.Method1 && held == 0) ? 0 : Key.BlockLength;

    public readonly void Transform(Span<byte> chain, Span<byte> blocks)
    {
        if (_isCbc && IsEncryption)
        {
            BlockCipher.EncryptCbc(Key, chain, blocks, blocks);
        }
        else if (_isCbc)
        {
            BlockCipher.DecryptCbc(Key, chain, blocks, blocks);
        }
        else if (IsEncryption)
        {
            BlockCipher.EncryptEcb(Key, blocks, blocks);
        }
        else
        {
            BlockCipher.DecryptEcb(Key, blocks, blocks);
        }
    }

    public readonly void Pad(Span<byte> block, int held)
    {
        if (Padding == PaddingCode.Pkcs5)
        {
            block.Slice(held).Fill((byte)(block.Length - held));
        }
        else
        {
            Paddings.Write(Padding == PaddingCode.Method2 ? BlockPadding.Method2 : BlockPadding.Method1, block, held);
        }
    }

    public readonly bool TryUnpad(ReadOnlySpan<byte> block, out int length)
    {
        if (Padding == PaddingCode.Method2)
        {
            return Paddings.TryRemoveMethod2(block, out length);
        }

        int count = block[block.Length - 1];
        length = Math.Max(block.Length - count, 0);
        if (count == 0 || count > block.Length)
        {
            return false;
        }

        foreach (byte pad in block.Slice(length))
        {
            if (pad != count)
            {
                return false;
            }
        }

        return true;
    }

    public bool TryWrite(ref NativeCall call, in ArrayRef output, scoped ReadOnlySpan<byte> bytes)
    {
        if (!call.TryWrite(output, Offset, bytes))
        {
            return false;
        }

        Offset += bytes.Length;
        return true;
    }
}
