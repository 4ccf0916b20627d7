using System;

namespace CardOs.Memory;

/// <summary>Losing power in the middle: the cells are frozen as they were, and the running command never notices.</summary>
internal sealed partial class NonVolatileMemory
{
    private const long NoCut = long.MaxValue;

    // Counts down with every word; what it stood at with nothing written is kept, so that one counter serves both questions.
    private long _wordsUntilCut = NoCut;
    private long _wordsWrittenAtCut = NoCut;
    private TearMode _tearMode;
    private ulong _tearSeed;
    private byte[]? _frozen;

    /// <summary>Whether the power was lost: what is written now is lost as well.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Loses power after <paramref name="words"/> more words; the write in flight is torn as <paramref name="mode"/> says.</summary>
    public void ArmCut(long words, TearMode mode, ulong seed)
    {
        ContinueFromCut();
        if (_frozen is null)
        {
            _frozen = new byte[_cells.Length];
            MarkAll(_sinceFreeze);
        }

        CutAfter(words);
        _tearMode = mode;
        _tearSeed = seed;
    }

    /// <summary>Takes a cut back that did not come yet.</summary>
    public void DisarmCut() => CutAfter(NoCut - WordsWritten);

    /// <summary>Continues from the cells as they were when the power was lost, if it was.</summary>
    public void ContinueFromCut()
    {
        if (IsCut)
        {
            (_cells, _frozen) = (_frozen!, _cells);
            IsCut = false;
        }
    }

    // The write that crosses the cut: some of its words reach the frozen cells.
    private void Freeze(int start, scoped ReadOnlySpan<byte> source)
    {
        TakeRecentPagesOver();
        for (int page = _sinceFreeze.Next(0); page >= 0; page = _sinceFreeze.Next(page + 1))
        {
            Buffer.BlockCopy(_cells, page * PageLength, _frozen!, page * PageLength, PageLength);
        }

        _sinceFreeze.Clear();
        long whole = _wordsUntilCut;
        int firstWord = start / NonVolatileMap.WordLength;
        int words = WordsIn(start, source.Length);
        for (int i = 0; i < words; i++)
        {
            bool reached = _tearMode switch
            {
                TearMode.Prefix => i < whole,
                TearMode.Subset => (NextTearBits() & 1) != 0,
                _ => false,
            };
            if (reached)
            {
                int from = Math.Max(start, (firstWord + i) * NonVolatileMap.WordLength);
                int to = Math.Min(start + source.Length, (firstWord + i + 1) * NonVolatileMap.WordLength);
                source.Slice(from - start, to - from).CopyTo(_frozen.AsSpan(from));
            }
        }

        IsCut = true;
        DisarmCut();
    }

    private void CutAfter(long words)
    {
        _wordsWrittenAtCut = WordsWritten + words;
        _wordsUntilCut = words;
    }

    // SplitMix64: the same seed tears the same words.
    private ulong NextTearBits()
    {
        _tearSeed += 0x9E37_79B9_7F4A_7C15;
        ulong z = _tearSeed;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
