namespace CardOs.Toolkit;

/// <summary>How far the proactive command in hand is.</summary>
internal enum SessionPhase : byte
{
    Idle,

    /// <summary>It waits for FETCH.</summary>
    Ready,

    /// <summary>It waits for TERMINAL RESPONSE.</summary>
    Fetched,
}
