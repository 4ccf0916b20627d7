using System;
using System.Globalization;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>KID: which key set, and which algorithm, makes the check of a packet: TS 102 225 5.1.3.</summary>
/// <remarks>
/// The SPI says whether the low half codes a checksum or a redundancy check.
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
/// | key set  |mode |algo |    algo: 00 implicit, 01 DES or CRC, 10 AES, 11 proprietary
/// </code>
/// </remarks>
public readonly struct Kid : IEquatable<Kid>
{
    private const int FamilyMask = 0b0000_0011;
    private const int AlgorithmMask = 0b0000_1111;
    private const int KeySetShift = 4;
    private const int ProprietaryFamily = 0b11;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public Kid(byte value) => Value = value;

    /// <summary>Encodes a key set, 0 to 15, and the algorithm of a checksum.</summary>
    public Kid(int keySet, ChecksumAlgorithm algorithm)
        : this((byte)((keySet << KeySetShift) | (byte)algorithm))
    {
    }

    /// <summary>Encodes a key set, 0 to 15, and the algorithm of a redundancy check.</summary>
    public Kid(int keySet, RedundancyAlgorithm algorithm)
        : this((byte)((keySet << KeySetShift) | (byte)algorithm))
    {
    }

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>The key set, which is the key version number; 0 stands for keys known to both sides.</summary>
    public int KeySet => Value >> KeySetShift;

    /// <summary>The algorithm when the packet has a cryptographic checksum.</summary>
    public ChecksumAlgorithm ChecksumAlgorithm => (Value & FamilyMask) switch
    {
        0 => ChecksumAlgorithm.Implicit,
        ProprietaryFamily => ChecksumAlgorithm.Proprietary,
        _ => (ChecksumAlgorithm)(Value & AlgorithmMask) switch
        {
            ChecksumAlgorithm.DesCbc => ChecksumAlgorithm.DesCbc,
            ChecksumAlgorithm.TripleDesCbcTwoKeys => ChecksumAlgorithm.TripleDesCbcTwoKeys,
            ChecksumAlgorithm.TripleDesCbcThreeKeys => ChecksumAlgorithm.TripleDesCbcThreeKeys,
            ChecksumAlgorithm.AesCmac => ChecksumAlgorithm.AesCmac,
            _ => ChecksumAlgorithm.Reserved,
        },
    };

    /// <summary>The algorithm when the packet has a redundancy check.</summary>
    public RedundancyAlgorithm RedundancyAlgorithm => (Value & FamilyMask) switch
    {
        0 => RedundancyAlgorithm.Implicit,
        ProprietaryFamily => RedundancyAlgorithm.Proprietary,
        _ => (RedundancyAlgorithm)(Value & AlgorithmMask) switch
        {
            RedundancyAlgorithm.Crc16 => RedundancyAlgorithm.Crc16,
            RedundancyAlgorithm.Crc32 => RedundancyAlgorithm.Crc32,
            _ => RedundancyAlgorithm.Reserved,
        },
    };

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(Kid left, Kid right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Kid left, Kid right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Kid other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Kid other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The byte in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X2", CultureInfo.InvariantCulture);
}
