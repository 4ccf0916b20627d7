using System.IO;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>Card images whose container words say what cannot be.</summary>
[TestFixture]
public sealed class ContainerImageTests
{
    [TestCase(NonVolatileMap.ActiveContainer, 3, "the activated container is 3")]
    [TestCase(NonVolatileMap.ActiveContainer, 0, "the activated container is 0")]
    [TestCase(NonVolatileMap.ActiveContainer, 0xFF, "the activated container is 255")]
    [TestCase(NonVolatileMap.PreparedContainer, 3, "the prepared container is 3")]
    [TestCase(NonVolatileMap.PreparedContainer, 0, "the prepared container is 0")]
    [TestCase(NonVolatileMap.Roots + NonVolatileMap.RootLength, 0, "the activated container is 1")]
    [TestCase(NonVolatileMap.Roots + NonVolatileMap.RootLength, 2, "the activated container is 1")]
    [TestCase(NonVolatileMap.Roots, 2, "container 0 has the state 2")]
    [TestCase(NonVolatileMap.Roots + (2 * NonVolatileMap.RootLength), 7, "container 2 has the state 7")]
    public void An_image_with_wrong_words_is_refused(int address, int value, string expected)
    {
        var card = new Card(ContainerCard.Small);
        card.State.NonVolatile.WriteByte(new NvAddress(address), (byte)value);
        Assert.That(() => Load(card), Throws.InstanceOf<CardImageException>().With.Message.Contains(expected));
    }

    [Test]
    public void A_saved_card_keeps_what_is_prepared()
    {
        var card = new Card(ContainerCard.Small);
        card.PowerOn();
        card.ActivateContainer(2);
        Assert.That(Load(card).States(), Is.EqualTo("0+ 1+ 2-p"));
    }

    private static Card Load(Card card)
    {
        using var image = new MemoryStream();
        card.Save(image);
        image.Position = 0;
        return Card.Load(image, ContainerCard.Small);
    }
}
