using System.Diagnostics;

namespace CardOs.Cli.Reader;

/// <summary>The image of a card that is in use: written whenever its memory was.</summary>
internal sealed class CardImageFile
{
    private readonly Card _card;
    private readonly string _path;
    private readonly ReaderStatistics _statistics;
    private readonly CardSnapshot _snapshot = new();
    private long _wordsSaved = -1;

    /// <summary>Writes the first image, so that a path that cannot be written is known before anybody uses the card.</summary>
    public CardImageFile(Card card, string path, ReaderStatistics statistics)
    {
        _card = card;
        _path = path;
        _statistics = statistics;
        SaveChanges();
    }

    /// <summary>Writes the image if words were programmed since the last time.</summary>
    /// <exception cref="InputException">The file may not be written.</exception>
    public void SaveChanges()
    {
        long words = _card.State.NonVolatile.WordsWritten;
        if (words == _wordsSaved)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        _card.SnapshotInto(_snapshot);
        InputFile.Replace(_path, _snapshot.Save);
        _wordsSaved = words;
        _statistics.AddSave(Stopwatch.GetElapsedTime(start));
    }
}
