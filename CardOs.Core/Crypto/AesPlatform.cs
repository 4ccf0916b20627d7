#if !NET
using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CardOs.Crypto;

/// <summary>AES by the platform's transforms, made once for a key. After that nothing is allocated.</summary>
/// <remarks>
/// A transform cannot be given a new initial value without allocating. So it is left chaining from the last enciphered block of
/// whatever it did before; that block is known, and adding it to the next message's first block makes it vanish.
/// </remarks>
internal sealed class AesPlatform
{
    private const int BlockLength = AesKeyExpansion.BlockLength;

    // Holds the longest packet of five concatenated short messages and more, so that it takes one call.
    private const int BufferLength = 1152;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly byte[] _encipherChain = new byte[BlockLength];
    private readonly byte[] _decipherChain = new byte[BlockLength];
    private ICryptoTransform? _encryptor;
    private ICryptoTransform? _decryptor;

    public AesPlatform()
    {
        _aes.Mode = CipherMode.CBC;
        _aes.Padding = PaddingMode.None;
    }

    public static int MaxMessageLength => BufferLength;

    /// <summary>Where a caller of <see cref="ChainBuffer"/> puts the blocks.</summary>
    public Span<byte> Buffer => _buffer;

    /// <summary>The buffer itself, for the platform's calls.</summary>
    public byte[] Bytes => _buffer;

    public void SetKey(ReadOnlySpan<byte> key)
    {
        Forget();
        byte[] bytes = key.ToArray();
        byte[] zero = new byte[BlockLength];
        _encryptor = _aes.CreateEncryptor(bytes, zero);
        _decryptor = _aes.CreateDecryptor(bytes, zero);
        Array.Clear(bytes, 0, bytes.Length);
    }

    public void Forget()
    {
        _encryptor?.Dispose();
        _decryptor?.Dispose();
        _encryptor = null;
        _decryptor = null;
        Array.Clear(_buffer, 0, BufferLength);
        Array.Clear(_encipherChain, 0, BlockLength);
        Array.Clear(_decipherChain, 0, BlockLength);
    }

    public void EncryptCbc(Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        while (source.Length > 0)
        {
            int length = Math.Min(source.Length, BufferLength);
            source.Slice(0, length).CopyTo(_buffer);
            ChainBuffer(chain, length);
            _buffer.AsSpan(0, length).CopyTo(destination);
            source = source.Slice(length);
            destination = destination.Slice(length);
        }
    }

    public void DecryptCbc(Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        while (source.Length > 0)
        {
            int length = Math.Min(source.Length, BufferLength);
            source.Slice(0, length).CopyTo(_buffer);
            Add(chain, _decipherChain);
            source.Slice(length - BlockLength, BlockLength).CopyTo(_decipherChain);
            _decryptor!.TransformBlock(_buffer, 0, length, _buffer, 0);
            Add(_buffer, chain);
            _decipherChain.AsSpan().CopyTo(chain);
            _buffer.AsSpan(0, length).CopyTo(destination);
            source = source.Slice(length);
            destination = destination.Slice(length);
        }
    }

    public void Chain(Span<byte> chain, ReadOnlySpan<byte> source)
    {
        while (source.Length > 0)
        {
            int length = Math.Min(source.Length, BufferLength);
            source.Slice(0, length).CopyTo(_buffer);
            ChainBuffer(chain, length);
            source = source.Slice(length);
        }
    }

    /// <summary>Enciphers the first <paramref name="length"/> bytes of the buffer in place, from <paramref name="chain"/> on.</summary>
    public void ChainBuffer(Span<byte> chain, int length)
    {
        Add(_buffer, chain);
        Add(_buffer, _encipherChain);
        _encryptor!.TransformBlock(_buffer, 0, length, _buffer, 0);
        ReadOnlySpan<byte> last = _buffer.AsSpan(length - BlockLength, BlockLength);
        last.CopyTo(_encipherChain);
        last.CopyTo(chain);
    }

    /// <summary>Deciphers part of the buffer in place, chained to zeros.</summary>
    public void DecipherFromZero(int offset, int length)
    {
        ReadOnlySpan<ulong> last = Words(_buffer, offset + length - BlockLength);
        ulong low = last[0];
        ulong high = last[1];
        _decryptor!.TransformBlock(_buffer, offset, length, _buffer, offset);
        Span<ulong> first = Words(_buffer, offset);
        Span<ulong> chain = Words(_decipherChain, 0);
        first[0] ^= chain[0];
        first[1] ^= chain[1];
        chain[0] = low;
        chain[1] = high;
    }

    /// <summary>Enciphers part of any buffer in place, chained to zeros.</summary>
    public void EncipherFromZero(byte[] buffer, int offset, int length)
    {
        Span<ulong> chain = Words(_encipherChain, 0);
        Span<ulong> first = Words(buffer, offset);
        first[0] ^= chain[0];
        first[1] ^= chain[1];
        _encryptor!.TransformBlock(buffer, offset, length, buffer, offset);
        ReadOnlySpan<ulong> last = Words(buffer, offset + length - BlockLength);
        chain[0] = last[0];
        chain[1] = last[1];
    }

    private static Span<ulong> Words(byte[] bytes, int offset) => MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan(offset, BlockLength));

    private static void Add(Span<byte> target, ReadOnlySpan<byte> addend)
    {
        Span<ulong> sum = MemoryMarshal.Cast<byte, ulong>(target.Slice(0, BlockLength));
        ReadOnlySpan<ulong> other = MemoryMarshal.Cast<byte, ulong>(addend.Slice(0, BlockLength));
        sum[0] ^= other[0];
        sum[1] ^= other[1];
    }
}
#endif
