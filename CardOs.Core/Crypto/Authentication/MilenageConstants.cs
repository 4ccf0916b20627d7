using System;

namespace CardOs.Crypto.Authentication;

/// <summary>What an operator may choose of Milenage beside its key: TS 35.206 5.3.</summary>
/// <remarks>
/// <code>
/// 0    1    2    3    4    5       8        24       40       56       72       88
/// +----+----+----+----+----+-------+--------+--------+--------+--------+--------+
/// | r1 | r2 | r3 | r4 | r5 | spare | c1     | c2     | c3     | c4     | c5     |
/// +----+----+----+----+----+-------+--------+--------+--------+--------+--------+
/// rotations in bits, 0 to 127
/// </code>
/// </remarks>
internal readonly ref struct MilenageConstants
{
    public const int Count = 5;

    public const int ConstantsOffset = 8;

    public const int Length = ConstantsOffset + (Count * AuthenticationBlock.Length);

    private readonly ReadOnlySpan<byte> _bytes;

    public MilenageConstants(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, Length);

    /// <summary>The values of TS 35.206 4.1.</summary>
    public static ReadOnlySpan<byte> Standard =>
    [
        64, 0, 32, 64, 96, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8,
    ];

    /// <param name="number">1 to 5.</param>
    public int Rotation(int number) => _bytes[number - 1];

    /// <inheritdoc cref="Rotation"/>
    public AuthenticationBlock Constant(int number) =>
        AuthenticationBlock.Read(_bytes.Slice(ConstantsOffset + ((number - 1) * AuthenticationBlock.Length)));
}
