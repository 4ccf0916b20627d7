namespace CardOs.Apdu.SecuredPackets;

/// <summary>What the receiver demands of a command packet's counter: TS 102 225 5.1.1.</summary>
public enum CounterMode : byte
{
    /// <summary>The field carries no counter and is ignored.</summary>
    None = 0b00,

    /// <summary>A counter is there, without replay or sequence check.</summary>
    Unchecked = 0b01,

    /// <summary>The counter must be higher than the one stored.</summary>
    Higher = 0b10,

    /// <summary>The counter must be the one stored plus one.</summary>
    OneHigher = 0b11,
}
