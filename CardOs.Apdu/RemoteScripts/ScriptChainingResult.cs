namespace CardOs.Apdu.RemoteScripts;

/// <summary>Why a script of a chain was not processed: TS 102 226 5.2.2.</summary>
public enum ScriptChainingResult : byte
{
    /// <summary>There is no script before it.</summary>
    NoPreviousScript = 0x01,

    /// <summary>Chaining is not supported.</summary>
    NotSupported = 0x02,

    /// <summary>The chaining information cannot be processed.</summary>
    UnableToProcess = 0x03,
}
