using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>A security domain that has no keys yet: GlobalPlatform 5.3.2.2.</summary>
public sealed class NewDomainTests
{
    private const string Domain = "A00000015100000001";
    private const string Install = "80E60C0023" + "07A0000001515350" + "08A000000151535041" + "09" + Domain + "0380C000" + "02C900" + "00" + "00";
    private const string NewKey = "000102030405060708090A0B0C0D0E0F";

    [TestCase(0x00)]
    [TestCase(0x20)]
    [TestCase(0x30)]
    public void Is_opened_with_the_keys_of_the_domain_that_it_belongs_to(byte version)
    {
        DomainCard card = Installed();
        card.Open(Domain, SecurityLevel.CommandMac, version, Keys(DomainCard.DefaultKey));
        Assert.That(card.Send("80CA00E000"), Does.StartWith("E0").And.EndsWith(" 9000"));
        Assert.That(card.Send("80CA00D300"), Is.EqualTo("D30181 9000"));
    }

    [Test]
    public void Gets_keys_of_its_own_which_then_are_the_only_ones()
    {
        DomainCard card = Installed();
        card.Open(Domain, SecurityLevel.CommandMac, 0, Keys(DomainCard.DefaultKey));
        string data = Convert.ToHexString(card.Session.PutKeyData(0x30, KeyComponentType.Aes, Keys(NewKey)));
        Assert.That(card.Send($"80D80081{data.Length / 2:X2}{data}00"), Does.EndWith(" 9000"));
        Assert.That(() => card.Open(Domain, SecurityLevel.CommandMac, 0, Keys(DomainCard.DefaultKey)), Throws.InstanceOf<SecureChannelException>());
        card.Open(Domain, SecurityLevel.CommandMac, 0, Keys(NewKey));
        Assert.That(card.Send("80F0400F09" + Domain), Is.EqualTo("9000"));
        Assert.That(card.Plain("8050200008000102030405060700"), Is.EqualTo("6A88"), "the issuer's other set");
        card.Open(DomainCard.Issuer, SecurityLevel.CommandMac, 0, Keys(DomainCard.DefaultKey));
    }

    [Test]
    public void Has_no_channel_once_it_is_personalized_without_keys()
    {
        DomainCard card = Installed();
        card.Open(Domain, SecurityLevel.CommandMac, 0, Keys(DomainCard.DefaultKey));
        Assert.That(card.Send("80F0400F09" + Domain), Is.EqualTo("9000"));
        Assert.That(card.Plain("8050000008000102030405060700"), Is.EqualTo("6A88"));
    }

    [Test]
    public void Manages_nothing()
    {
        DomainCard card = Installed();
        card.Open(Domain, SecurityLevel.CommandMac, 0, Keys(DomainCard.DefaultKey));
        Assert.That(card.Send("80E602000C07F0436172644F710000000000"), Is.EqualTo("6985"));
        Assert.That(card.Send("80E4000009" + "4F07A0000001515350"), Is.EqualTo("6985"));
    }

    private static DomainCard Installed()
    {
        var card = new DomainCard();
        Assert.That(card.Send(Install), Is.EqualTo("00 9000"));
        return card;
    }

    private static SecureChannelKeySet Keys(string key) => SecureChannelKeySet.Same(VectorCase.Hex(key));
}
