using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Containers;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Containers;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Containers administered through the issuer security domain's secure channel.</summary>
[TestFixture]
public sealed class ContainerAdministrationTests
{
    private const string SelectIssuer = "00A4040C08A000000151000000";
    private const string SelectOther = "00A4040C0AF0436172644F73440100";

    private static readonly SecureChannelKeySet Keys = SecureChannelKeySet.Same(VectorCase.Hex("404142434445464748494A4B4C4D4E4F"));

    [TestCase((byte)0x30, SecurityLevel.CommandMac)]
    [TestCase((byte)0x30, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption)]
    [TestCase((byte)0x20, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption)]
    public void A_session_lists_creates_deletes_and_activates(byte version, SecurityLevel level)
    {
        var card = new TestCard(CardOptions.Uicc);
        ContainerAdministration containers = Open(card, version, level);
        Assert.That(containers.List().Select(one => one.Name), Is.EqualTo(new[] { "common", "home", "travel" }));
        Assert.That(containers.Create("work", VectorCase.Hex("3132333435363738")), Is.EqualTo(3));
        containers.SetTarget(3);
        containers.Delete(3);
        Assert.That(() => containers.SetTarget(3), Throws.InstanceOf<CardStatusException>().With.Property("Status").EqualTo(StatusWord.ReferencedDataNotFound));
        containers.SetTarget(null);
        containers.Activate(2);
        Assert.That(containers.List()[2], Is.EqualTo(new CardContainer(2, "travel", ContainerState.Disabled, IsPrepared: true)));
        Assert.That(containers.List(isRuntimeView: true).Select(one => one.Number), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(card.SendAll("0070000001", ContainerCard.Fetch, ContainerCard.Performed), Is.EqualTo("9000"));
        Assert.That(card.Card.ActiveContainer, Is.EqualTo(2));
        Assert.That(card.Iccid(), Does.EndWith("20 9000"));
    }

    [Test]
    public void Ctr_11_a_switch_ends_the_session()
    {
        var card = new TestCard(CardOptions.Uicc);
        ContainerAdministration containers = Open(card, 0x30, SecurityLevel.CommandMac);
        containers.Activate(2);
        card.SendAll("0070000001", ContainerCard.Fetch, ContainerCard.Performed);
        Assert.That(() => containers.List(), Throws.InstanceOf<CardStatusException>());
        Assert.That(card.Send(SelectIssuer), Is.EqualTo("9000"));
        Assert.That(() => containers.List(), Throws.InstanceOf<CardStatusException>());
    }

    [Test]
    public void A_container_that_is_activated_is_not_deleted()
    {
        ContainerAdministration containers = Open(new TestCard(CardOptions.Uicc), 0x30, SecurityLevel.CommandMac);
        Assert.That(() => containers.Delete(1), Throws.InstanceOf<CardStatusException>().With.Message.EqualTo("MANAGE CONTAINER, delete: the card answered 6985."));
        containers.Activate(2, tellsTerminal: false);
        Assert.That(() => containers.Delete(2), Throws.InstanceOf<CardStatusException>());
        containers.Cancel();
        containers.Delete(2);
        Assert.That(containers.List(), Has.Count.EqualTo(2));
    }

    [Test]
    public void Only_the_issuers_domain_takes_it()
    {
        var card = new TestCard(CardOptions.Uicc);
        ContainerAdministration containers = Open(card, 0x30, SecurityLevel.CommandMac, SelectOther);
        Assert.That(() => containers.List(), Throws.InstanceOf<CardStatusException>().With.Property("Status").EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
    }

    private static ContainerAdministration Open(TestCard card, byte version, SecurityLevel level, string select = SelectIssuer)
    {
        byte[] buffer = new byte[Card.MaxShortResponse];
        Assert.That(card.Send(select), Is.EqualTo("9000"));
        return new ContainerAdministration(SecurityDomainSession.Open(Exchange, Keys, new SecureChannelSettings { KeyVersion = version, Level = level }));

        CardAnswer Exchange(ReadOnlySpan<byte> command)
        {
            ResponseApdu response = card.Card.Transmit(command, buffer);
            byte[] data = response.Data.ToArray();
            StatusWord status = response.Status;
            while (status.BytesAvailable > 0)
            {
                response = card.Card.Transmit([0x00, 0xC0, 0x00, 0x00, (byte)status.BytesAvailable], buffer);
                data = [.. data, .. response.Data];
                status = response.Status;
            }

            return new CardAnswer(status.ProactiveCommandLength > 0 ? StatusWord.Success : status, data);
        }
    }
}
