namespace CardOs.Apdu.RemoteScripts;

/// <summary>Where a script stands in a chain: TS 102 226 5.2.1.4.</summary>
public enum ScriptChaining : byte
{
    /// <summary>The first one; a reset ends the chain.</summary>
    First = 0x01,

    /// <summary>A following one, and more follow.</summary>
    Subsequent = 0x02,

    /// <summary>The last one.</summary>
    Last = 0x03,

    /// <summary>The first one; the chain outlives a reset.</summary>
    FirstKeptAcrossReset = 0x11,
}
