namespace CardOs.Toolkit;

/// <summary>Whose command the terminal executes.</summary>
internal enum SessionSource : byte
{
    None,

    /// <summary>A part of a response packet.</summary>
    Packet,

    /// <summary>A command of a remote script.</summary>
    Command,

    /// <summary>REFRESH, because another container is prepared.</summary>
    Switch,

    /// <summary>The card's own menu.</summary>
    Menu,

    /// <summary>A command of a triggered applet, which waits for the answer.</summary>
    Applet,
}
