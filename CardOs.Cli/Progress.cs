using System;
using System.Diagnostics;

namespace CardOs.Cli;

/// <summary>Counts lines on a terminal's error stream during long work, and leaves nothing there.</summary>
internal sealed class Progress(Streams streams, string what) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _shown;

    /// <summary>Tells how far the work is.</summary>
    public void Report(int count)
    {
        if (!streams.IsErrorTerminal || streams.IsOutTerminal || _watch.Elapsed < Interval)
        {
            return;
        }

        string text = $"{count:N0} {what}";
        streams.Error.Write("\r" + text);
        _shown = text.Length;
        _watch.Restart();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shown > 0)
        {
            streams.Error.Write("\r" + new string(' ', _shown) + "\r");
        }
    }
}
