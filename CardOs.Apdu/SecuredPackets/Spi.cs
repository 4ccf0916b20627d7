using System;
using System.Globalization;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>SPI: the security of a command packet, and that of its response: TS 102 225 5.1.1, TS 31.115 4.2.</summary>
/// <remarks>
/// <code>
/// first byte                    second byte
/// b8 b7 b6 b5 b4 b3 b2 b1       b8 b7 b6 b5 b4 b3 b2 b1
///  0  0  0 |cnt | c|integ|       0  0  s  c|integ|proof|
///                |                     |  |   |     when a response is wanted
///                ciphered              |  |   integrity of the response
///                                      |  response ciphered
///                                      response by SMS-SUBMIT instead of the deliver report
/// </code>
/// </remarks>
public readonly struct Spi : IEquatable<Spi>
{
    /// <summary>Bytes that the field takes.</summary>
    public const int Length = 2;

    private const int IntegrityMask = 0b0000_0011;
    private const int CipheredMask = 0b0000_0100;
    private const int CounterMask = 0b0001_1000;
    private const int CounterShift = 3;
    private const int ProofMask = 0b0000_0011;
    private const int ResponseIntegrityMask = 0b0000_1100;
    private const int ResponseIntegrityShift = 2;
    private const int ResponseCipheredMask = 0b0001_0000;
    private const int BySubmitMask = 0b0010_0000;
    private const int FirstShift = 8;

    /// <summary>Decodes the two bytes in <paramref name="value"/>, the first one high.</summary>
    public Spi(ushort value) => Value = value;

    /// <summary>Both bytes, the first one high.</summary>
    public ushort Value { get; private init; }

    /// <summary>How the command packet is protected against change.</summary>
    public IntegrityMode Integrity
    {
        get => (IntegrityMode)(First & IntegrityMask);
        init => Value = With(IntegrityMask << FirstShift, (int)value << FirstShift);
    }

    /// <summary>Whether the command packet is ciphered.</summary>
    public bool IsCiphered
    {
        get => (First & CipheredMask) != 0;
        init => Value = With(CipheredMask << FirstShift, value ? CipheredMask << FirstShift : 0);
    }

    /// <summary>What is demanded of the counter.</summary>
    public CounterMode Counter
    {
        get => (CounterMode)((First & CounterMask) >> CounterShift);
        init => Value = With(CounterMask << FirstShift, (int)value << (CounterShift + FirstShift));
    }

    /// <summary>When a response packet is wanted.</summary>
    public ProofOfReceiptMode ProofOfReceipt
    {
        get => (ProofOfReceiptMode)(Value & ProofMask);
        init => Value = With(ProofMask, (int)value);
    }

    /// <summary>How the response packet is to be protected against change.</summary>
    public IntegrityMode ResponseIntegrity
    {
        get => (IntegrityMode)((Value & ResponseIntegrityMask) >> ResponseIntegrityShift);
        init => Value = With(ResponseIntegrityMask, (int)value << ResponseIntegrityShift);
    }

    /// <summary>Whether the response packet is to be ciphered.</summary>
    public bool IsResponseCiphered
    {
        get => (Value & ResponseCipheredMask) != 0;
        init => Value = With(ResponseCipheredMask, value ? ResponseCipheredMask : 0);
    }

    /// <summary>Whether the response packet is to come in an SMS-SUBMIT, not in the deliver report.</summary>
    public bool IsResponseBySubmit
    {
        get => (Value & BySubmitMask) != 0;
        init => Value = With(BySubmitMask, value ? BySubmitMask : 0);
    }

    /// <summary>The first byte: the security of the command packet, in the coding that a minimum security level has too.</summary>
    public byte First => (byte)(Value >> FirstShift);

    /// <summary>Whether both are the same two bytes.</summary>
    public static bool operator ==(Spi left, Spi right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Spi left, Spi right) => left.Value != right.Value;

    /// <summary>Whether integrity, ciphering and counter are each at least what <paramref name="minimumSecurityLevel"/> (coded as <see cref="First"/>) has.</summary>
    public bool Meets(byte minimumSecurityLevel) =>
        (First & IntegrityMask) >= (minimumSecurityLevel & IntegrityMask)
        && (First & CipheredMask) >= (minimumSecurityLevel & CipheredMask)
        && (First & CounterMask) >= (minimumSecurityLevel & CounterMask);

    /// <inheritdoc/>
    public bool Equals(Spi other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Spi other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The two bytes in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X4", CultureInfo.InvariantCulture);

    private ushort With(int mask, int bits) => (ushort)((Value & ~mask) | (bits & mask));
}
