namespace CardOs.Apdu.Tlv;

/// <summary>The class of a BER tag, bits 8 and 7 of its first byte: ISO 8825-1 8.1.2.2.</summary>
public enum BerTagClass : byte
{
    /// <summary>Universal: the types of ASN.1 itself.</summary>
    Universal = 0,

    /// <summary>Application: in cards, the interindustry templates (62, 6F, 7F49 …).</summary>
    Application = 1,

    /// <summary>Context-specific: the meaning depends on the enclosing template.</summary>
    ContextSpecific = 2,

    /// <summary>Private.</summary>
    Private = 3,
}
