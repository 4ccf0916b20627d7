using System;

namespace CardOs.Apdu;

/// <summary>The class byte of a command: logical channel, chaining, secure messaging.</summary>
/// <remarks>
/// ISO 7816-4 5.4.1; b8 set marks the same codings as proprietary (TS 102 221 10.1.1).
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  x  0  0  c  s  s  n  n    first interindustry values: channels 0 to 3, secure messaging in two bits
///  x  1  s  c  n  n  n  n    further interindustry values: channels 4 to 19, secure messaging in one bit
///           |                c = this command is not the last one of a chain
/// </code>
/// </remarks>
public readonly struct ClassByte : IEquatable<ClassByte>
{
    private const byte ProprietaryMask = 0b1000_0000;
    private const byte FurtherMask = 0b0100_0000;
    private const byte FurtherSecureMessagingMask = 0b0010_0000;
    private const byte ChainingMask = 0b0001_0000;
    private const byte FirstSecureMessagingMask = 0b0000_1100;
    private const byte ProprietarySecureMessaging = 0b0000_0100;
    private const byte FirstChannelMask = 0b0000_0011;
    private const byte FurtherChannelMask = 0b0000_1111;
    private const int FirstFurtherChannel = 4;
    private const byte SimValue = 0xA0;

    /// <summary>The greatest channel number.</summary>
    public const int MaxChannel = FirstFurtherChannel + FurtherChannelMask;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public ClassByte(byte value) => Value = value;

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>Whether b8 is set: the instruction is not an interindustry one.</summary>
    public bool IsProprietary => (Value & ProprietaryMask) != 0;

    /// <summary>Whether this is A0, the class of the SIM: TS 51.011 9.2.</summary>
    public bool IsSim => Value == SimValue;

    /// <summary>Whether ISO 7816-4 allows the byte: not FF, and not in the range 20 to 3F, which is reserved.</summary>
    public bool IsValid => Value != 0xFF && (IsProprietary || HasInterindustryCoding);

    /// <summary>Whether the byte has, apart from b8, a coding above: not FF, not 20 to 3F, not A0 to BF, whose coding is left to their owner.</summary>
    public bool HasInterindustryCoding => Value != 0xFF && (IsFurther || (Value & FurtherSecureMessagingMask) == 0);

    /// <summary>Whether b8 is clear: the instruction is an interindustry one.</summary>
    public bool IsInterindustry => !IsProprietary;

    /// <summary>Whether the byte is one of the first interindustry values, 00 to 1F.</summary>
    public bool IsFirstInterindustry => (Value & (ProprietaryMask | FurtherMask | FurtherSecureMessagingMask)) == 0;

    /// <summary>Whether the byte is one of the further interindustry values, 40 to 7F.</summary>
    public bool IsFurtherInterindustry => (Value & (ProprietaryMask | FurtherMask)) == FurtherMask;

    /// <summary>Whether the command is not the last one of a chain; said by b5 alone, in the reserved ranges too.</summary>
    public bool IsChaining => (Value & ChainingMask) != 0;

    /// <summary>The logical channel, 0 to 19.</summary>
    public int Channel => IsFurther ? FirstFurtherChannel + (Value & FurtherChannelMask) : Value & FirstChannelMask;

    /// <summary>Whether secure messaging of any kind is indicated.</summary>
    public bool HasSecureMessaging => (Value & (IsFurther ? FurtherSecureMessagingMask : FirstSecureMessagingMask)) != 0;

    /// <summary>Whether the secure messaging is that of GlobalPlatform: a proprietary format in channels 0 to 3 (GlobalPlatform 2.3.1 11.1.4), the only one in further ones.</summary>
    public bool HasProprietarySecureMessaging => IsFurther ? HasSecureMessaging : (Value & FirstSecureMessagingMask) == ProprietarySecureMessaging;

    /// <summary>The class byte with secure messaging of GlobalPlatform.</summary>
    public ClassByte WithProprietarySecureMessaging() =>
        new((byte)(IsFurther ? Value | FurtherSecureMessagingMask : (Value & ~FirstSecureMessagingMask) | ProprietarySecureMessaging));

    /// <summary>The class byte without secure messaging.</summary>
    public ClassByte WithoutSecureMessaging() => new((byte)(Value & ~(IsFurther ? FurtherSecureMessagingMask : FirstSecureMessagingMask)));

    private bool IsFurther => (Value & FurtherMask) != 0;

    /// <summary>The class byte for <paramref name="channel"/> with the other attributes of this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The channel is not 0 to 19.</exception>
    public ClassByte OnChannel(int channel)
    {
        if (channel is < 0 or > MaxChannel)
        {
            throw new ArgumentOutOfRangeException(nameof(channel));
        }

        int kept = Value & (ProprietaryMask | ChainingMask);
        if (channel < FirstFurtherChannel)
        {
            return new ClassByte((byte)(kept | (HasSecureMessaging ? FirstSecureMessagingMask : 0) | channel));
        }

        return new ClassByte((byte)(kept | FurtherMask | (HasSecureMessaging ? FurtherSecureMessagingMask : 0) | (channel - FirstFurtherChannel)));
    }

    /// <inheritdoc/>
    public bool Equals(ClassByte other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClassByte other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;
}
