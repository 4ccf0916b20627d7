using System;
using System.Buffers.Binary;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>RSA as a cipher: the message is gathered, and the last part of it answers.</summary>
/// <remarks>
/// <code>
/// +-----------+------------------------------+
/// | count (2) | the message so far           |     lost at a reset
/// +-----------+------------------------------+
/// </code>
/// </remarks>
internal static class RsaCipher
{
    private const int CountLength = 2;
    private const int MaxModulus = 512;

    public static bool Takes(KeyKind kind, int vector) => vector == 0 && (kind is KeyKind.RsaPublic or KeyKind.RsaPrivate or KeyKind.RsaPrivateCrt);

    public static int StateLength(KeyObject key) => CountLength + key.Bytes;

    public static bool TryProcess(
        ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> input, in ArrayRef output, int offset, bool isLast, out int length)
    {
        length = 0;
        Span<byte> state = self.State(ref call);
        int count = state.Length < StateLength(key) ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(state);
        if (state.Length < StateLength(key) || count + input.Length > key.Bytes)
        {
            state.Clear();
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        input.CopyTo(state.Slice(CountLength + count));
        count += input.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(state, (ushort)count);
        if (!isLast)
        {
            return true;
        }

        Span<byte> number = stackalloc byte[MaxModulus];
        number = number.Slice(0, key.Bytes);
        ReadOnlySpan<byte> message = state.Slice(CountLength, count);
        int start = 0;
        bool isRight = self.Mode == CipherClass.Encrypt
            ? TryPad(ref call, self, key, message, number) && RsaOperation.TryTransform(ref call, key, number)
            : TryOpen(ref call, self, key, message, number, out start);
        state.Clear();
        if (!isRight)
        {
            return false;
        }

        ReadOnlySpan<byte> result = number.Slice(start);
        length = result.Length;
        return call.TryRange(output, offset, length) && call.TryWrite(output, offset, result);
    }

    private static bool TryPad(ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> message, scoped Span<byte> number)
    {
        bool fits;
        if (self.Padding == PaddingCode.None)
        {
            fits = message.Length == number.Length;
            message.CopyTo(number);
        }
        else if (self.Padding == PaddingCode.Pkcs1)
        {
            fits = key.Kind == KeyKind.RsaPublic ? RsaPadding.TryPadType2(ref call, message, number) : RsaEncoding.TryPadType1(message, number);
        }
        else
        {
            fits = RsaPadding.TryEncodeOaep(ref call, DigestOf(self.Padding), message, number);
        }

        return fits || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
    }

    private static bool TryOpen(
        ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> message, scoped Span<byte> number, out int start)
    {
        start = 0;
        if (message.Length != number.Length)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        message.CopyTo(number);
        if (!RsaOperation.TryTransform(ref call, key, number))
        {
            return false;
        }

        if (self.Padding == PaddingCode.None)
        {
            return true;
        }

        bool isPadded = self.Padding == PaddingCode.Pkcs1
            ? RsaPadding.TryUnpad(number, key.Kind == KeyKind.RsaPublic ? (byte)1 : (byte)2, out start)
            : RsaPadding.TryDecodeOaep(DigestOf(self.Padding), number, out start);
        return isPadded || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
    }

    private static DigestAlgorithm DigestOf(PaddingCode padding) => padding switch
    {
        PaddingCode.OaepSha224 => DigestAlgorithm.Sha224,
        PaddingCode.OaepSha256 => DigestAlgorithm.Sha256,
        PaddingCode.OaepSha384 => DigestAlgorithm.Sha384,
        PaddingCode.OaepSha512 => DigestAlgorithm.Sha512,
        PaddingCode.OaepSha3For224 => DigestAlgorithm.Sha3For224,
        PaddingCode.OaepSha3For256 => DigestAlgorithm.Sha3For256,
        PaddingCode.OaepSha3For384 => DigestAlgorithm.Sha3For384,
        PaddingCode.OaepSha3For512 => DigestAlgorithm.Sha3For512,
        _ => DigestAlgorithm.Sha1,
    };
}
