using System;
using System.Buffers.Binary;
using CardOs.Crypto.Authentication;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs.Keys;

/// <summary>A subscription's secret as non-volatile memory has it: key, algorithm, sequence numbers, and what a bootstrapping left.</summary>
/// <remarks>
/// <code>
/// 0      4           5            6     7     8    9    10         11      12      16            24
/// +------+-----------+------------+-----+-----+----+----+----------+-------+-------+-------------+-------------+
/// | next | algorithm | key length | MAC | RES | CK | IK | TUAK     | flags | spare | largest     | largest age |
/// |      |           |            | len | len |len |len | iterations       |       | jump of SEQ | of SEQ (8)  |
/// +------+-----------+------------+-----+-----+----+----+----------+-------+-------+-------------+-------------+
/// 32          64                  96                            184                         440
/// +-----------+-------------------+-----------------------------+---------------------------+
/// | K (32)    | OPc or TOPc (32)  | Milenage's rotations and    | SQN of each IND, 32 x (8) |
/// |           |                   | constants (88)              |                           |
/// +-----------+-------------------+-----------------------------+---------------------------+
/// 440                448              512          528                 544
/// +------------------+----------------+------------+-------------------+
/// | bootstrapped (8) | Ks: CK, IK(64) | RAND (16)  | records of the    |     TS 33.220 5.3.2, G.2
/// |                  |                |            | last NAFs (16)    |
/// +------------------+----------------+------------+-------------------+
/// flags: b1 SRES is the beginning of RES
/// SQN: SEQ and IND in 48 bits, the last one accepted with that IND
/// </code>
/// Each sequence number is a word of its own, which is written around the journal: it never goes back.
/// </remarks>
internal readonly ref struct AuthenticationKey
{
    public const int AlgorithmOffset = 4;
    public const int KeyLengthOffset = 5;
    public const int MacLengthOffset = 6;
    public const int ResponseLengthOffset = 7;
    public const int CipherKeyLengthOffset = 8;
    public const int IntegrityKeyLengthOffset = 9;
    public const int IterationsOffset = 10;
    public const int FlagsOffset = 11;
    public const int MaxJumpOffset = 16;
    public const int MaxAgeOffset = 24;
    public const int KeyOffset = 32;
    public const int OperatorKeyOffset = 64;
    public const int ConstantsOffset = 96;
    public const int SequenceNumbersOffset = ConstantsOffset + MilenageConstants.Length;
    public const int BootstrappedOffset = SequenceNumbersOffset + (SequenceNumbers.Count * sizeof(ulong));
    public const int SharedKeyOffset = BootstrappedOffset + sizeof(ulong);
    public const int ChallengeOffset = SharedKeyOffset + (2 * Tuak.MaxLength);
    public const int RecentRecordsOffset = ChallengeOffset + AuthenticationFunctions.ChallengeLength;
    public const int RecentRecordCount = 16;
    public const int Length = RecentRecordsOffset + RecentRecordCount;

    public const byte TruncatesFlag = 0b01;

    private readonly ReadOnlySpan<byte> _bytes;

    public AuthenticationKey(NonVolatileMemory memory, NvAddress address)
    {
        Address = address;
        _bytes = memory.Read(address, Length);
    }

    public NvAddress Address { get; }

    public AuthenticationAlgorithm Algorithm => (AuthenticationAlgorithm)_bytes[AlgorithmOffset];

    public ReadOnlySpan<byte> Key => _bytes.Slice(KeyOffset, _bytes[KeyLengthOffset]);

    public int MacLength => _bytes[MacLengthOffset];

    /// <summary>How far SEQ may be ahead of the highest one.</summary>
    public ulong MaxJump => BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(MaxJumpOffset));

    /// <summary>How far SEQ may be behind the highest one; 0 for no limit.</summary>
    public ulong MaxAge => BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(MaxAgeOffset));

    /// <summary>The SQN that was accepted last with each IND.</summary>
    public ReadOnlySpan<byte> Accepted => _bytes.Slice(SequenceNumbersOffset, SequenceNumbers.Count * sizeof(ulong));

    /// <summary>Whether a bootstrapping left a key.</summary>
    public bool IsBootstrapped => BinaryPrimitives.ReadUInt64BigEndian(_bytes.Slice(BootstrappedOffset)) != 0;

    /// <summary>CK and IK of the last bootstrapping.</summary>
    public ReadOnlySpan<byte> SharedKey => _bytes.Slice(SharedKeyOffset, _bytes[CipherKeyLengthOffset] + _bytes[IntegrityKeyLengthOffset]);

    /// <summary>RAND of the last bootstrapping.</summary>
    public ReadOnlySpan<byte> Challenge => _bytes.Slice(ChallengeOffset, AuthenticationFunctions.ChallengeLength);

    /// <summary>The records of EF_GBANL that were used last, the last one first; 0 for none.</summary>
    public ReadOnlySpan<byte> RecentRecords => _bytes.Slice(RecentRecordsOffset, RecentRecordCount);

    /// <summary>What the functions of the algorithm need; K of Milenage is expanded now unless it is cached.</summary>
    public AuthenticationParameters Parameters(KeyCache cache) => new()
    {
        Algorithm = Algorithm,
        Schedule = Algorithm == AuthenticationAlgorithm.Milenage ? cache.GetAuthentication(Address, Key) : null,
        Key = Key,
        OperatorKey = _bytes.Slice(OperatorKeyOffset, Tuak.OperatorKeyLength),
        Constants = _bytes.Slice(ConstantsOffset, MilenageConstants.Length),
        Iterations = _bytes[IterationsOffset],
        MacLength = MacLength,
        ResponseLength = _bytes[ResponseLengthOffset],
        CipherKeyLength = _bytes[CipherKeyLengthOffset],
        IntegrityKeyLength = _bytes[IntegrityKeyLengthOffset],
        TruncatesGsmResponse = (_bytes[FlagsOffset] & TruncatesFlag) != 0,
    };
}
