using System.Collections.Generic;

namespace CardOs.Profiles;

/// <summary>What a card is made with: its answer to reset, and the contents of its containers.</summary>
public sealed record CardProfile
{
    /// <summary>The answer to reset, TS to TCK: ISO 7816-3 8.</summary>
    public required byte[] AnswerToReset { get; init; }

    /// <summary>The containers: the common one first, then at least one enhanced container.</summary>
    public required IReadOnlyList<ContainerProfile> Containers { get; init; }

    /// <summary>The number of the container that is activated, from 1 on.</summary>
    public int ActiveContainer { get; init; } = 1;

    /// <summary>In what the card is not as the specifications have it.</summary>
    public CardQuirks Quirks { get; init; }
}
