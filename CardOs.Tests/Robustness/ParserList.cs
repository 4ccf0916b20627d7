using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Robustness;

/// <summary>The parsers under test: those of every <see cref="IParserSource"/> in this assembly.</summary>
internal sealed class ParserList
{
    private readonly List<RegisteredParser> _parsers = [];
    private readonly List<byte[]> _seeds = [];

    private static int _sum;

    public IReadOnlyList<RegisteredParser> Parsers => _parsers;

    /// <summary>What the inputs are made from: the known answers, and what the sources of parsers added.</summary>
    public IEnumerable<byte[]> Corpus => MutationGenerator.KnownAnswers().Concat(_seeds);

    public static ParserList All()
    {
        var list = new ParserList();
        foreach (Type type in typeof(ParserList).Assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type.IsClass && !type.IsAbstract && typeof(IParserSource).IsAssignableFrom(type))
            {
                ((IParserSource)Activator.CreateInstance(type, nonPublic: true)!).Register(list);
            }
        }

        return list;
    }

    /// <summary>Adds a parser; one that is slow may ask for every n-th input only.</summary>
    public void Register(string name, SpanParser parse, int every = 1) => _parsers.Add(new RegisteredParser(name, parse, every));

    /// <summary>Adds an input, in hex, to those that are mutated; for a format of which there is no known answer.</summary>
    public void Seed(string hex) => _seeds.Add(VectorCase.Hex(hex));

    /// <summary>Reads every byte of what a parser gave out, so that a span that reaches too far is noticed.</summary>
    public static void Touch(ReadOnlySpan<byte> value)
    {
        int sum = 0;
        foreach (byte one in value)
        {
            sum += one;
        }

        _sum = sum;
    }

    /// <summary>Fails the run; for what a parser must not give out even though it did not throw.</summary>
    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{message} ({_sum})");
        }
    }
}
