using System;
using System.IO;
using System.Linq;
using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>What packages and objects cost, by the card's own account.</summary>
[TestFixture]
public sealed class MachineMemoryTests
{
    private const int Objects = 1000;

    [TestCase("objects/objects.cap")]
    [TestCase("arith/arith.cap")]
    [TestCase("framework/framework.cap")]
    [TestCase("files/files.cap")]
    public void A_package_costs_at_most_1_3_times_its_components(string path)
    {
        byte[] file = CapFile.Open(Path.Combine(Repository.PathOf("CardOs.Tests/Vectors/applets"), path)).ToLoadFile();
        var card = new TestCard(CardOptions.Uicc);
        card.Card.LoadPackage(new MachineCard("sconst_0 / sreturn").Cap.ToLoadFile());
        int before = Used(card.Card);
        Assert.That(card.Card.LoadPackage(file), Is.EqualTo(StatusWord.Success));
        int cost = Used(card.Card) - before;
        TestContext.Out.WriteLine($"{file.Length} bytes of components, {cost} bytes of memory: {(double)cost / file.Length:F2}");
        Assert.That(cost, Is.LessThan(1.3 * file.Length));
    }

    [TestCase("new Small", 2, TestName = "An_object_of_one_field")]
    [TestCase("new App", 10, TestName = "An_object_of_five_cells")]
    [TestCase("bspush 20 / newarray byte", 20, TestName = "A_byte_array")]
    [TestCase("bspush 21 / newarray byte", 21, TestName = "A_byte_array_of_odd_length")]
    [TestCase("bspush 10 / newarray short", 20, TestName = "A_short_array")]
    public void An_object_costs_its_fields_and_8_bytes(string make, int bytes)
    {
        string loop = $"sspush {Objects} / sstore_0 / again: {make} / pop / sinc 0 -1 / sload_0 / ifgt again / sconst_0 / sreturn";
        var card = new MachineCard(loop, "class Small < java/lang/Object\n  field short one\n  method constructor <init>()V\n    return");
        int before = Used(card.Card.Card);
        Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("0000 9000"));
        double cost = (double)(Used(card.Card.Card) - before) / Objects;
        TestContext.Out.WriteLine($"{cost:F2} bytes for {bytes} of fields");
        Assert.That(cost, Is.LessThanOrEqualTo(bytes + 8));
        Assert.That(card.HeapProblem, Is.Null);
    }

    // What blocks take, their headers and rounding included.
    private static int Used(Card card) => card.Account().Shares.Sum(share => share.Used + share.Overhead);
}
