using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>PUT KEY, and what the domain says of its keys: GlobalPlatform 11.8, 11.3.</summary>
public class KeyTests
{
    private const string NewKey = "000102030405060708090A0B0C0D0E0F";
    private const string KeyList = "C0040130" + "8810" + "C0040230" + "8810" + "C0040330" + "8810" + "C0040120" + "8010" + "C0040220" + "8010" + "C0040320" + "8010" + "C0040101" + "8810" + "C0040201" + "8810" + "C0040301" + "8810";

    [Test]
    public void The_domain_lists_its_keys_without_values() => Assert.That(new DomainCard().Send("80CA00E000"), Is.EqualTo("E036" + KeyList + " 9000"));

    [TestCase(0x30, KeyComponentType.Aes, 0x31, TestName = "AES_under_AES")]
    [TestCase(0x20, KeyComponentType.Des, 0x21, TestName = "DES_under_DES")]
    [TestCase(0x30, KeyComponentType.Des, 0x22, TestName = "DES_under_AES")]
    public void New_keys_open_the_next_session(byte with, KeyComponentType type, byte version)
    {
        var card = new DomainCard(version: with);
        SecureChannelKeySet keys = SecureChannelKeySet.Same(VectorCase.Hex(NewKey));
        string check = Convert.ToHexString(SecurityDomainSession.CheckValue(type, VectorCase.Hex(NewKey)));
        string data = Convert.ToHexString(card.Session.PutKeyData(version, type, keys));
        Assert.That(card.Send($"80D80081{data.Length / 2:X2}{data}00"), Is.EqualTo($"{version:X2}{check}{check}{check} 9000"));
        card.Open(DomainCard.Issuer, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption, version, keys);
        Assert.That(card.Send("80CA00C100"), Does.EndWith("9000"));
    }

    [Test]
    public void Keys_that_are_replaced_are_no_longer_valid()
    {
        var card = new DomainCard();
        SecureChannelKeySet keys = SecureChannelKeySet.Same(VectorCase.Hex(NewKey));
        string data = Convert.ToHexString(card.Session.PutKeyData(0x30, KeyComponentType.Aes, keys));
        Assert.That(card.Send($"80D83081{data.Length / 2:X2}{data}00"), Does.EndWith("9000"));
        Assert.That(() => card.Open(DomainCard.Issuer, SecurityLevel.CommandMac, 0x30, SecureChannelKeySet.Same(VectorCase.Hex(DomainCard.DefaultKey))), Throws.InstanceOf<SecureChannelException>());
        card.Open(DomainCard.Issuer, SecurityLevel.CommandMac, 0x30, keys);
        Assert.That(card.Session.SequenceCounter, Is.EqualTo(2));
    }

    // 11.8.3, and the choices of docs/globalplatform.md.
    [TestCase("00", 0x30, "81", "", "6A80", TestName = "Added_although_the_key_is_there")]
    [TestCase("32", 0x33, "81", "", "6A88", TestName = "Replaced_although_there_is_none")]
    [TestCase("20", 0x20, "81", "", "6A80", TestName = "Replaced_by_another_type")]
    [TestCase("30", 0x20, "81", "", "6A80", TestName = "Replaced_under_a_version_that_is_taken")]
    [TestCase("00", 0x34, "01", "", "6A80", TestName = "Several_keys_without_saying_so")]
    [TestCase("00", 0x34, "81", "00", "6A80", TestName = "Bytes_behind_the_last_key")]
    [TestCase("00", 0x00, "81", "", "6A80", TestName = "Version_0")]
    [TestCase("00", 0x80, "81", "", "6A80", TestName = "Version_80")]
    public void Refused(string p1, byte version, string p2, string behind, string status)
    {
        var card = new DomainCard();
        string before = card.Send("80CA00E000");
        string data = Convert.ToHexString(card.Session.PutKeyData(version, KeyComponentType.Aes, SecureChannelKeySet.Same(VectorCase.Hex(NewKey)))) + behind;
        Assert.That(card.Send($"80D8{p1}{p2}{data.Length / 2:X2}{data}00"), Is.EqualTo(status));
        Assert.That(card.Send("80CA00E000"), Is.EqualTo(before));
    }

    [TestCase("80D8000101" + "71", "6A80", TestName = "No_key")]
    [TestCase("80D8000104" + "71880100", "6A80", TestName = "A_block_that_is_no_block")]
    [TestCase("80D8000114" + "71" + "8810" + "00000000000000000000000000000000" + "00", "6A80", TestName = "AES_without_a_check_value")]
    [TestCase("80D8000117" + "71" + "8810" + "00000000000000000000000000000000" + "03000000", "6982", TestName = "A_wrong_check_value")]
    [TestCase("80D8000114" + "71" + "8A10" + "00000000000000000000000000000000" + "00", "6A80", TestName = "An_unknown_type")]
    public void Malformed(string command, string status) => Assert.That(new DomainCard().Send(command + "00"), Is.EqualTo(status));

    [Test]
    public void A_public_key_stands_alone_and_can_be_deleted()
    {
        var card = new DomainCard();
        string modulus = new('C', 256);
        string put = "71" + "A18180" + modulus + "A003010001" + "00";
        Assert.That(card.Send($"80D80001{put.Length / 2:X2}{put}00"), Is.EqualTo("71 9000"));
        Assert.That(card.Send("80CA00E000"), Does.Contain("C006" + "0171" + "A180" + "A003"));
    }

    [Test]
    public void Without_an_authenticated_session_nothing_is_put()
    {
        var card = new TestCard(CardOptions.Uicc);
        card.Send("00A4040C08A000000151000000");
        Assert.That(card.Send("80D8000101" + "71" + "00"), Is.EqualTo("6982"));
    }

    [TestCase("80CA00C100", "C103000001 9000")]
    [TestCase("80CA00C200", "C2020000 9000")]
    [TestCase("80CA00D300", "D30181 9000")]
    [TestCase("80CA004200", "42070D4341524F5301 9000")]
    [TestCase("80CA004500", "45084361726430733031 9000")]
    [TestCase("00CB004500", "4361726430733031 9000")]
    [TestCase("80CA00CF00", "6A88")]
    public void Data_objects(string command, string answer) => Assert.That(new DomainCard().Send(command), Is.EqualTo(answer));

    [Test]
    public void Capabilities_name_both_protocols() =>
        Assert.That(new DomainCard().Send("80CA006700"), Does.StartWith("67").And.Contain("A006800102810155").And.Contain("A009800103810170820107").And.EndsWith(" 9000"));

    [Test]
    public void Applications_of_the_card_are_listed() =>
        Assert.That(new DomainCard().Send("80CA2F00025C0000"), Does.StartWith("610A4F08A000000151000000").And.EndsWith(" 9000"));
}
