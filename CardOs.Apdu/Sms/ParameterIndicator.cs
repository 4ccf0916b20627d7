using System;

namespace CardOs.Apdu.Sms;

/// <summary>TP-PI, which optional fields a report has: TS 23.040 9.2.3.27.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///  e              u  d  p     e = another byte follows, u = UDL and UD, d = DCS, p = PID
/// </code>
/// </remarks>
public readonly struct ParameterIndicator : IEquatable<ParameterIndicator>
{
    private const int ProtocolMask = 0b0000_0001;
    private const int CodingMask = 0b0000_0010;
    private const int UserDataMask = 0b0000_0100;
    private const int ExtensionMask = 0b1000_0000;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public ParameterIndicator(byte value) => Value = value;

    /// <summary>The byte itself.</summary>
    public byte Value { get; }

    /// <summary>PID, DCS and user data are there.</summary>
    public static ParameterIndicator All => new(ProtocolMask | CodingMask | UserDataMask);

    /// <summary>Whether TP-PID is there.</summary>
    public bool HasProtocolIdentifier => (Value & ProtocolMask) != 0;

    /// <summary>Whether TP-DCS is there.</summary>
    public bool HasCoding => (Value & CodingMask) != 0;

    /// <summary>Whether TP-UDL and TP-UD are there.</summary>
    public bool HasUserData => (Value & UserDataMask) != 0;

    /// <summary>Whether another byte of indicators follows.</summary>
    public bool IsExtended => (Value & ExtensionMask) != 0;

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(ParameterIndicator left, ParameterIndicator right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(ParameterIndicator left, ParameterIndicator right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(ParameterIndicator other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterIndicator other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;
}
