namespace CardOs.Keys;

/// <summary>How a value of the global PIN is coded, with the numbers of org.globalplatform.CVM.</summary>
public enum GlobalPinFormat : byte
{
    /// <summary>Characters, a byte each.</summary>
    Ascii = 1,

    /// <summary>Digits, two in a byte, the first one left; an odd number of them ends with F.</summary>
    Bcd = 2,

    /// <summary>Any bytes.</summary>
    Hex = 3,
}
