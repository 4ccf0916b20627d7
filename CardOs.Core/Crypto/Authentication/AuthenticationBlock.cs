using System;
using System.Buffers.Binary;

namespace CardOs.Crypto.Authentication;

/// <summary>128 bits as two numbers, the first byte highest: what the rotations of TS 35.206 4.1 are made on.</summary>
internal readonly struct AuthenticationBlock(ulong high, ulong low)
{
    public const int Length = 16;

    private const int HalfBits = 64;

    public ulong High { get; } = high;

    public ulong Low { get; } = low;

    public static AuthenticationBlock operator ^(AuthenticationBlock left, AuthenticationBlock right) =>
        new(left.High ^ right.High, left.Low ^ right.Low);

    public static AuthenticationBlock Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt64BigEndian(source.Slice(sizeof(ulong))));

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(sizeof(ulong)), Low);
    }

    /// <param name="bits">0 to 127.</param>
    public AuthenticationBlock RotateLeft(int bits)
    {
        (ulong high, ulong low) = (bits & HalfBits) == 0 ? (High, Low) : (Low, High);
        int rest = bits & (HalfBits - 1);
        return rest == 0
            ? new AuthenticationBlock(high, low)
            : new AuthenticationBlock((high << rest) | (low >> (HalfBits - rest)), (low << rest) | (high >> (HalfBits - rest)));
    }
}
