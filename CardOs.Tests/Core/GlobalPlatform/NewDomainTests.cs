using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>A container that was made by command, with its own security domain: from the issuer's keys to its own.</summary>
public class NewDomainTests
{
    private const string Aid = "F0436172644F73440300";
    private const string NewKey = "000102030405060708090A0B0C0D0E0F";

    [Test]
    public void It_is_personalised_with_the_issuers_keys_and_has_its_own_then()
    {
        var card = new DomainCard();
        int number = new ContainerAdministration(card.Session).Create("third", default, VectorCase.Hex(Aid));
        Assert.That(card.Plain($"00A404000A{Aid}00"), Is.EqualTo("6A82"), "it is disabled");
        Assert.That(card.Card.ActivateContainer(number), Is.EqualTo(StatusWord.Success));
        card.Card.PowerOff();
        card.Card.PowerOn();
        card.Open(Aid, SecurityLevel.CommandMac, 0x30, SecureChannelKeySet.Same(VectorCase.Hex(DomainCard.DefaultKey)));
        SecureChannelKeySet keys = SecureChannelKeySet.Same(VectorCase.Hex(NewKey));
        string data = Convert.ToHexString(card.Session.PutKeyData(0x31, KeyComponentType.Aes, keys));
        Assert.That(card.Send($"80D80081{data.Length / 2:X2}{data}00"), Does.EndWith("9000"));
        Assert.That(card.Send("80CA00E000"), Is.EqualTo("E012" + "C00401318810" + "C00402318810" + "C00403318810" + " 9000"));
        card.Open(Aid, SecurityLevel.CommandMac, 0x31, keys);
        Assert.That(card.Send("80F24002024F0000"), Does.Contain("9F70010F"), "it is personalized");
    }

    [TestCase("80F4010007" + "8101614F02F000", "6A80", TestName = "An_AID_of_two_bytes")]
    [TestCase("80F401000D" + "8101614F08A000000151000000", "6985", TestName = "An_AID_of_the_common_container")]
    [TestCase("80F401000F" + "8101614F0AF0436172644F73440200", "6985", TestName = "An_AID_of_a_disabled_container")]
    public void Refused(string command, string status) => Assert.That(new DomainCard().Send(command + "00"), Is.EqualTo(status));
}
