using System;
using System.Globalization;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The parameter "i" of SCP02: GlobalPlatform 2.3.1 E.1.1.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  |  |  |  |  |  |  |  +-- three keys, else one base key
///  |  |  |  |  |  |  +----- the C-MAC is over the unmodified command
///  |  |  |  |  |  +-------- initiation is explicit
///  |  |  |  |  +----------- the first ICV is a MAC over the AID, else zeros
///  |  |  |  +-------------- the ICV of the C-MAC is enciphered
///  |  |  +----------------- R-MAC
///  |  +-------------------- the card challenge is pseudo-random
///  +----------------------- reserved
/// </code>
/// </remarks>
public readonly struct Scp02Options : IEquatable<Scp02Options>
{
    private const byte ThreeKeysMask = 0b0000_0001;
    private const byte UnmodifiedMask = 0b0000_0010;
    private const byte ExplicitMask = 0b0000_0100;
    private const byte MacOverAidMask = 0b0000_1000;
    private const byte EnciphersIcvMask = 0b0001_0000;
    private const byte ResponseMacMask = 0b0010_0000;
    private const byte PseudoRandomMask = 0b0100_0000;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public Scp02Options(byte value) => Value = value;

    /// <summary>55: explicit, three keys, ICV encryption, pseudo-random card challenge.</summary>
    public static Scp02Options Default => new(0x55);

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>Whether there are three keys; else one base key is all of them.</summary>
    public bool HasThreeKeys => (Value & ThreeKeysMask) != 0;

    /// <summary>Whether the C-MAC is over the command as it was before class byte and Lc were changed.</summary>
    public bool MacsUnmodifiedCommand => (Value & UnmodifiedMask) != 0;

    /// <summary>Whether sessions are opened by INITIALIZE UPDATE; else the first C-MAC opens one.</summary>
    public bool IsExplicit => (Value & ExplicitMask) != 0;

    /// <summary>Whether the first ICV is a MAC over the AID.</summary>
    public bool MacsAid => (Value & MacOverAidMask) != 0;

    /// <summary>Whether a MAC is enciphered before it becomes the next ICV.</summary>
    public bool EnciphersIcv => (Value & EnciphersIcvMask) != 0;

    /// <summary>Whether responses can have a MAC.</summary>
    public bool HasResponseMac => (Value & ResponseMacMask) != 0;

    /// <summary>Whether the card challenge follows from the AID and the sequence counter.</summary>
    public bool HasPseudoRandomChallenge => (Value & PseudoRandomMask) != 0;

    /// <summary>Whether a session can have the security that P1 of EXTERNAL AUTHENTICATE asks for: E.5.2.3.</summary>
    public bool Allows(byte level) => level is 0x00 or 0x01 or 0x03 || (HasResponseMac && level is (0x10 or 0x11 or 0x13));

    /// <inheritdoc/>
    public bool Equals(Scp02Options other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scp02Options other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The byte in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X2", CultureInfo.InvariantCulture);
}
