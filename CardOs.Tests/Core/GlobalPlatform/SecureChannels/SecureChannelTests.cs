using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>What opens, keeps, aborts and ends a session, each status word by a real sequence.</summary>
[TestFixture]
public sealed class SecureChannelTests
{
    private const string Host = "0001020304050607";
    private const string GetStatus = "80F28002024F0000";
    private const SecurityLevel MacOnly = SecurityLevel.CommandMac;
    private const SecurityLevel Full = MacOnly | SecurityLevel.CommandEncryption | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption;

    [TestCase("8050200008" + Host + "00", "9000", TestName = "Initialize_update_of_a_set_for_scp02")]
    [TestCase("8050300008" + Host + "00", "9000", TestName = "Initialize_update_of_a_set_for_scp03")]
    [TestCase("8050000008" + Host + "00", "9000", TestName = "Initialize_update_of_the_first_set")]
    [TestCase("8050210008" + Host + "00", "6A88", TestName = "Initialize_update_of_an_unknown_version")]
    [TestCase("8050310008" + Host + "00", "6A88", TestName = "Initialize_update_of_an_incomplete_set")]
    [TestCase("8050010008" + Host + "00", "6A88", TestName = "Initialize_update_of_a_set_for_packets_where_there_are_others")]
    [TestCase("80502F0008" + Host + "00", "6985", TestName = "Initialize_update_of_a_set_of_scp02_at_the_end_of_its_counter")]
    [TestCase("80503F0008" + Host + "00", "6985", TestName = "Initialize_update_of_a_set_of_scp03_at_the_end_of_its_counter")]
    [TestCase("8050200007" + "00010203040506" + "00", "6700", TestName = "Initialize_update_of_scp02_with_a_short_challenge")]
    [TestCase("8050300010" + Host + Host + "00", "6700", TestName = "Initialize_update_of_scp03_with_a_long_challenge")]
    [TestCase("8050300108" + Host + "00", "6A86", TestName = "Initialize_update_with_a_key_identifier")]
    [TestCase("8450300008" + Host + "00", "6E00", TestName = "Initialize_update_in_a_secured_class")]
    [TestCase("84823000" + "10" + Host + Host, "6985", TestName = "External_authenticate_without_initialize_update")]
    [TestCase("84F28002" + "0A" + "4F00" + Host, "6985", TestName = "A_secured_command_without_a_session")]
    [TestCase("88F28002" + "0A" + "4F00" + Host, "6882", TestName = "Another_kind_of_secure_messaging")]
    [TestCase(GetStatus, "9000", TestName = "A_command_without_security_and_without_a_session")]
    [TestCase("807A100100", "6985", TestName = "Begin_r_mac_without_a_session")]
    [TestCase("8078000300", "6985", TestName = "End_r_mac_without_a_session")]
    public void Without_a_session(string command, string expected)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Add(0x01, CipherAlgorithm.TripleDes2);
        card.Add(0x2F, CipherAlgorithm.TripleDes2, 0xFFFF);
        card.Add(0x3F, CipherAlgorithm.Aes128, 0xFFFFFF);
        card.AddIncomplete(0x31);
        Assert.That(card.Send(command), Does.EndWith(expected));
    }

    [Test]
    public void A_set_for_packets_opens_a_channel_where_there_is_no_other()
    {
        var card = new ChannelCard();
        card.Add(0x02, CipherAlgorithm.Aes128);
        Assert.That(card.Send("8050000008" + Host + "00"), Does.StartWith("00000000000000000000" + "020370"));
        Assert.That(card.Send("8050020008" + Host + "00"), Does.EndWith("9000"));
    }

    [TestCase("20", "8482020010", "6A86", TestName = "External_authenticate_of_scp02_with_encryption_alone")]
    [TestCase("20", "8482110010", "6A86", TestName = "External_authenticate_of_scp02_with_r_mac_that_i_does_not_have")]
    [TestCase("30", "8482100010", "6A86", TestName = "External_authenticate_of_scp03_with_r_mac_alone")]
    [TestCase("30", "8482310010", "6A86", TestName = "External_authenticate_of_scp03_with_r_encryption_alone")]
    [TestCase("30", "8482330110", "6A86", TestName = "External_authenticate_with_p2")]
    [TestCase("30", "8082330010", "6E00", TestName = "External_authenticate_in_a_class_without_security")]
    [TestCase("30", "848233000F", "6700", TestName = "External_authenticate_that_is_too_short")]
    [TestCase("30", "8482330010", "6300", TestName = "External_authenticate_of_scp03_with_a_wrong_cryptogram")]
    [TestCase("20", "8482010010", "6300", TestName = "External_authenticate_of_scp02_with_a_wrong_cryptogram")]
    public void Authentication_fails(string version, string header, string expected)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Send("8050" + version + "0008" + Host + "00");
        int length = Convert.ToInt32(header[8..], 16);
        Assert.That(card.Send(header + new string('0', 2 * length)), Is.EqualTo(expected));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
        if (expected == "6300")
        {
            Assert.That(card.Send(header + new string('0', 2 * length)), Is.EqualTo("6985"), "the session is gone");
            Assert.That(card.Send(GetStatus), Is.EqualTo("9000"), "and nothing is aborted");
        }
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void A_wrong_mac_of_external_authenticate_aborts(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        byte[]? authenticate = null;
        CardExchange spoil = command =>
        {
            byte[] bytes = command.ToArray();
            if (bytes[1] == 0x82)
            {
                bytes[^1] ^= 1;
                authenticate = bytes;
            }

            return card.Exchange(bytes);
        };
        ulong before = card.CounterOf(version);
        Assert.That(
            () => SecurityDomainSession.Open(spoil, SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)), new SecureChannelSettings { KeyVersion = version }),
            Throws.TypeOf<CardStatusException>().With.Property("Status").EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(card.CounterOf(version), Is.EqualTo(version == 0x20 ? before : before + 1));
        Assert.That(card.Send(GetStatus), Is.EqualTo("6982"));
        Assert.That(card.Send(authenticate), Is.EqualTo("6982"));
        Assert.That(card.Send("8050" + version.ToString("X2", null) + "0008" + Host + "00"), Does.EndWith("9000"), "a new session may begin");
    }

    [TestCase((byte)0x20, (SecurityLevel)0x01)]
    [TestCase((byte)0x20, (SecurityLevel)0x03)]
    [TestCase((byte)0x30, (SecurityLevel)0x01)]
    [TestCase((byte)0x30, (SecurityLevel)0x33)]
    public void A_command_below_the_level_aborts_the_session(byte version, SecurityLevel level)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(version, level);
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated | level));
        Assert.That(card.Send(GetStatus), Is.EqualTo("6982"));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(card.Send(GetStatus), Is.EqualTo("6982"));
        card.Open(version, level);
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated | level));
    }

    [TestCase((byte)0x20, "84F2800200")]
    [TestCase((byte)0x20, "84F28002074F000102030405")]
    [TestCase((byte)0x30, "84F28002074F000102030405")]
    [TestCase((byte)0x30, "84F28002084F00010203040506")]
    public void A_command_without_room_for_a_mac_aborts_the_session(byte version, string command)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Open(version, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption);
        Assert.That(card.Send(command), Is.EqualTo("6982"));
        Assert.That(card.Send(GetStatus), Is.EqualTo("6982"));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void An_aborted_session_ends_with_the_application_session(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Open(version, MacOnly);
        card.Send(GetStatus);
        SecureChannel.End(card.State, 0);
        Assert.That(card.Send(GetStatus), Is.EqualTo("9000"));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void An_error_of_the_application_leaves_the_session_open(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(version, MacOnly);
        card.Application = _ => new CardAnswer(StatusWord.IncorrectData, default);
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(card.Plain, Has.Count.EqualTo(2));
    }

    [TestCase((byte)0x20)]
    [TestCase((byte)0x30)]
    public void At_level_00_commands_need_no_security(byte version)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Open(version, SecurityLevel.None);
        Assert.That(card.Send(GetStatus), Is.EqualTo("9000"));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated));
        Assert.That(card.Send("84F280020A4F00" + Host), Is.EqualTo("6982"), "what has a MAC needs a right one");
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
    }

    [Test]
    public void Initialize_update_ends_the_session_even_when_it_fails()
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Open(0x30, MacOnly);
        Assert.That(card.Send("8050770008" + Host + "00"), Is.EqualTo("6A88"));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.None));
        Assert.That(card.Send(GetStatus), Is.EqualTo("9000"));
    }

    [Test]
    public void Sessions_of_channels_are_their_own()
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession first = card.Open(0x30, Full);
        SecurityDomainSession second = card.Open(0x20, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption, channel: 19);
        SecurityDomainSession third = card.Open(0x30, MacOnly, channel: 3);
        foreach (SecurityDomainSession session in new[] { first, second, third, second, first, third })
        {
            Assert.That(session.Transmit(VectorCase.Hex("80E2000003010203")).Status, Is.EqualTo(StatusWord.Success));
        }

        card.Send("83F28002024F00");
        Assert.That(third.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(first.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(second.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
    }

    [Test]
    public void More_sessions_than_the_cache_has_slots_go_on()
    {
        ChannelCard card = ChannelCard.WithBoth();
        var sessions = new SecurityDomainSession[8];
        for (int i = 0; i < sessions.Length; i++)
        {
            sessions[i] = card.Open(0x30, Full, channel: i);
        }

        for (int round = 0; round < 3; round++)
        {
            foreach (SecurityDomainSession session in sessions)
            {
                Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
            }
        }
    }

    [Test]
    public void Keys_of_one_counter_of_scp02_open_one_session()
    {
        ChannelCard card = ChannelCard.WithBoth();
        byte[]? late = null;
        CardExchange hold = command =>
        {
            if (command[1] != 0x82)
            {
                return card.Exchange(command);
            }

            late = command.ToArray();
            return new CardAnswer(StatusWord.Success, default);
        };
        SecurityDomainSession.Open(hold, SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)), new SecureChannelSettings { KeyVersion = 0x20, Channel = 1 });
        card.Open(0x20, MacOnly);
        Assert.That(card.CounterOf(0x20), Is.EqualTo(1));
        Assert.That(card.Send(late), Is.EqualTo("6985"));
        Assert.That(card.CounterOf(0x20), Is.EqualTo(1));
    }

    [Test]
    public void The_counter_of_scp02_stays_until_somebody_is_authenticated_and_that_of_scp03_does_not()
    {
        ChannelCard card = ChannelCard.WithBoth();
        string first = card.Send("8050200008" + Host + "00");
        Assert.That(card.Send("8050200008" + Host + "00"), Is.EqualTo(first));
        Assert.That(card.CounterOf(0x20), Is.Zero);
        Assert.That(card.Send("8050300008" + Host + "00"), Does.EndWith("000001 9000"));
        Assert.That(card.Send("8050300008" + Host + "00"), Does.EndWith("000002 9000"));
        card.Scp03 = new Scp03Options(0x60);
        Assert.That(card.Send("8050300008" + Host + "00"), Has.Length.EqualTo((2 * 29) + 5));
        Assert.That(card.CounterOf(0x30), Is.EqualTo(2));
    }

    [Test]
    public void An_enciphered_command_without_data_is_taken_where_the_quirk_says_so()
    {
        var settings = new SecureChannelSettings { KeyVersion = 0x20, Level = (SecurityLevel)0x03, EnciphersNoData = true };
        foreach (CardQuirks quirk in new[] { CardQuirks.None, CardQuirks.EncipheredNoData })
        {
            var made = new Card(new CardOptions { Profile = TestProfile.Profile() with { Quirks = quirk }, NonVolatileBytes = 64 * 1024 });
            made.PowerOn();
            var card = new ChannelCard(made);
            card.Add(0x20, CipherAlgorithm.TripleDes2);
            SecurityDomainSession session = SecurityDomainSession.Open(card.Exchange, SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)), settings);
            StatusWord expected = quirk == CardQuirks.None ? StatusWord.SecurityStatusNotSatisfied : StatusWord.Success;
            Assert.That(session.Transmit(VectorCase.Hex("80F2800200")).Status, Is.EqualTo(expected));
        }
    }

    [TestCase((byte)0x30, 0x33, 24)]
    [TestCase((byte)0x30, 0x13, 8)]
    [TestCase((byte)0x30, 0x03, 0)]
    [TestCase((byte)0x20, 0x13, 8)]
    public void A_command_knows_how_much_its_answer_will_grow(byte version, byte level, int most)
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Scp02 = new Scp02Options(0x75);
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        int found = -1;
        card.Application = _ =>
        {
            found = SecureChannel.MostAdded(card.State, 0);
            return new CardAnswer(StatusWord.Success, new byte[16]);
        };
        session.Transmit(VectorCase.Hex(GetStatus));
        Assert.That(found, Is.EqualTo(most));
        Assert.That(card.Answered[^1].Data.Length, Is.EqualTo(16 + most));
    }

    [Test]
    public void An_answer_without_room_for_its_mac_is_6700()
    {
        ChannelCard card = ChannelCard.WithBoth();
        SecurityDomainSession session = card.Open(0x30, Full);
        byte[] bytes = session.Wrap(VectorCase.Hex(GetStatus));
        card.Application = _ => new CardAnswer(StatusWord.Success, new byte[16]);
        Assert.That(CommandApdu.TryParse(bytes, out CommandApdu command), Is.True);
        var reply = new ResponseWriter(new byte[32]);
        Assert.That(card.Run(command, ref reply), Is.EqualTo(StatusWord.WrongLength));
        Assert.That(reply.Length, Is.Zero);
    }
}
