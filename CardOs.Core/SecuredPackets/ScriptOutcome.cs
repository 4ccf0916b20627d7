namespace CardOs.SecuredPackets;

/// <summary>Where a run of a remote script ended.</summary>
internal enum ScriptOutcome
{
    /// <summary>At its end, or at a command that stopped it: the answer is complete.</summary>
    Finished,

    /// <summary>At an early response: the answer so far is to be sent, then the script goes on. TS 102 226 5.2.1.2.</summary>
    EarlyResponse,

    /// <summary>At a proactive session that has not ended: it goes on behind the TERMINAL RESPONSE.</summary>
    Suspended,
}
