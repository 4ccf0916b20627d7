using System;

namespace CardOs.Memory;

/// <summary>An address in non-volatile memory; 0 points nowhere.</summary>
internal readonly struct NvAddress : IEquatable<NvAddress>
{
    public const int Length = sizeof(uint);

    public static readonly NvAddress Null;

    public NvAddress(int value) => Value = value;

    public int Value { get; }

    public bool IsNull => Value == 0;

    public static NvAddress operator +(NvAddress address, int offset) => new(address.Value + offset);

    public static bool operator ==(NvAddress left, NvAddress right) => left.Value == right.Value;

    public static bool operator !=(NvAddress left, NvAddress right) => left.Value != right.Value;

    public bool Equals(NvAddress other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is NvAddress other && Equals(other);

    public override int GetHashCode() => Value;

    public override string ToString() => $"{Value:X6}";
}
