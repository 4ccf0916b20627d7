using System;
using System.Globalization;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>KIc: which key set, and which algorithm, ciphers a packet: TS 102 225 5.1.2.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
/// | key set  |mode |algo |    algo: 00 implicit, 01 DES, 10 AES, 11 proprietary
/// </code>
/// </remarks>
public readonly struct Kic : IEquatable<Kic>
{
    private const int FamilyMask = 0b0000_0011;
    private const int AlgorithmMask = 0b0000_1111;
    private const int KeySetShift = 4;
    private const int DesFamily = 0b01;
    private const int AesFamily = 0b10;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public Kic(byte value) => Value = value;

    /// <summary>Encodes a key set, 0 to 15, and an algorithm.</summary>
    public Kic(int keySet, CipherAlgorithm algorithm)
        : this((byte)((keySet << KeySetShift) | (byte)algorithm))
    {
    }

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>The key set, which is the key version number; 0 stands for keys known to both sides.</summary>
    public int KeySet => Value >> KeySetShift;

    /// <summary>The algorithm; the mode bits are ignored where they say nothing.</summary>
    public CipherAlgorithm Algorithm => (Value & FamilyMask) switch
    {
        DesFamily => (CipherAlgorithm)(Value & AlgorithmMask),
        AesFamily when (Value & AlgorithmMask) != (int)CipherAlgorithm.AesCbc => CipherAlgorithm.Reserved,
        var family => (CipherAlgorithm)family,
    };

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(Kic left, Kic right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Kic left, Kic right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(Kic other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Kic other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The byte in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X2", CultureInfo.InvariantCulture);
}
