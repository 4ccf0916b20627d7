using System;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core;

public class CardSnapshotTests
{
    private const string VerifyPin = "002000010831323334FFFFFFFF";
    private const string SelectNumbers = "00A4080C047F106F3A";
    private const string ReadNumber = "00B201041C";
    private const string UpdateNumber = "00DC01041C4D7920706C756D6265720000000000FF08917777777777777777777F";

    private TestCard _card = new(CardOptions.Uicc);

    [SetUp]
    public void Power_a_card()
    {
        _card = new TestCard(CardOptions.Uicc);
        _card.SendAll(VerifyPin, SelectNumbers);
    }

    [Test]
    public void A_restored_card_goes_on_where_it_was_with_its_file_selected()
    {
        CardSnapshot before = _card.Card.Snapshot();
        string record = _card.Send(ReadNumber);
        Assert.That(_card.Send(UpdateNumber), Is.EqualTo("9000"));
        _card.Card.PowerOff();
        _card.Card.Restore(before);
        Assert.That(_card.Card.IsPowered, Is.True);
        Assert.That(_card.Send(ReadNumber), Is.EqualTo(record));
    }

    [Test]
    public void A_fork_and_its_card_do_not_see_each_other()
    {
        var fork = new TestCard(_card.Card.Fork());
        string record = _card.Send(ReadNumber);
        Assert.That(fork.Send(UpdateNumber), Is.EqualTo("9000"));
        Assert.That(fork.Send(ReadNumber), Is.Not.EqualTo(record));
        Assert.That(_card.Send(ReadNumber), Is.EqualTo(record));
    }

    [Test]
    public void A_fork_draws_the_same_random_numbers()
    {
        var fork = new TestCard(_card.Card.Fork());
        Assert.That(fork.Send("0084000008"), Is.EqualTo(_card.Send("0084000008")));
    }

    [Test]
    public void A_saved_card_is_loaded_as_it_was()
    {
        _card.Send(UpdateNumber);
        var stream = new MemoryStream();
        _card.Card.Save(stream);
        TestContext.Out.WriteLine($"{stream.Length} bytes of image");
        stream.Position = 0;
        var loaded = new TestCard(Card.Load(stream, CardOptions.Uicc));
        Assert.That(loaded.Send(ReadNumber), Is.EqualTo(_card.Send(ReadNumber)));
        var again = new MemoryStream();
        loaded.Card.Save(again);
        Assert.That(again.ToArray(), Is.EqualTo(stream.ToArray()));
    }

    [Test]
    public void A_card_that_lost_power_is_captured_as_the_cut_left_it()
    {
        string record = _card.Send(ReadNumber);
        _card.Card.CutPowerAfter(8);
        Assert.That(_card.Send(UpdateNumber), Is.EqualTo("mute"));
        var fork = new TestCard(_card.Card.Fork());
        Assert.That(fork.Card.IsPowered, Is.False);
        Assert.That(fork.Card.Account().Total, Is.EqualTo(_card.Card.Account().Total));
        fork.Card.PowerOn();
        fork.SendAll(VerifyPin, SelectNumbers);
        Assert.That(fork.Send(ReadNumber), Is.EqualTo(record));
    }

    [Test]
    public void A_card_at_rest_is_a_few_pages()
    {
        _card.Card.Snapshot();
        _card.Send(UpdateNumber);
        _card.Card.PowerOff();
        CardSnapshot rest = _card.Card.Snapshot();
        TestContext.Out.WriteLine($"{rest.OwnBytes} bytes at rest");
        Assert.That(rest.OwnBytes, Is.LessThan(2048));
    }

    [Test]
    public void Restoring_and_capturing_again_allocate_nothing()
    {
        CardSnapshot before = _card.Card.Snapshot();
        var after = new CardSnapshot();
        byte[] update = Convert.FromHexString(UpdateNumber);
        byte[] response = new byte[Card.MaxShortResponse];
        Allocation.IsNone(() =>
        {
            _card.Card.Transmit(update, response);
            _card.Card.SnapshotInto(after);
            _card.Card.Restore(before);
            _card.Card.Restore(after);
            _card.Card.Restore(before);
        });
    }

    [Test]
    public void The_account_says_what_every_byte_is_for()
    {
        MemoryAccount account = _card.Card.Account();
        Assert.That(account.Total, Is.EqualTo(CardOptions.Uicc.NonVolatileBytes));
        Assert.That(account.Fixed + account.Used + account.Overhead + account.Free, Is.EqualTo(account.Total));
        Assert.That(account.Shares.Select(share => share.Kind), Does.Contain("FileBody").And.Contain("KeySet").And.Contain("Application"));
        Assert.That(account.Containers.Select(container => container.Container), Is.EqualTo(new[] { 0, 1, 2 }));
        TestContext.Out.WriteLine($"used {account.Used}, overhead {account.Overhead}, fixed {account.Fixed}, free {account.Free}");
    }
}
