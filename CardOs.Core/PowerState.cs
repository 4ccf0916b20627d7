namespace CardOs;

/// <summary>Where a card is between power-on and power-off.</summary>
internal enum PowerState : byte
{
    Off,

    /// <summary>Just reset: a PPS may come before the first command.</summary>
    Reset,

    /// <summary>Commands were exchanged.</summary>
    On,
}
