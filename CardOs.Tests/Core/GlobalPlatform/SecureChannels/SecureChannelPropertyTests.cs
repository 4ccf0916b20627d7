using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>Random sessions; sessions that are cut, copied and gone back to; and none of it allocates.</summary>
[TestFixture]
public sealed class SecureChannelPropertyTests
{
    private const string GetStatus = "80F28002024F0000";

    private static readonly byte[] Levels02 = [0x00, 0x01, 0x03, 0x10, 0x11, 0x13];
    private static readonly byte[] Levels03 = [0x00, 0x01, 0x03, 0x11, 0x13, 0x33];
    private static readonly byte[] Options02 = [0x75, 0x35, 0x65, 0x25, 0x34, 0x24, 0x77, 0x37];
    private static readonly byte[] Options03 = [0x60, 0x70, 0x61, 0x71];
    private static readonly CipherAlgorithm[] Ciphers = [CipherAlgorithm.Aes128, CipherAlgorithm.Aes192, CipherAlgorithm.Aes256];

    [Test]
    public void What_one_side_wraps_the_other_unwraps() => Properties.Hold<int, int>((seed, which) =>
    {
        var random = new Random((int)(Properties.Spread(seed) ^ Properties.Spread(which)));
        bool isScp02 = random.Next(3) == 0;
        CipherAlgorithm algorithm = isScp02 ? CipherAlgorithm.TripleDes2 : Ciphers[random.Next(3)];
        byte version = isScp02 ? (byte)0x20 : (byte)0x30;
        ChannelCard card = Shared;
        SecureChannel.End(card.State, 0);
        card.Card.Restore(Empty);
        card.Scp02 = new Scp02Options(Options02[random.Next(Options02.Length)]);
        card.Scp03 = new Scp03Options(Options03[random.Next(Options03.Length)]);
        card.Add(version, algorithm, (ulong)random.Next(1000));
        byte[] levels = isScp02 ? Levels02 : Levels03;
        SecurityDomainSession session = card.Open(version, (SecurityLevel)levels[random.Next(levels.Length)], random.Next(20), algorithm);
        bool holds = true;
        for (int i = 0; i < 4; i++)
        {
            holds &= Exchange(card, session, random);
        }

        return holds;
    });

    [TestCase((byte)0x20, 0x01)]
    [TestCase((byte)0x20, 0x03)]
    [TestCase((byte)0x30, 0x01)]
    [TestCase((byte)0x30, 0x33)]
    public void One_flipped_bit_ends_the_session(byte version, byte level)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        byte[] command = session.Wrap(VectorCase.Hex("80E28801" + "14" + "000102030405060708090A0B0C0D0E0F10111213"));
        CardSnapshot before = card.Card.Snapshot();
        for (int bit = 8; bit < 8 * command.Length; bit++)
        {
            // The length is not flipped: the command would have none.
            if (bit / 8 == 4)
            {
                continue;
            }

            card.Card.Restore(before);
            byte[] flipped = (byte[])command.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(Unwrap(card, flipped), Is.EqualTo(StatusWord.SecurityStatusNotSatisfied), $"bit {bit}");
            Assert.That(Unwrap(card, command), Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
            Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
        }

        card.Card.Restore(before);
        Assert.That(Unwrap(card, command), Is.EqualTo(StatusWord.Success));
    }

    [TestCase((byte)0x20, 0x03)]
    [TestCase((byte)0x30, 0x33)]
    public void A_session_goes_on_in_a_copy_of_the_card_and_where_the_card_goes_back_to(byte version, byte level)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        session.Transmit(VectorCase.Hex(GetStatus));
        CardSnapshot kept = card.Card.Snapshot();
        byte[] command = session.Wrap(VectorCase.Hex("80E2880103010203"));
        CardAnswer expected = card.Exchange(command);
        Assert.That(expected.Status, Is.EqualTo(StatusWord.Success));

        var copy = new ChannelCard(new Card(kept, TestProfile.Options));
        Assert.That(copy.Exchange(command).Data.ToArray(), Is.EqualTo(expected.Data.ToArray()));

        // Another session takes the same number and other keys meanwhile: what was cached must not be found.
        card.Open(version, (SecurityLevel)level);
        card.Card.Restore(kept);
        Assert.That(card.Exchange(command).Data.ToArray(), Is.EqualTo(expected.Data.ToArray()));
        card.Card.Restore(kept);
        card.Open(version, (SecurityLevel)level);
        Assert.That(card.Exchange(command).Status, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
    }

    [Test]
    public void A_session_has_a_number_of_its_own_whatever_scripts_ran()
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession first = card.Open(0x30, SecurityLevel.CommandMac);
        card.State.Working.Span(0, WorkingMap.Channels).Clear();
        SecurityDomainSession second = card.Open(0x30, SecurityLevel.CommandMac, channel: 1);
        Assert.That(second.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(first.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void A_reset_ends_the_session(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(version, SecurityLevel.CommandMac);
        card.Card.WarmReset();
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
    }

    [Test]
    public void A_session_ends_with_its_logical_channel()
    {
        ChannelCard card = ChannelCard.WithBoth();
        var terminal = new TestCard(card.Card);
        Assert.That(terminal.Send("0070000001"), Is.EqualTo("01 9000"));
        card.Open(0x30, SecurityLevel.CommandMac, channel: 1);
        Assert.That(terminal.Send("00708001"), Is.EqualTo("9000"));
        Assert.That(card.LevelOn(1), Is.EqualTo(SecurityLevel.None));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void A_counter_torn_at_any_write_is_the_old_or_the_next_one(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession.Open(card.Exchange, SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)), new SecureChannelSettings { KeyVersion = version });
        byte[] initialize = card.Sent[0];
        card.Card.WarmReset();
        var tearing = new ChannelTearing(card.Card);
        int cuts = tearing.AtEveryWord(
            () => card.Open(version, SecurityLevel.CommandMac),
            place => Assert.That(card.CounterOf(version), Is.EqualTo(1).Or.EqualTo(2), place));
        Assert.That(cuts, Is.Positive);
        Assert.That(card.CounterOf(version), Is.EqualTo(1));
        Assert.That(card.Send(initialize), Does.EndWith("9000"));
    }

    [TestCase(0x00, (byte)0x30)]
    [TestCase(0x13, (byte)0x20)]
    [TestCase(0x33, (byte)0x30)]
    public void A_session_allocates_nothing(byte level, byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Scp02 = new Scp02Options(0x75);
        CardSnapshot before = card.Card.Snapshot();
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        byte[] initialize = card.Sent[0];
        byte[] authenticate = card.Sent[1];
        byte[] command = session.Wrap(VectorCase.Hex("80E28801" + "14" + "000102030405060708090A0B0C0D0E0F10111213"));
        byte[] secret = new byte[16];
        byte[] buffer = new byte[64];
        byte[] reply = new byte[64];
        var end = default(StatusWord);
        Allocation.IsNone(() =>
        {
            card.Card.Restore(before);
            var writer = new ResponseWriter(reply);
            Parse(initialize, out CommandApdu one);
            card.Run(one, ref writer);
            Parse(authenticate, out CommandApdu two);
            card.Run(two, ref writer);
            Parse(command, out CommandApdu three);
            end = SecureChannel.TryUnwrap(card.State, 0, default, three, buffer, out _);
            writer.Truncate(0);
            writer.TryWrite(secret);
            SecureChannel.Wrap(card.State, 0, ref writer, StatusWord.Success);
            SecureChannel.TryDecrypt(card.State, 0, secret);
        });
        Assert.That(end, Is.EqualTo(StatusWord.Success));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated | (SecurityLevel)level));
    }

    [TestCase((byte)0x1A)]
    [TestCase((byte)0x0A)]
    public void The_first_mac_opens_a_session_implicitly(byte options)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Scp02 = new Scp02Options((byte)(options | 0x20));
        SecurityDomainSession session = Implicit(card, counter: 0);
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(card.CounterOf(0x20), Is.EqualTo(1));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated | SecurityLevel.CommandMac));
        session.BeginResponseMac(SecurityLevel.ResponseMac);
        card.Application = _ => new CardAnswer(StatusWord.Success, new byte[] { 5, 6 });
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Data.ToArray(), Is.EqualTo(new byte[] { 5, 6 }));
        session.EndResponseMac();
        byte[] secret = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        byte[] enciphered = session.EncipherData(secret);
        Assert.That(SecureChannel.TryDecrypt(card.State, 0, enciphered), Is.True);
        Assert.That(enciphered, Is.EqualTo(secret));

        // A command without a MAC is taken, and the next MAC opens another session.
        Assert.That(card.Send(GetStatus), Does.EndWith("9000"));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated));
        Assert.That(Implicit(card, counter: 1).Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(card.CounterOf(0x20), Is.EqualTo(2));
        Assert.That(Implicit(card, counter: 1).Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(card.CounterOf(0x20), Is.EqualTo(2));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void Secret_data_come_back(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        byte[] data = new byte[32];
        Assert.That(SecureChannel.TryDecrypt(card.State, 0, data), Is.False);
        SecurityDomainSession session = card.Open(version, SecurityLevel.CommandMac);
        Assert.That(SecureChannel.TryDecrypt(card.State, 0, new byte[7]), Is.False);
        byte[] enciphered = session.EncipherData([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.That(SecureChannel.TryDecrypt(card.State, 0, enciphered), Is.True);
        Assert.That(enciphered[..9], Is.EqualTo(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
        Assert.That(SecureChannel.TryEncrypt(card.State, 0, enciphered), Is.True);
        Assert.That(enciphered, Is.EqualTo(session.EncipherData([1, 2, 3, 4, 5, 6, 7, 8, 9])));
        Assert.That(SecureChannel.DataBlockLength(card.State, 0), Is.EqualTo(session.DataBlockLength));
    }

    private static SecurityDomainSession Implicit(ChannelCard card, ushort counter) => SecurityDomainSession.OpenImplicitly(
        card.Exchange,
        SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)),
        new SecureChannelSettings { Scp02 = card.Scp02!.Value, Aid = card.Name },
        counter);

    private static readonly ChannelCard Shared = new();

    private static readonly CardSnapshot Empty = Shared.Card.Snapshot();

    private static bool Exchange(ChannelCard card, SecurityDomainSession session, Random random)
    {
        byte[] data = new byte[random.Next(10) == 0 ? random.Next(256, 600) : random.Next(0, 256)];
        random.NextBytes(data);
        int expected = random.Next(3) switch { 0 => 0, 1 => 256, _ => random.Next(1, 256) };
        byte cla = random.Next(2) == 0 ? (byte)0x80 : (byte)0x00;
        var command = new CommandApdu(cla, 0xE2, (byte)random.Next(256), (byte)random.Next(256), data, expected, random.Next(8) == 0);
        byte[] bytes = new byte[command.EncodedLength];
        command.Write(bytes);
        byte[] response = new byte[random.Next(0, 300)];
        random.NextBytes(response);
        StatusWord status = random.Next(4) switch { 0 => StatusWord.Warning, 1 => StatusWord.MoreDataExpected, _ => StatusWord.Success };
        card.Application = _ => new CardAnswer(status, response);
        CardAnswer answer = session.Transmit(bytes);
        _ = CommandApdu.TryParse(card.Plain[^1], out CommandApdu plain);
        bool same = plain.Ins == command.Ins && plain.Parameters == command.Parameters && plain.Data.SequenceEqual(data) && plain.ExpectedLength == expected
            && !plain.Class.HasSecureMessaging && plain.Class.IsProprietary == command.Class.IsProprietary;
        return same && answer.Status == status && answer.Data.Span.SequenceEqual(response);
    }

    private static StatusWord Unwrap(ChannelCard card, byte[] bytes)
    {
        Parse(bytes, out CommandApdu command);
        return SecureChannel.TryUnwrap(card.State, 0, default, command, new byte[300], out _);
    }

    private static void Parse(byte[] bytes, out CommandApdu command) => _ = CommandApdu.TryParse(bytes, out command);
}
