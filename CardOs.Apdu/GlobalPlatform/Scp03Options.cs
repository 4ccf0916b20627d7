using System;
using System.Globalization;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The parameter "i" of SCP03: GlobalPlatform 2.3.1 Amendment D 5.1.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  |  |  |  |  |  |  |  +-- S16: challenges, cryptograms and MACs of 16 bytes, else 8
///  |  |  |  |  +--+--+----- reserved
///  |  |  |  +-------------- the card challenge is pseudo-random
///  |  +--+----------------- 00 no R-MAC, 01 R-MAC, 11 R-MAC and R-ENCRYPTION
///  +----------------------- reserved
/// </code>
/// </remarks>
public readonly struct Scp03Options : IEquatable<Scp03Options>
{
    private const byte LongMask = 0b0000_0001;
    private const byte PseudoRandomMask = 0b0001_0000;
    private const byte ResponseMacMask = 0b0010_0000;
    private const byte ResponseEncryptionMask = 0b0110_0000;
    private const int ShortLength = 8;
    private const int LongLength = 16;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public Scp03Options(byte value) => Value = value;

    /// <summary>70: pseudo-random card challenge, R-MAC and R-ENCRYPTION.</summary>
    public static Scp03Options Default => new(0x70);

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>Bytes of challenges, cryptograms and MACs: 8, or 16 in S16.</summary>
    public int MacLength => (Value & LongMask) != 0 ? LongLength : ShortLength;

    /// <summary>Whether the card challenge follows from the AID and the sequence counter.</summary>
    public bool HasPseudoRandomChallenge => (Value & PseudoRandomMask) != 0;

    /// <summary>Whether responses can have a MAC.</summary>
    public bool HasResponseMac => (Value & ResponseMacMask) != 0;

    /// <summary>Whether the data of responses can be enciphered.</summary>
    public bool HasResponseEncryption => (Value & ResponseEncryptionMask) == ResponseEncryptionMask;

    /// <summary>Whether a session can have the security that P1 of EXTERNAL AUTHENTICATE asks for: Amendment D 7.1.2.1.</summary>
    public bool Allows(byte level) => level switch
    {
        0x00 or 0x01 or 0x03 => true,
        0x11 or 0x13 => HasResponseMac,
        0x33 => HasResponseEncryption,
        _ => false,
    };

    /// <inheritdoc/>
    public bool Equals(Scp03Options other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scp03Options other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The byte in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X2", CultureInfo.InvariantCulture);
}
