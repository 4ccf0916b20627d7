namespace CardOs.Apdu;

/// <summary>The four interface bytes of one group in an answer to reset: ISO 7816-3 8.2.3.</summary>
public enum InterfaceByte : byte
{
    /// <summary>TA: in the first group the clock rate and baud rate factors, in the second the specific mode.</summary>
    A = 0,

    /// <summary>TB: in the first group the programming voltage, deprecated.</summary>
    B = 1,

    /// <summary>TC: in the first group the extra guard time, in the second the waiting time of T=0.</summary>
    C = 2,

    /// <summary>TD: a protocol, and which bytes the next group has.</summary>
    D = 3,
}
