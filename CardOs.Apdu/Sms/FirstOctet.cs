using System;

namespace CardOs.Apdu.Sms;

/// <summary>The first byte of a TPDU; what b6 to b3 mean depends on the kind: TS 23.040 9.2.2.</summary>
/// <remarks>
/// <code>
///                   b8   b7    b6   b5   b4  b3   b2 b1
/// DELIVER           RP   UDHI  SRI       LP  MMS  0  0
/// SUBMIT            RP   UDHI  SRR  | VPF  | RD   0  1
/// STATUS-REPORT          UDHI  SRQ       LP  MMS  1  0
/// COMMAND                UDHI  SRR                1  0
/// reports                UDHI                     0  x
/// </code>
/// </remarks>
public readonly struct FirstOctet : IEquatable<FirstOctet>
{
    private const int TypeMask = 0b0000_0011;
    private const int NoMoreMessagesMask = 0b0000_0100;
    private const int LoopMask = 0b0000_1000;
    private const int ValidityMask = 0b0001_1000;
    private const int ValidityShift = 3;
    private const int StatusReportMask = 0b0010_0000;
    private const int HeaderMask = 0b0100_0000;
    private const int ReplyPathMask = 0b1000_0000;

    /// <summary>Decodes <paramref name="value"/>.</summary>
    public FirstOctet(byte value) => Value = value;

    /// <summary>The byte itself.</summary>
    public byte Value { get; private init; }

    /// <summary>TP-MTI.</summary>
    public MessageType MessageType
    {
        get => (MessageType)(Value & TypeMask);
        init => Value = With(TypeMask, (int)value);
    }

    /// <summary>TP-MMS of DELIVER and STATUS-REPORT, as it is coded: set when no more messages wait.</summary>
    public bool HasNoMoreMessages
    {
        get => (Value & NoMoreMessagesMask) != 0;
        init => Value = With(NoMoreMessagesMask, value ? NoMoreMessagesMask : 0);
    }

    /// <summary>TP-RD of SUBMIT: duplicates are to be rejected.</summary>
    public bool RejectsDuplicates
    {
        get => HasNoMoreMessages;
        init => HasNoMoreMessages = value;
    }

    /// <summary>TP-LP of DELIVER and STATUS-REPORT: the message was forwarded or spawned.</summary>
    public bool IsLoopPrevention
    {
        get => (Value & LoopMask) != 0;
        init => Value = With(LoopMask, value ? LoopMask : 0);
    }

    /// <summary>TP-VPF of SUBMIT.</summary>
    public ValidityPeriodFormat ValidityPeriodFormat
    {
        get => (ValidityPeriodFormat)((Value & ValidityMask) >> ValidityShift);
        init => Value = With(ValidityMask, (int)value << ValidityShift);
    }

    /// <summary>TP-SRI, TP-SRR or TP-SRQ: a status report is returned, wanted, or the answer to a command.</summary>
    public bool IsStatusReport
    {
        get => (Value & StatusReportMask) != 0;
        init => Value = With(StatusReportMask, value ? StatusReportMask : 0);
    }

    /// <summary>TP-UDHI: the user data begins with a header.</summary>
    public bool HasUserDataHeader
    {
        get => (Value & HeaderMask) != 0;
        init => Value = With(HeaderMask, value ? HeaderMask : 0);
    }

    /// <summary>TP-RP of DELIVER and SUBMIT: a reply path is set.</summary>
    public bool HasReplyPath
    {
        get => (Value & ReplyPathMask) != 0;
        init => Value = With(ReplyPathMask, value ? ReplyPathMask : 0);
    }

    /// <summary>Whether both are the same byte.</summary>
    public static bool operator ==(FirstOctet left, FirstOctet right) => left.Value == right.Value;

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(FirstOctet left, FirstOctet right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(FirstOctet other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FirstOctet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    private byte With(int mask, int bits) => (byte)((Value & ~mask) | (bits & mask));
}
