using System.Collections.Generic;

namespace CardOs.Profiles;

/// <summary>The secret that a subscription authenticates with, its algorithm, and what the card remembers of the network's sequence numbers.</summary>
public sealed record AuthenticationProfile
{
    /// <summary>The algorithm.</summary>
    public required AuthenticationAlgorithm Algorithm { get; init; }

    /// <summary>K or Ki: 16 bytes, for TUAK 16 or 32.</summary>
    public required byte[] Key { get; init; }

    /// <summary>OP of Milenage (16 bytes) or TOP of TUAK (32 bytes), from which the card's own value is derived when it is made; or empty.</summary>
    public byte[] OperatorKey { get; init; } = [];

    /// <summary>OPc of Milenage (16 bytes) or TOPc of TUAK (32 bytes); or empty when <see cref="OperatorKey"/> is given.</summary>
    public byte[] DerivedOperatorKey { get; init; } = [];

    /// <summary>r1 to r5 of Milenage, each 0 to 127 bits; empty for those of TS 35.206 4.1.</summary>
    public IReadOnlyList<int> Rotations { get; init; } = [];

    /// <summary>c1 to c5 of Milenage, 16 bytes each; empty for those of TS 35.206 4.1.</summary>
    public byte[] Constants { get; init; } = [];

    /// <summary>How often TUAK runs its permutation, 1 to 255.</summary>
    public int Iterations { get; init; } = 1;

    /// <summary>Bytes of MAC-A and MAC-S: 8, for TUAK also 16 or 32.</summary>
    public int MacLength { get; init; } = 8;

    /// <summary>Bytes of RES: 8; for TUAK 4, 8, 16 or 32; for the test algorithm 4 to 16.</summary>
    public int ResponseLength { get; init; } = 8;

    /// <summary>Bytes of CK: 16, for TUAK also 32.</summary>
    public int CipherKeyLength { get; init; } = 16;

    /// <summary>Bytes of IK: 16, for TUAK also 32.</summary>
    public int IntegrityKeyLength { get; init; } = 16;

    /// <summary>Whether SRES is the beginning of RES, the second way of TS 55.205 4, and not its folded words.</summary>
    public bool TruncatesGsmResponse { get; init; }

    /// <summary>The highest SQN that counts as used, 48 bits: SEQ and, in the last five bits, IND. TS 33.102 C.1.1.</summary>
    public ulong SequenceNumber { get; init; }

    /// <summary>How far ahead of the highest accepted SEQ another one may be: the limit against wrapping of TS 33.102 C.2.1.</summary>
    public ulong MaxSequenceJump { get; init; } = 1UL << 28;

    /// <summary>How far behind the highest accepted SEQ another one may not be: the age limit L of TS 33.102 C.2.2; 0 for none.</summary>
    public ulong MaxSequenceAge { get; init; }
}
