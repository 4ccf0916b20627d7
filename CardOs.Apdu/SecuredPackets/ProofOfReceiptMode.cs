namespace CardOs.Apdu.SecuredPackets;

/// <summary>When the sender wants a response packet: TS 102 225 5.1.1.</summary>
public enum ProofOfReceiptMode : byte
{
    /// <summary>Never.</summary>
    None = 0b00,

    /// <summary>After every command packet.</summary>
    Always = 0b01,

    /// <summary>Only when the command packet could not be processed.</summary>
    OnError = 0b10,

    /// <summary>Reserved for future use.</summary>
    Reserved = 0b11,
}
