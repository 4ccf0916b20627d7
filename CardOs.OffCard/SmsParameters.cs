using CardOs.Apdu.Sms;

namespace CardOs.OffCard;

/// <summary>How packets travel in short messages: everything around the user data. TS 23.040 9.2.2.1, TS 31.111 7.1.1.</summary>
public sealed record SmsParameters
{
    /// <summary>From 12345, protocol identifier 7F, 8-bit data of class 2.</summary>
    public static SmsParameters Default { get; } = new();

    /// <summary>TP-OA, the sender's number: at most 20 digits. The card sends receipts there.</summary>
    public string Originator { get; init; } = "12345";

    /// <summary>The kind of the sender's number.</summary>
    public AddressType OriginatorType { get; init; } = new(TypeOfNumber.Unknown, NumberingPlan.Telephone);

    /// <summary>The service centre's number; empty when the envelope is not to tell it.</summary>
    public string ServiceCentre { get; init; } = "";

    /// <summary>The kind of the service centre's number.</summary>
    public AddressType ServiceCentreType { get; init; } = new(TypeOfNumber.International, NumberingPlan.Telephone);

    /// <summary>The flags of the first byte; message type and user-data header are set.</summary>
    public FirstOctet First { get; init; }

    /// <summary>TP-PID.</summary>
    public ProtocolIdentifier ProtocolIdentifier { get; init; } = ProtocolIdentifier.SimDataDownload;

    /// <summary>TP-DCS: must say 8-bit data.</summary>
    public DataCodingScheme Coding { get; init; } = new(DataCodingScheme.EightBitClass2);

    /// <summary>TP-SCTS, when the service centre took the message.</summary>
    public ServiceCentreTime Time { get; init; } = new(25, 1, 1, 12, 0, 0, 0);

    /// <summary>Whether the references of concatenated messages have 16 bits.</summary>
    public bool IsReferenceLong { get; init; }

    /// <summary>Whether the last message is sent first, as networks may.</summary>
    public bool IsLastFirst { get; init; }
}
