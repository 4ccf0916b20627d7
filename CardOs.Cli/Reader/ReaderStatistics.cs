using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace CardOs.Cli.Reader;

/// <summary>What a card in a reader did, and how long it took.</summary>
/// <remarks>Clients are at work from the first command behind a power-on to the last one before the power goes.</remarks>
internal sealed class ReaderStatistics
{
    private long _workSince;
    private long _workUntil;
    private TimeSpan _work;
    private TimeSpan _card;
    private int _saves;
    private TimeSpan _saving;
    private TimeSpan _longestSave;

    public int Commands { get; private set; }

    public int PowerOns { get; set; }

    public int Resets { get; set; }

    /// <summary>A command came in.</summary>
    public void BeginCommand()
    {
        Commands++;
        if (_workSince == 0)
        {
            _workSince = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Its answer goes out.</summary>
    public void EndCommand(TimeSpan card)
    {
        _card += card;
        _workUntil = Stopwatch.GetTimestamp();
    }

    /// <summary>The power was taken, or is given anew.</summary>
    public void EndWork()
    {
        if (_workSince != 0)
        {
            _work += Stopwatch.GetElapsedTime(_workSince, _workUntil);
            _workSince = 0;
        }
    }

    /// <summary>The image was written.</summary>
    public void AddSave(TimeSpan duration)
    {
        _saves++;
        _saving += duration;
        _longestSave = duration > _longestSave ? duration : _longestSave;
    }

    public void WriteTo(TextWriter output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(culture, $"{Commands:N0} commands, {PowerOns:N0} power-ons, {Resets:N0} resets"));
        if (Commands > 0)
        {
            string share = _work > TimeSpan.Zero ? string.Create(culture, $", {100 * _card / _work:F2} % of {_work.TotalSeconds:F2} s at work") : "";
            output.WriteLine(string.Create(culture, $"In the card: {_card.TotalMilliseconds:F1} ms, {_card.TotalMicroseconds / Commands:F1} us a command{share}"));
        }

        if (_saves > 0)
        {
            output.WriteLine(string.Create(
                culture,
                $"Image saved {_saves:N0} times, {_saving.TotalMilliseconds / _saves:F1} ms each, {_longestSave.TotalMilliseconds:F1} ms at most"));
        }
    }
}
