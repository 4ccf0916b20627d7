using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>A deleted container: nothing of it is left, neither in the account nor in a cell.</summary>
[TestFixture]
public sealed class ContainerDeletionTests
{
    private const string Secret = "5EC2E75EC2E75EC2";

    [Test]
    public void Its_memory_is_everybodys_again_and_no_byte_of_it_is_left()
    {
        var card = new TestCard(ContainerCard.Small);
        MemoryAccount before = card.Card.Account();
        Fill(card);
        Assert.That(Find(card), Is.GreaterThan(0));
        Assert.That(card.Card.DeleteContainer(3), Is.EqualTo(StatusWord.Success));
        MemoryAccount after = card.Card.Account();
        Assert.That(after.Shares, Is.EqualTo(before.Shares));
        Assert.That(after.Containers.Select(one => one.Container), Is.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(after.Free, Is.EqualTo(before.Free));
        Assert.That(Find(card), Is.Zero);
        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null);
        Assert.That(StructureCheck.Check(card.Card.State.NonVolatile), Is.Null);
    }

    [Test]
    public void Its_number_and_its_addresses_serve_a_new_container_with_other_keys()
    {
        var card = new TestCard(ContainerCard.Uicc);
        Assert.That(card.Card.DeleteContainer(2), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.CreateContainer(CardOptions.Uicc.Profile.Containers[1] with { Name = "again" }, out int number), Is.EqualTo(StatusWord.Success));
        Assert.That(number, Is.EqualTo(2));
        string home = card.Iccid();
        card.Switch(2);
        Assert.That(card.Iccid(), Is.EqualTo(home), "it was made of the same profile");
    }

    [Test]
    public void A_load_into_it_ends_with_it()
    {
        var card = new TestCard(ContainerCard.Small);
        CardOs.GlobalPlatform.ContentLoader.BeginLoad(card.Card.State, 2);
        Assert.That(card.Card.DeleteContainer(2), Is.EqualTo(StatusWord.Success));
        Assert.That(CardOs.GlobalPlatform.ContentLoader.Load(card.Card.State, [1, 0, 0]), Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(card.Card.Account().Containers.Select(one => one.Container), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void A_profile_that_does_not_fit_leaves_nothing()
    {
        var card = new TestCard(ContainerCard.Small);
        string before = string.Join(' ', card.Card.Account().Shares);
        ContainerProfile large = ContainerCard.World("large", "00") with
        {
            Files = [.. Enumerable.Range(0, 4).Select(i => ContainerCard.World("", "00").Files[0] with { Fid = (ushort)(0x2F01 + i), Size = 0x8000 })],
        };
        Assert.That(() => card.Card.CreateContainer(large, out _), Throws.ArgumentException.With.Message.StartsWith("container.files["));
        Assert.That(string.Join(' ', card.Card.Account().Shares), Is.EqualTo(before));
        Assert.That(card.Card.States(), Is.EqualTo("0+ 1+ 2-"));
    }

    [Test]
    public void A_profile_with_a_name_of_the_common_container_is_refused()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 0);
        ContainerProfile world = ContainerCard.World("third", "00");
        ContainerProfile profile = world with { Files = [.. world.Files, new FileProfile { Fid = 0x7FFF, Structure = FileStructure.Directory, Aid = ContainerCard.First }] };
        Assert.That(card.Card.CreateContainer(profile, out int number), Is.EqualTo(StatusWord.IncorrectData));
        Assert.That(number, Is.EqualTo(-1));
        Assert.That(card.Card.CreateContainer(world, out number), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.CreateContainer(world, out _), Is.EqualTo(StatusWord.IncorrectData), "the name is taken");
    }

    /// <summary>Makes container 3 with a file, an applet's bytes and PINs that are recognised.</summary>
    internal static void Fill(TestCard card)
    {
        ContainerProfile profile = ContainerCard.World("third", Secret + Secret) with
        {
            Pins = [new PinProfile { KeyReference = 0x01, Value = VectorCase.Hex(Secret), IsEnabled = false }],
        };
        Assert.That(card.Card.CreateContainer(profile, out int number), Is.EqualTo(StatusWord.Success));
        Assert.That(number, Is.EqualTo(3));
        card.InstallNote(ContainerCard.First, 3);
        card.Switch(3);
        card.SendAll(ContainerCard.Select(ContainerCard.First), ContainerCard.WriteNote(Secret), ContainerCard.WriteNote(Secret));
        card.SendAll(ContainerCard.SelectFile, "00D6000008" + Secret, "00D6000008" + "0000000000000000", "00D6000008" + Secret);
        card.Switch(1);
    }

    /// <summary>How often the secret is in the cells.</summary>
    internal static int Find(TestCard card)
    {
        ReadOnlySpan<byte> cells = card.Card.State.NonVolatile.Read(NvAddress.Null, card.Card.State.NonVolatile.Length);
        byte[] secret = VectorCase.Hex(Secret);
        int count = 0;
        for (int at = cells.IndexOf(secret); at >= 0; at = cells.IndexOf(secret))
        {
            cells = cells[(at + 1)..];
            count++;
        }

        return count;
    }
}
