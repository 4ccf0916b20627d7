using System;
using CardOs.Apdu;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>Tears the power out of a command at every word it writes, and looks at what is left.</summary>
internal static class TearHarness
{
    private const int CutRecoveryEvery = 5;

    /// <summary>Runs a command with a power cut after 0, 1, 2, ... words until it completes, in every mode, and powers the card on again.</summary>
    /// <param name="card">A card with power, in the state the command is sent in; it is in that state again at the end.</param>
    /// <param name="command">What is torn. It may send several commands with <see cref="Send"/>, which stay unanswered behind the cut.</param>
    /// <param name="observe">What the terminal sees of the state; it must be what it is before the command, or what it is after.</param>
    /// <returns>How often the power was cut: 0 when the command writes nothing.</returns>
    public static int ForEveryCut(Card card, Action<Card> command, Func<Card, string> observe)
    {
        CardSnapshot start = card.Snapshot();
        string before = ObserveAfterPowerCycle(card, observe);
        card.Restore(start);
        command(card);
        Assert.That(card.IsPowered, Is.True, "the command itself took the power away");
        string[] allowed = [before, ObserveAfterPowerCycle(card, observe)];

        int cuts = 0;
        foreach (TearMode mode in Enum.GetValues<TearMode>())
        {
            for (int writes = 0; ; writes++)
            {
                card.Restore(start);
                card.CutPowerAfter(writes, mode, seed: (ulong)writes);
                command(card);
                card.KeepPower();
                if (card.IsPowered)
                {
                    break;
                }

                cuts++;
                string place = $"{mode}, torn after {writes} words";
                if (writes % CutRecoveryEvery == 0)
                {
                    cuts += ForEveryCutOfRecovery(card, mode, observe, allowed, place);
                }

                card.PowerOn();
                Assert.That(observe(card), Is.AnyOf(allowed), place);
            }
        }

        card.Restore(start);
        return cuts;
    }

    /// <summary>Sends a command; without power there is no answer, which is an empty string.</summary>
    public static string Send(this Card card, string command)
    {
        if (!card.IsPowered)
        {
            return "";
        }

        byte[] response = new byte[Card.MaxShortResponse];
        ResponseApdu answer = card.Transmit(Convert.FromHexString(command), response);
        return answer.IsMute ? "" : Convert.ToHexString(answer.Data) + ((ushort)answer.Status).ToString("X4");
    }

    private static int ForEveryCutOfRecovery(Card card, TearMode mode, Func<Card, string> observe, string[] allowed, string place)
    {
        CardSnapshot torn = card.Snapshot();
        for (int writes = 0; ; writes++)
        {
            card.Restore(torn);
            card.CutPowerAfter(writes, mode, seed: (ulong)writes);
            card.PowerOn();
            card.KeepPower();
            if (card.IsPowered)
            {
                card.Restore(torn);
                return writes;
            }

            card.PowerOn();
            Assert.That(observe(card), Is.AnyOf(allowed), $"{place}, recovery torn after {writes} words");
        }
    }

    private static string ObserveAfterPowerCycle(Card card, Func<Card, string> observe)
    {
        card.PowerOff();
        card.PowerOn();
        return observe(card);
    }
}
