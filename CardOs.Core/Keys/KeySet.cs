using System;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>A key set as non-volatile memory has it: three keys of one version, and their replay counter.</summary>
/// <remarks>
/// <code>
/// 0      4        5     6            7     8              16                         24      56      88      120
/// +------+--------+-----+------------+-----+--------------+--------------------------+-------+-------+-------+
/// | next | domain | KVN | MAC length |     | counter (8)  | algorithm and length x 3 | KIc   | KID   | KIK   |
/// +------+--------+-----+------------+-----+--------------+--------------------------+-------+-------+-------+
/// </code>
/// The counter is a word of its own, written around the journal: it never goes back.
/// </remarks>
internal readonly ref struct KeySet
{
    public const int NextOffset = 0;
    public const int DomainOffset = 4;
    public const int VersionOffset = 5;
    public const int MacLengthOffset = 6;
    public const int CounterOffset = 8;
    public const int AlgorithmsOffset = 16;
    public const int KeysOffset = 24;
    public const int KeyLength = CipherAlgorithms.MaxKeyLength;
    public const int RoleCount = 3;
    public const int Length = KeysOffset + (RoleCount * KeyLength);

    /// <summary>The last version number of key sets for secured packets: KIc and KID name it with four bits.</summary>
    public const byte MaxPacketVersion = 0x0F;

    /// <summary>The greatest counter: a set that reached it is blocked. TS 102 225 5.1.4.</summary>
    public const ulong MaxCounter = 0xFF_FFFF_FFFF;

    private readonly NonVolatileMemory _memory;

    public KeySet(NonVolatileMemory memory, NvAddress address)
    {
        _memory = memory;
        Address = address;
    }

    public NvAddress Address { get; }

    /// <summary>The security domain that the set belongs to.</summary>
    public byte Domain => _memory.ReadByte(Address + DomainOffset);

    /// <summary>The key version number.</summary>
    public byte Version => _memory.ReadByte(Address + VersionOffset);

    /// <summary>Bytes of an AES check: 4 or 8. TS 102 225 5.1.3.2.</summary>
    public int MacLength => _memory.ReadByte(Address + MacLengthOffset);

    public ulong Counter => _memory.ReadUInt64(Address + CounterOffset);

    /// <summary>The algorithm of a key; <see cref="CipherAlgorithm.None"/> when the set lacks it.</summary>
    public CipherAlgorithm AlgorithmOf(KeyRole role) => (CipherAlgorithm)_memory.ReadByte(Address + (AlgorithmsOffset + ((int)role * 2)));

    public ReadOnlySpan<byte> KeyOf(KeyRole role) =>
        _memory.Read(Address + (KeysOffset + ((int)role * KeyLength)), _memory.ReadByte(Address + (AlgorithmsOffset + ((int)role * 2) + 1)));

    /// <summary>Stores the counter of an accepted packet, at once and for good.</summary>
    public void CommitCounter(ulong counter) => _memory.WriteUInt64(Address + CounterOffset, counter);
}
