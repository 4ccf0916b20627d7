using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Sms;

/// <summary>Which part of which longer message a short message is: TS 23.040 9.2.3.24.1 and 9.2.3.24.8.</summary>
/// <remarks>
/// <code>
/// +----+----+-----------+-------+----------+
/// | 00 | 03 | reference | total | sequence |
/// +----+----+-----------+-------+----------+--+
/// | 08 | 04 | reference (2) | total | sequence |
/// +----+----+---------------+-------+----------+
/// </code>
/// </remarks>
public readonly struct Concatenation : IEquatable<Concatenation>
{
    private const int Length8 = 3;
    private const int Length16 = 4;
    private const int HeadLength = 2;

    /// <summary>A part, with a reference of 8 or of 16 bits.</summary>
    public Concatenation(ushort reference, byte total, byte sequence, bool isLong)
    {
        Reference = reference;
        Total = total;
        Sequence = sequence;
        IsLong = isLong;
    }

    /// <summary>What the parts of one message have in common.</summary>
    public ushort Reference { get; }

    /// <summary>How many parts there are.</summary>
    public byte Total { get; }

    /// <summary>Which part this is, from 1 on.</summary>
    public byte Sequence { get; }

    /// <summary>Whether the reference has 16 bits.</summary>
    public bool IsLong { get; }

    /// <summary>Bytes of the element, identifier and length included.</summary>
    public int EncodedLength => HeadLength + (IsLong ? Length16 : Length8);

    /// <summary>Whether both are the same part.</summary>
    public static bool operator ==(Concatenation left, Concatenation right) => left.Equals(right);

    /// <summary>Whether they are different parts.</summary>
    public static bool operator !=(Concatenation left, Concatenation right) => !left.Equals(right);

    /// <summary>Finds the element in a header; one with a sequence of 0 or beyond the total does not count.</summary>
    public static bool TryFind(UserDataHeader header, out Concatenation concatenation)
    {
        concatenation = default;
        if (header.TryFind(InformationElementIdentifier.Concatenation8, out ReadOnlySpan<byte> value) && value.Length == Length8)
        {
            concatenation = new Concatenation(value[0], value[1], value[2], isLong: false);
        }
        else if (header.TryFind(InformationElementIdentifier.Concatenation16, out value) && value.Length == Length16)
        {
            concatenation = new Concatenation(BinaryPrimitives.ReadUInt16BigEndian(value), value[2], value[3], isLong: true);
        }

        if (concatenation.Sequence != 0 && concatenation.Sequence <= concatenation.Total)
        {
            return true;
        }

        concatenation = default;
        return false;
    }

    /// <summary>Writes the element, with identifier and length.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < EncodedLength)
        {
            return false;
        }

        bytesWritten = EncodedLength;
        if (IsLong)
        {
            destination[0] = (byte)InformationElementIdentifier.Concatenation16;
            destination[1] = Length16;
            BinaryPrimitives.WriteUInt16BigEndian(destination.Slice(HeadLength), Reference);
        }
        else
        {
            destination[0] = (byte)InformationElementIdentifier.Concatenation8;
            destination[1] = Length8;
            destination[HeadLength] = (byte)Reference;
        }

        destination[bytesWritten - 2] = Total;
        destination[bytesWritten - 1] = Sequence;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Concatenation other) =>
        Reference == other.Reference && Total == other.Total && Sequence == other.Sequence && IsLong == other.IsLong;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Concatenation other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Reference << 16) | (Total << 8) | Sequence;
}
