using System;
using System.Collections.Generic;
using CardOs.Diagnostics;

namespace CardOs.Cli.Demo;

/// <summary>Keeps what a card tells, until it is taken.</summary>
internal sealed class TraceLog : ICardTrace
{
    private readonly List<TraceEntry> _entries = [];

    public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number) => _entries.Add(new TraceEntry(what, bytes.ToArray(), number));

    /// <summary>What was told since the last time.</summary>
    public List<TraceEntry> Take()
    {
        List<TraceEntry> entries = [.. _entries];
        _entries.Clear();
        return entries;
    }
}
