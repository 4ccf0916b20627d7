using System;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>Cuts the power at every word that commands write, and again at every word that the recovery writes.</summary>
internal static class CommandTearing
{
    private const int MaxWords = 5000;

    /// <summary>Runs commands on fresh cards with the power cut at each word, and looks at each card behind its recovery.</summary>
    /// <param name="prepare">Makes a card as it is before; the same one each time.</param>
    /// <param name="act">Sends the commands; an answer of "mute" says that the power is gone.</param>
    /// <param name="check">Looks at a card behind its recovery.</param>
    /// <returns>How many cuts there were.</returns>
    public static int AtEveryWord(Func<TestCard> prepare, Func<TestCard, string> act, Action<TestCard> check)
    {
        int cuts = 0;
        foreach (TearMode mode in Enum.GetValues<TearMode>())
        {
            for (int words = 0; words < MaxWords; words++)
            {
                if (!Cut(prepare, act, mode, words, out TestCard card))
                {
                    Assert.That(words, Is.GreaterThan(0), "the commands wrote nothing");
                    break;
                }

                Assert.That(card.Card.IsPowered, Is.False);
                card.Card.PowerOn();
                Assert.That(card.Card.IsPowered, Is.True);
                check(card);
                cuts += 1 + CutRecovery(prepare, act, check, mode, words);
            }
        }

        return cuts;
    }

    private static int CutRecovery(Func<TestCard> prepare, Func<TestCard, string> act, Action<TestCard> check, TearMode mode, int words)
    {
        for (int again = 0; again < MaxWords; again++)
        {
            Cut(prepare, act, mode, words, out TestCard card);
            card.Card.CutPowerAfter(again, mode, (ulong)again);
            if (!card.Card.PowerOn().IsEmpty)
            {
                return again;
            }

            Assert.That(card.Card.IsPowered, Is.False);
            card.Card.PowerOn();
            check(card);
        }

        return MaxWords;
    }

    private static bool Cut(Func<TestCard> prepare, Func<TestCard, string> act, TearMode mode, int words, out TestCard card)
    {
        card = prepare();
        card.Card.CutPowerAfter(words, mode, (ulong)words);
        bool isMute = act(card) == "mute";
        if (!isMute)
        {
            card.Card.KeepPower();
        }

        return isMute;
    }
}
