using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.OffCard;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Each status code that the card gives, by its real cause; and receipts that are too long for the report. The card never says 08 and 0C.</summary>
[TestFixture]
public sealed class ReceiptStatusTests
{
    private static readonly byte[] Kic = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
    private static readonly byte[] Kid = Convert.FromHexString("FFEEDDCCBBAA99887766554433221100");
    private static readonly Tar Files = Tar.Parse("B00000");
    private static readonly byte[] Script = Convert.FromHexString("00A40004023F00");

    private static readonly Tar UsimFiles = Tar.Parse("B00001");

    // The first record of the USIM's EF.SMS: 176 bytes.
    private static readonly byte[] LongScript = Convert.FromHexString("00A40004026F3C00B20104B0");

    private static OtaKeys Keys => OtaKeys.Aes(2, Kic, Kid);

    private static Terminal Terminal(CardProfile? profile = null)
    {
        var terminal = new Terminal(new Card(CardOptions.Uicc with { Profile = profile ?? DefaultProfile.Uicc }));
        terminal.PowerOn();
        return terminal;
    }

    private static ProofOfReceipt Run(Terminal terminal, OtaChannel channel, byte[] script) => Open(channel, Send(terminal, channel.Seal(script)));

    private static CardAnswer Send(Terminal terminal, IReadOnlyList<byte[]> envelopes)
    {
        CardAnswer answer = new(default, default);
        foreach (byte[] envelope in envelopes)
        {
            answer = terminal.Transmit(envelope);
        }

        return answer;
    }

    private static ProofOfReceipt Open(OtaChannel channel, CardAnswer answer)
    {
        Assert.That(channel.TryOpen(answer.Data.Span, out ProofOfReceipt? receipt), Is.True, answer.Status.ToString());
        return receipt!;
    }

    [Test]
    public void A_wrong_check_key_is_status_01_in_clear()
    {
        ProofOfReceipt receipt = Run(Terminal(), new OtaChannel(Files, OtaKeys.Aes(2, Kic, Kic)), Script);
        Assert.That((receipt.Status, receipt.IsAuthentic, receipt.Counter), Is.EqualTo((ResponseStatusCode.CheckFailed, false, 0ul)));
    }

    [Test]
    public void A_replay_is_status_02_and_so_is_its_counter_for_another_application_of_the_key_set()
    {
        Terminal terminal = Terminal();
        var channel = new OtaChannel(Files, Keys);
        IReadOnlyList<byte[]> envelopes = channel.Seal(Script);
        Assert.That(Open(channel, Send(terminal, envelopes)).Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(Open(channel, Send(terminal, envelopes)).Status, Is.EqualTo(ResponseStatusCode.CounterLow));
        Assert.That(Run(terminal, new OtaChannel(Tar.Parse("B00001"), Keys), Script).Status, Is.EqualTo(ResponseStatusCode.CounterLow));
        terminal.PowerOff();
        terminal.PowerOn();
        Assert.That(Open(channel, Send(terminal, envelopes)).Status, Is.EqualTo(ResponseStatusCode.CounterLow), "behind a reset");
    }

    [Test]
    public void A_gap_is_status_03_when_none_is_allowed_and_the_next_counter_still_passes()
    {
        Terminal terminal = Terminal();
        var channel = new OtaChannel(Files, Keys, OtaSecurity.Full with { Counter = CounterMode.OneHigher }) { NextCounter = 2 };
        Assert.That(Run(terminal, channel, Script).Status, Is.EqualTo(ResponseStatusCode.CounterHigh));
        channel.NextCounter = 1;
        Assert.That(Run(terminal, channel, Script).Status, Is.EqualTo(ResponseStatusCode.PorOk));
    }

    [Test]
    public void The_greatest_counter_passes_once_and_then_the_set_is_blocked_with_status_04()
    {
        Terminal terminal = Terminal();
        var channel = new OtaChannel(Files, Keys) { NextCounter = PacketCounter.MaxValue };
        Assert.That(Run(terminal, channel, Script).Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(() => channel.Seal(Script), Throws.InvalidOperationException);
        channel.NextCounter = 7;
        Assert.That(Run(terminal, channel, Script).Status, Is.EqualTo(ResponseStatusCode.CounterBlocked));
    }

    [Test]
    public void Text_that_is_no_whole_blocks_is_status_05()
    {
        var channel = new OtaChannel(Files, Keys);
        byte[] packet = channel.SealPacket(Script)[..^1];
        packet[1]--;
        byte[] message = SmsWrapper.ToMessages(packet, SmsParameters.Default, 1)[0];
        ProofOfReceipt receipt = Open(channel, Terminal().Deliver(message));
        Assert.That((receipt.Status, receipt.IsAuthentic), Is.EqualTo((ResponseStatusCode.CipheringError, false)));
    }

    [Test]
    public void An_unknown_key_set_or_another_algorithm_is_status_06()
    {
        foreach (OtaKeys keys in new[] { OtaKeys.Aes(9, Kic, Kid), OtaKeys.TripleDes(2, Kic, Kid), OtaKeys.Aes(2, Kic, Kid, macLength: 4) })
        {
            ProofOfReceipt receipt = Run(Terminal(), new OtaChannel(Files, keys), Script);
            Assert.That((receipt.Status, receipt.IsAuthentic), Is.EqualTo((ResponseStatusCode.UnidentifiedSecurityError, false)));
        }
    }

    [Test]
    public void A_command_whose_receipt_could_not_be_protected_as_asked_is_not_executed()
    {
        // KID of an AES key codes no redundancy check, which is asked for the receipt.
        var keys = new KeySetProfile
        {
            Version = 2,
            Cipher = new KeyProfile { Type = KeyType.Aes, Value = Kic },
            Check = new KeyProfile { Type = KeyType.Aes, Value = Kid },
        };
        var card = new PacketCard([keys], Files.Value, Script);
        card.Card.PowerOn();
        var channel = new OtaChannel(Files, Keys, OtaSecurity.Full with { ResponseIntegrity = IntegrityMode.RedundancyCheck });
        card.Card.Transmit(channel.Seal(Script)[0], new byte[Card.MaxShortResponse]);
        Assert.That((card.Refusal, card.Opened.Count), Is.EqualTo(((int)ResponseStatusCode.UnidentifiedSecurityError, 0)));
    }

    [Test]
    public void An_unknown_application_is_status_09_and_too_little_security_0A()
    {
        Assert.That(Run(Terminal(), new OtaChannel(Tar.Parse("123456"), Keys), Script).Status, Is.EqualTo(ResponseStatusCode.TarUnknown));
        var channel = new OtaChannel(Files, OtaKeys.Crc(RedundancyAlgorithm.Crc32));
        Assert.That(Run(Terminal(), channel, Script).Status, Is.EqualTo(ResponseStatusCode.InsufficientSecurityLevel));
    }

    [Test]
    public void A_receipt_too_long_for_the_report_is_announced_with_0B_and_comes_in_two_messages()
    {
        Terminal terminal = Terminal();
        var channel = new OtaChannel(UsimFiles, Keys);
        ProofOfReceipt announcement = Run(terminal, channel, LongScript);
        Assert.That((announcement.Status, announcement.IsAuthentic), Is.EqualTo((ResponseStatusCode.ResponseInSmsSubmit, true)));
        Assert.That(terminal.Submitted, Has.Count.EqualTo(2));
        CheckLong(channel, terminal.Submitted);
        Assert.That(channel.TryOpenMessages([terminal.Submitted[0]], out _), Is.False, "the second one is missing");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_receipt_by_submit_comes_in_as_many_messages_as_it_takes_and_opens_in_any_order(bool isLong)
    {
        Terminal terminal = Terminal();
        var channel = new OtaChannel(UsimFiles, Keys, OtaSecurity.Full with { IsResponseBySubmit = true })
        {
            Sms = SmsParameters.Default with { Originator = "4915112345678" },
        };
        CardAnswer answer = Send(terminal, channel.Seal(isLong ? LongScript : Script));
        Assert.That((answer.Status, answer.Data.Length), Is.EqualTo((StatusWord.Success, 0)));
        List<byte[]> messages = [.. terminal.TakeSubmitted()];
        Assert.That(messages, Has.Count.EqualTo(isLong ? 2 : 1));
        Assert.That(SmsSubmit.TryParse(messages[0], out SmsSubmit submit), Is.True);
        Span<char> digits = stackalloc char[20];
        Assert.That(submit.Destination.TryGetText(digits, out int count), Is.True);
        Assert.That(new string(digits[..count]), Is.EqualTo("4915112345678"));
        messages.Reverse();
        Assert.That(channel.TryOpenMessages(messages, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.CommandsExecuted, Is.EqualTo(isLong ? 2 : 1));
    }

    [Test]
    public void A_long_receipt_with_no_way_out_is_status_07()
    {
        Card card = new(CardOptions.Uicc);
        card.PowerOn();
        var bySubmit = new OtaChannel(UsimFiles, Keys, OtaSecurity.Full with { IsResponseBySubmit = true });
        byte[] buffer = new byte[Card.MaxShortResponse];
        Assert.That(card.Transmit(bySubmit.Seal(Script)[0], buffer).Status.ProactiveCommandLength, Is.GreaterThan(0));

        // The first receipt was not fetched, and there is one place for a packet that waits.
        var channel = new OtaChannel(UsimFiles, Keys) { NextCounter = 2 };
        Assert.That(channel.TryOpen(card.Transmit(channel.Seal(LongScript)[0], buffer).Data, out ProofOfReceipt? receipt), Is.True);
        Assert.That((receipt!.Status, receipt.IsAuthentic), Is.EqualTo((ResponseStatusCode.InsufficientMemory, true)));
    }

    [Test]
    public void A_forged_receipt_without_protection_is_not_taken_for_success()
    {
        var channel = new OtaChannel(Files, Keys);
        Assert.That(channel.TryOpen(Convert.FromHexString("027100000B0AB0000000000000010000"), out _), Is.False);
        Assert.That(channel.TryOpen(Convert.FromHexString("027100000B0AB000000000000001000B"), out _), Is.False);
        Assert.That(channel.TryOpen(Convert.FromHexString("027100000B0AB0000000000000000006"), out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.IsAuthentic, Is.False);
    }

    private static void CheckLong(OtaChannel channel, IReadOnlyList<byte[]> messages)
    {
        Assert.That(channel.TryOpenMessages(messages, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(receipt.CommandsExecuted, Is.EqualTo(2));
        Assert.That(receipt.LastStatus, Is.EqualTo(StatusWord.Success));
        Assert.That(receipt.Data.Length, Is.EqualTo(176));
    }
}
