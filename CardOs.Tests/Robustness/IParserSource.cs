namespace CardOs.Tests.Robustness;

/// <summary>A class that implements this is found by the robustness tests; each area of the code has its own.</summary>
internal interface IParserSource
{
    void Register(ParserList parsers);
}
