namespace CardOs.Agents;

/// <summary>What the message agent waits for.</summary>
internal enum AgentPhase : byte
{
    /// <summary>Nothing: there is no session.</summary>
    None,

    /// <summary>The server's message, or the rest of it.</summary>
    Message,

    /// <summary>The terminal: a script waits for the end of its proactive session.</summary>
    Terminal,
}
