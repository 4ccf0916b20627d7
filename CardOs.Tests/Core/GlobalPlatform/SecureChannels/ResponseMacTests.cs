using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>BEGIN and END R-MAC SESSION, and what answers carry.</summary>
[TestFixture]
public sealed class ResponseMacTests
{
    private const string GetStatus = "80F28002024F0000";
    private const SecurityLevel MacOnly = SecurityLevel.CommandMac;
    private const SecurityLevel Both = SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption;

    [TestCase((byte)0x30, 0x03, SecurityLevel.ResponseMac, 8)]
    [TestCase((byte)0x30, 0x03, Both, 16 + 8)]
    [TestCase((byte)0x30, 0x13, Both, 16 + 8)]
    [TestCase((byte)0x20, 0x01, SecurityLevel.ResponseMac, 8)]
    [TestCase((byte)0x20, 0x00, SecurityLevel.ResponseMac, 8)]
    [TestCase((byte)0x20, 0x03, SecurityLevel.None, 0)]
    public void A_session_for_responses_begins_and_ends(byte version, byte level, SecurityLevel response, int added)
    {
        ChannelCard card = WithResponseMac();
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        card.Application = _ => new CardAnswer(StatusWord.Success, new byte[] { 1, 2, 3 });
        int before = Added(card, session);
        session.BeginResponseMac(response, [9, 8, 7]);
        int data = response == Both ? 16 : 3;
        Assert.That(Added(card, session), Is.EqualTo(response == Both ? data - 3 + 8 : added));
        card.Application = _ => new CardAnswer(StatusWord.Success, default);
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Data.IsEmpty, Is.True);
        session.EndResponseMac();
        card.Application = _ => new CardAnswer(StatusWord.Success, new byte[] { 1, 2, 3 });
        Assert.That(Added(card, session), Is.EqualTo(before));
        Assert.That(card.LevelOn(), Is.EqualTo(SecurityLevel.Authenticated | (SecurityLevel)level));
    }

    [TestCase((byte)0x30, 0x33, "7A3001", TestName = "Begin_with_r_encryption_already_on")]
    [TestCase((byte)0x30, 0x11, "7A1001", TestName = "Begin_with_r_mac_already_on")]
    [TestCase((byte)0x30, 0x00, "7A1001", TestName = "Begin_without_a_c_mac")]
    [TestCase((byte)0x30, 0x01, "7A3001", TestName = "Begin_of_r_encryption_without_c_decryption")]
    [TestCase((byte)0x20, 0x11, "7A1001", TestName = "Begin_of_scp02_with_r_mac_already_on")]
    [TestCase((byte)0x30, 0x33, "780003", TestName = "End_of_what_external_authenticate_began")]
    [TestCase((byte)0x20, 0x11, "780003", TestName = "End_of_what_external_authenticate_began_in_scp02")]
    [TestCase((byte)0x20, 0x01, "780001", TestName = "Return_of_an_r_mac_that_is_not_there")]
    public void Refused_with_6985_without_losing_the_session(byte version, byte level, string command)
    {
        ChannelCard card = WithResponseMac();
        SecurityDomainSession session = card.Open(version, (SecurityLevel)level);
        Assert.That(session.Transmit(VectorCase.Hex("80" + command)).Status, Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
    }

    [TestCase((byte)0x30, "7A0001", StatusWord.IncorrectParameters)]
    [TestCase((byte)0x30, "7A1000", StatusWord.IncorrectParameters)]
    [TestCase((byte)0x20, "7A3001", StatusWord.IncorrectParameters)]
    [TestCase((byte)0x30, "780001", StatusWord.IncorrectParameters)]
    [TestCase((byte)0x30, "780103", StatusWord.IncorrectParameters)]
    [TestCase((byte)0x30, "7A100102" + "0201", StatusWord.IncorrectData)]
    [TestCase((byte)0x30, "78000301" + "00", StatusWord.WrongLength)]
    public void Of_wrong_form(byte version, string command, StatusWord expected)
    {
        ChannelCard card = WithResponseMac();
        SecurityDomainSession session = card.Open(version, MacOnly);
        Assert.That(session.Transmit(VectorCase.Hex("80" + command)).Status, Is.EqualTo(expected));
        Assert.That(session.Transmit(VectorCase.Hex(GetStatus)).Status, Is.EqualTo(StatusWord.Success));
    }

    [Test]
    public void The_r_mac_of_scp02_can_be_asked_for_within_the_session()
    {
        ChannelCard card = WithResponseMac();
        SecurityDomainSession session = card.Open(0x20, MacOnly | SecurityLevel.ResponseMac);
        session.Transmit(VectorCase.Hex(GetStatus));
        byte[] mac = card.Answered[^1].Data.ToArray();
        byte[] asked = session.Wrap(VectorCase.Hex("8078000100"));
        Assert.That(card.Exchange(asked).Data.ToArray(), Is.EqualTo(mac));
    }

    [Test]
    public void An_error_has_no_mac_in_scp03_and_one_in_scp02()
    {
        ChannelCard card = WithResponseMac();
        card.Application = _ => new CardAnswer(StatusWord.IncorrectData, new byte[] { 1, 2 });
        foreach ((byte version, int length) in new[] { ((byte)0x30, 0), ((byte)0x20, 8) })
        {
            SecurityDomainSession session = card.Open(version, MacOnly | SecurityLevel.ResponseMac);
            for (int i = 0; i < 3; i++)
            {
                CardAnswer answer = session.Transmit(VectorCase.Hex(GetStatus));
                Assert.That(answer.Status, Is.EqualTo(StatusWord.IncorrectData));
                Assert.That(answer.Data.IsEmpty, Is.True);
                Assert.That(card.Answered[^1].Data.Length, Is.EqualTo(length));
            }
        }
    }

    [TestCase((byte)0x30)]
    [TestCase((byte)0x20)]
    public void A_warning_has_a_mac_and_one_flipped_bit_of_it_is_noticed(byte version)
    {
        ChannelCard card = WithResponseMac();
        card.Application = _ => new CardAnswer(StatusWord.MoreDataExpected, new byte[] { 1, 2 });
        for (int bit = 0; bit < 8 * 10; bit++)
        {
            SecurityDomainSession session = card.Open(version, MacOnly | SecurityLevel.ResponseMac);
            CardAnswer answer = card.Exchange(session.Wrap(VectorCase.Hex(GetStatus)));
            byte[] data = answer.Data.ToArray();
            Assert.That(data, Has.Length.EqualTo(10));
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => session.Unwrap(answer with { Data = data }), Throws.TypeOf<SecureChannelException>());
        }
    }

    private static int Added(ChannelCard card, SecurityDomainSession session)
    {
        CardAnswer answer = session.Transmit(VectorCase.Hex(GetStatus));
        Assert.That(answer.Data.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        return card.Answered[^1].Data.Length - answer.Data.Length;
    }

    private static ChannelCard WithResponseMac()
    {
        ChannelCard card = ChannelCard.WithBoth();
        card.Scp02 = new Scp02Options(0x75);
        return card;
    }
}
