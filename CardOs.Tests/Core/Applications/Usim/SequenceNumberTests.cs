using System;
using System.Collections.Generic;
using CardOs.OffCard;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

/// <summary>The sequence numbers of TS 33.102 C.2, through AUTHENTICATE.</summary>
[TestFixture]
public sealed class SequenceNumberTests
{
    private const int IndexBits = 5;
    private static readonly byte[] Rand = Convert.FromHexString(UsimCard.Challenge);

    [Test]
    public void Numbers_of_32_places_are_accepted_in_any_order_and_each_once()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage));
        var commands = new List<string>();
        for (ulong i = 0; i < 32; i++)
        {
            commands.Add(UsimCard.Mutual(card.Centre.Generate(Rand, Number(40 - i, i), 0)));
        }

        foreach (string command in commands)
        {
            Assert.That(card.Send(command), Does.StartWith("DB"));
        }

        foreach (string command in commands)
        {
            Assert.That(card.Send(command), Does.StartWith("DC"));
        }
    }

    [TestCase(99UL, false)]
    [TestCase(100UL, false)]
    [TestCase(101UL, true)]
    [TestCase(150UL, true)]
    [TestCase(151UL, false)]
    public void Number_is_accepted_above_the_last_one_and_up_to_the_largest_jump(ulong sequence, bool isAccepted)
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage with { SequenceNumber = Number(100, 31), MaxSequenceJump = 50 }));
        string answer = card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, Number(sequence, 3), 0)));
        Assert.That(answer, Does.StartWith(isAccepted ? "DB" : "DC"));
    }

    [TestCase(90UL, false)]
    [TestCase(91UL, true)]
    [TestCase(99UL, true)]
    public void Number_that_is_too_old_is_refused(ulong sequence, bool isAccepted)
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage with { MaxSequenceAge = 10 }));
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, Number(100, 0), 0))), Does.StartWith("DB"));
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, Number(sequence, 1), 0))), Does.StartWith(isAccepted ? "DB" : "DC"));
    }

    [Test]
    public void Failures_change_nothing()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage));
        AuthenticationVector vector = card.Centre.Next(Rand);
        vector.Token[15] ^= 1;
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo("9862"));
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, 0, 0))), Does.StartWith("DC"));
        vector.Token[15] ^= 1;
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DB"));
    }

    [Test]
    public void Mac_is_checked_before_the_number()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage with { SequenceNumber = Number(100, 31) }));
        AuthenticationVector vector = card.Centre.Generate(Rand, Number(1, 0), 0);
        vector.Token[8] ^= 0x80;
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo("9862"));
    }

    [Test]
    public void Network_that_lost_its_number_goes_on_behind_the_cards()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage));
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, Number(1000, 7), 0))), Does.StartWith("DB"));
        var centre = new AuthenticationCentre(UsimCard.Milenage);
        string refused = card.Send(UsimCard.Mutual(centre.Generate(Rand, Number(1, 7), 0)));
        Assert.That(refused, Does.StartWith("DC0E"));
        Assert.That(centre.TryResynchronise(Rand, Convert.FromHexString(refused[4..32]), out ulong number), Is.True);
        Assert.That(number, Is.EqualTo(Number(1000, 7)));
        Assert.That(card.Send(UsimCard.Mutual(centre.Next(Rand))), Does.StartWith("DB"));
    }

    [Test]
    public void Authenticate_torn_at_any_word_never_accepts_an_answered_token_again()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage));
        AuthenticationVector before = card.Centre.Next(Rand);
        Assert.That(card.Send(UsimCard.Mutual(before)), Does.StartWith("DB"));
        AuthenticationVector vector = card.Centre.Next(Rand);
        string answer = string.Empty;
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => answer = card.Send(UsimCard.Mutual(vector)),
            place =>
            {
                Assert.That(answer, Is.EqualTo("mute"), "an answer was given and then lost: " + place);
                Selected(card);
                Assert.That(card.Send(UsimCard.Mutual(before)), Does.StartWith("DC"), "the number went back: " + place);

                // Nobody saw an answer, so the token may count once more, and only once.
                card.Send(UsimCard.Mutual(vector));
                Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DC"), "twice: " + place);
                Assert.That(card.Send(UsimCard.Mutual(card.Centre.Generate(Rand, Number(50, 9), 0))), Does.StartWith("DB"), "later ones: " + place);
            });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Accepted_token_stays_used_whatever_command_is_cut_behind_it()
    {
        UsimCard card = Selected(new UsimCard(UsimCard.Milenage, more: [UsimCard.Transparent(0x6FD6, "", 40)]));
        AuthenticationVector vector = card.Centre.Next(Rand);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DB"));
        AuthenticationVector bootstrapping = card.Centre.Bootstrap(Rand).Vector;
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Send(UsimCard.Bootstrap(bootstrapping)),
            place =>
            {
                Selected(card);
                Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DC"), place);
            });
        Assert.That(cuts, Is.GreaterThan(10));
    }

    private static UsimCard Selected(UsimCard card)
    {
        Assert.That(card.Send(UsimCard.SelectUsim), Is.EqualTo("9000"));
        return card;
    }

    private static ulong Number(ulong sequence, ulong index) => (sequence << IndexBits) | index;
}
