namespace CardOs.Tests.Robustness;

/// <summary>A parser under test; it is given every <paramref name="Every"/>-th of the generated inputs.</summary>
internal sealed record RegisteredParser(string Name, SpanParser Parse, int Every);
