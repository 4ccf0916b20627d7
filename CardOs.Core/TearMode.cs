namespace CardOs;

/// <summary>What a power cut leaves of the write that it hits.</summary>
public enum TearMode
{
    /// <summary>None of its words.</summary>
    Nothing,

    /// <summary>The words up to the cut.</summary>
    Prefix,

    /// <summary>Any of its words, chosen by the seed.</summary>
    Subset,
}
