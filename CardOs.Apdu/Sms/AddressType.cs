using System;

namespace CardOs.Apdu.Sms;

/// <summary>TON/NPI, the byte in front of the digits of an address: TS 23.040 9.1.2.5.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  1 |type   |  plan     |
/// </code>
/// </remarks>
public readonly struct AddressType : IEquatable<AddressType>
{
    private const int AlwaysSet = 0b1000_0000;
    private const int TypeMask = 0b0111_0000;
    private const int TypeShift = 4;
    private const int PlanMask = 0b0000_1111;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public AddressType(byte value) => Value = value;

    /// <summary>Encodes a type and a plan.</summary>
    public AddressType(TypeOfNumber type, NumberingPlan plan)
        : this((byte)(AlwaysSet | ((byte)type << TypeShift) | (byte)plan))
    {
    }

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>The kind of number.</summary>
    public TypeOfNumber TypeOfNumber => (TypeOfNumber)((Value & TypeMask) >> TypeShift);

    /// <summary>The numbering plan.</summary>
    public NumberingPlan NumberingPlan => (NumberingPlan)(Value & PlanMask);

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(AddressType left, AddressType right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(AddressType left, AddressType right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(AddressType other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AddressType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;
}
