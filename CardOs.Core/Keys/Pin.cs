using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>A PIN or an administrative key as non-volatile memory has it: TS 102 221 9.4, 9.5.</summary>
/// <remarks>
/// <code>
/// 0      4           5       6           7             8       9        16      17        24      32      40
/// +------+-----------+-------+-----------+-------------+-------+--------+-------+---------+-------+-------+
/// | next | reference | state | max tries | max unblock | tries | spare  | un-   | spare   | value | un-   |
/// |      |           |       |           | tries       | left  |        | block |         |       | block |
/// |      |           |       |           |             |       |        | left  |         |       | value |
/// +------+-----------+-------+-----------+-------------+-------+--------+-------+---------+-------+-------+
/// state: b1 enabled, b2 its place is taken by the universal PIN while it is disabled
/// </code>
/// Both counters have words of their own, which are written around the journal: a power cut never gives a try back.
/// </remarks>
internal readonly ref struct Pin
{
    public const int ReferenceOffset = 4;
    public const int StateOffset = 5;
    public const int MaxTriesOffset = 6;
    public const int MaxUnblockTriesOffset = 7;
    public const int TriesOffset = 8;
    public const int UnblockTriesOffset = 16;
    public const int ValueOffset = 24;
    public const int UnblockValueOffset = 32;
    public const int Length = 40;

    /// <summary>Bytes of a PIN, padded with FF: TS 102 221 9.5.1.</summary>
    public const int ValueLength = 8;

    public const byte EnabledState = 0b01;
    public const byte ReplacedState = 0b10;

    private readonly ReadOnlySpan<byte> _bytes;

    public Pin(NonVolatileMemory memory, NvAddress address)
    {
        Address = address;
        _bytes = memory.Read(address, Length);
    }

    public NvAddress Address { get; }

    public NvAddress Next => new(BinaryPrimitives.ReadInt32BigEndian(_bytes));

    public byte Reference => _bytes[ReferenceOffset];

    public bool IsEnabled => (_bytes[StateOffset] & EnabledState) != 0;

    /// <summary>Whether the universal PIN counts in its place while it is disabled.</summary>
    public bool IsReplaced => (_bytes[StateOffset] & ReplacedState) != 0;

    public int MaxTries => _bytes[MaxTriesOffset];

    /// <summary>Tries of the unblock value in all; 0 when there is none.</summary>
    public int MaxUnblockTries => _bytes[MaxUnblockTriesOffset];

    /// <summary>Tries that are left.</summary>
    public int Tries => _bytes[TriesOffset];

    public int UnblockTries => _bytes[UnblockTriesOffset];

    public ReadOnlySpan<byte> Value => _bytes.Slice(ValueOffset, ValueLength);

    public ReadOnlySpan<byte> UnblockValue => _bytes.Slice(UnblockValueOffset, ValueLength);
}
