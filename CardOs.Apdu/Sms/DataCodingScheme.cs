using System;

namespace CardOs.Apdu.Sms;

/// <summary>TP-DCS: alphabet and class of the user data: TS 23.038 4.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  0  x  z  m |alph |class|    z = compressed, m = class is meaningful; x = delete automatically
///  1  1  0  x  …              message waiting, default alphabet
///  1  1  1  0  …              message waiting, UCS2
///  1  1  1  1  0  a |class|    a = 8-bit data
/// </code>
/// </remarks>
public readonly struct DataCodingScheme : IEquatable<DataCodingScheme>
{
    private const int SpecialMask = 0b1000_0000;
    private const int CompressedMask = 0b0010_0000;
    private const int HasClassMask = 0b0001_0000;
    private const int AlphabetMask = 0b0000_1100;
    private const int AlphabetShift = 2;
    private const int ClassMask = 0b0000_0011;
    private const int GroupMask = 0b1111_0000;
    private const int WaitingUcs2Group = 0b1110_0000;
    private const int ClassGroup = 0b1111_0000;
    private const int EightBitMask = 0b0000_0100;

    /// <summary>8-bit data of class 2, as remote management uses it.</summary>
    public const byte EightBitClass2 = 0xF6;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public DataCodingScheme(byte value) => Value = value;

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>The alphabet; what is reserved is taken as the default alphabet, as the specification wants.</summary>
    public Alphabet Alphabet
    {
        get
        {
            if ((Value & SpecialMask) == 0)
            {
                var alphabet = (Alphabet)((Value & AlphabetMask) >> AlphabetShift);
                return alphabet == Alphabet.Reserved ? Alphabet.Default : alphabet;
            }

            return (Value & GroupMask) switch
            {
                WaitingUcs2Group => Alphabet.Ucs2,
                ClassGroup when (Value & EightBitMask) != 0 => Alphabet.EightBit,
                _ => Alphabet.Default,
            };
        }
    }

    /// <summary>The class.</summary>
    public MessageClass MessageClass
    {
        get
        {
            bool hasClass = (Value & SpecialMask) == 0 ? (Value & HasClassMask) != 0 : (Value & GroupMask) == ClassGroup;
            return hasClass ? (MessageClass)(Value & ClassMask) : MessageClass.None;
        }
    }

    /// <summary>Whether the text is compressed.</summary>
    public bool IsCompressed => (Value & SpecialMask) == 0 && (Value & CompressedMask) != 0;

    /// <summary>Bytes that user data of this length (TP-UDL) takes: the length counts septets in the default alphabet, else bytes.</summary>
    public int UserDataBytes(int userDataLength) =>
        Alphabet == Alphabet.Default && !IsCompressed ? DefaultAlphabet.PackedLength(userDataLength) : userDataLength;

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(DataCodingScheme left, DataCodingScheme right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(DataCodingScheme left, DataCodingScheme right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(DataCodingScheme other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DataCodingScheme other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;
}
