namespace CardOs.Benchmarks;

/// <summary>Adds up what the parsers say, so that all of them do the same work.</summary>
public sealed class HttpSink
{
    /// <summary>Lengths and first characters, added up.</summary>
    public long Sum { get; set; }
}
