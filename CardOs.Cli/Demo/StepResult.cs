using System.Collections.Generic;
using CardOs.OffCard;

namespace CardOs.Cli.Demo;

/// <summary>What became of a step.</summary>
internal sealed record StepResult(ScenarioStep Step)
{
    /// <summary>What the card told while it handled each envelope.</summary>
    public List<List<TraceEntry>> Traces { get; } = [];

    /// <summary>The short messages that the card sent.</summary>
    public int MessagesSent { get; set; }

    /// <summary>The receipt, opened; null when there is none that the sender's keys open.</summary>
    public ProofOfReceipt? Receipt { get; set; }

    /// <summary>The second stage's receipt.</summary>
    public ProofOfReceipt? SecondReceipt { get; set; }

    /// <summary>What is not as expected.</summary>
    public List<string> Failures { get; } = [];

    public bool Passed => Failures.Count == 0;
}
