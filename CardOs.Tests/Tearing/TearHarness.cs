using System;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>Cuts the power at every word that an operation writes, and again at every word that the recovery writes.</summary>
internal abstract class TearHarness
{
    private const int MaxWords = 5000;

    private int _cuts;

    /// <summary>Whether the power is gone.</summary>
    protected abstract bool IsCut { get; }

    /// <summary>Tears the operation in every mode.</summary>
    /// <inheritdoc cref="AtEveryWord(TearMode, Action, Action{string}, int)"/>
    public int AtEveryWord(Action act, Action<string> check, int recoveryEvery = 1)
    {
        int cuts = 0;
        foreach (TearMode mode in Enum.GetValues<TearMode>())
        {
            cuts += AtEveryWord(mode, act, check, recoveryEvery);
        }

        return cuts;
    }

    /// <summary>Runs an operation with a power cut after 0, 1, 2, ... words until it completes, and looks at what each recovery leaves.</summary>
    /// <param name="mode">What reaches the memory of the write that is torn.</param>
    /// <param name="act">The operation; it does the same each time, and stops when there is no power.</param>
    /// <param name="check">Looks at what is left; gets the place of the cut, for its messages.</param>
    /// <param name="recoveryEvery">How often a cut is followed by cuts of its recovery: 1 for always.</param>
    /// <returns>How often the power was cut: 0 when the operation writes nothing. Everything is then as it was in front of the call.</returns>
    public int AtEveryWord(TearMode mode, Action act, Action<string> check, int recoveryEvery = 1)
    {
        Keep();
        int cuts = 0;
        for (int words = 0; Tears(act, mode, words); words++)
        {
            string place = $"{mode}, torn after {words} words";
            Recover();
            Check(check, place);
            cuts += 1 + (++_cuts % recoveryEvery == 0 ? TearRecovery(act, mode, words, check, place) : 0);
        }

        GoBack();
        return cuts;
    }

    /// <summary>Tears the operation in every mode: what <paramref name="observe"/> sees then must be what it sees before or what it sees after.</summary>
    /// <inheritdoc cref="AtEveryWord(TearMode, Action, Action{string}, int)"/>
    public int LeavesOldOrNew(Action act, Func<string> observe, int recoveryEvery = 1)
    {
        Keep();
        Recover();
        string before = observe();
        GoBack();
        act();
        Assert.That(IsCut, Is.False, "the operation itself took the power away");
        Recover();
        string after = observe();
        GoBack();
        return AtEveryWord(act, place => Assert.That(observe(), Is.AnyOf(before, after), place), recoveryEvery);
    }

    /// <summary>Keeps everything as it is now.</summary>
    protected abstract void Keep();

    /// <summary>Makes everything what it was when it was kept, without a cut to come.</summary>
    protected abstract void GoBack();

    /// <summary>Cuts the power at the first write that goes beyond <paramref name="words"/> words.</summary>
    protected abstract void CutAfter(int words, TearMode mode, ulong seed);

    /// <summary>Gives power, which begins with the recovery.</summary>
    protected abstract void Recover();

    private bool Tears(Action act, TearMode mode, int words)
    {
        Assert.That(words, Is.LessThan(MaxWords), "it writes without end");
        GoBack();
        CutAfter(words, mode, (ulong)words);
        act();
        return IsCut;
    }

    private int TearRecovery(Action act, TearMode mode, int words, Action<string> check, string place)
    {
        for (int again = 0; ; again++)
        {
            Assert.That(Tears(act, mode, words), Is.True, $"{place}: not torn the second time");
            CutAfter(again, mode, (ulong)again);
            Recover();
            if (!IsCut)
            {
                return again;
            }

            Recover();
            Check(check, $"{place}, recovery torn after {again} words");
        }
    }

    private void Check(Action<string> check, string place)
    {
        Assert.That(IsCut, Is.False, place);
        check(place);
    }
}
