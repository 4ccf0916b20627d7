namespace CardOs;

/// <summary>What came of a step of the message agent.</summary>
/// <param name="Status">What it wants now.</param>
/// <param name="Length">Bytes of the request in the answer buffer.</param>
public readonly record struct AgentStep(AgentStatus Status, int Length);
