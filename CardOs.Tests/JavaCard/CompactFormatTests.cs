using System;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Files of format 2.3: the compact one is loaded, the extended one is not. JCVM 3.1 6.</summary>
[TestFixture]
public sealed class CompactFormatTests
{
    private const byte Extended = 0x08;
    private const int FlagsOffset = 6;

    [TestCase("2.1")]
    [TestCase("2.2")]
    [TestCase("2.3")]
    public void A_package_runs_in_every_format(string format)
    {
        var card = new TestCard(CardOptions.Uicc);
        Assert.That(card.Card.LoadPackage(Sample(format).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(Answer(card), Is.EqualTo("1234 9000"));
    }

    [Test]
    public void Static_resources_are_passed_over()
    {
        AssembledCap cap = Sample("2.3");
        cap[ComponentTag.StaticResources] = [0x00, 0x01, 0x00, 0x07, 0x00, 0x00, 0x00, 0x03, 0xAA, 0xBB, 0xCC];
        var card = new TestCard(CardOptions.Uicc);
        Assert.That(card.Card.LoadPackage(cap.ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(Answer(card), Is.EqualTo("1234 9000"));
    }

    [Test]
    public void The_extended_format_is_refused_with_6A81()
    {
        AssembledCap cap = Sample("2.3");
        cap[ComponentTag.Header]![FlagsOffset] |= Extended;
        Refuses(cap, StatusWord.FunctionNotSupported);
    }

    [Test]
    public void An_extended_flag_in_an_older_format_is_malformed()
    {
        AssembledCap cap = Sample("2.2");
        cap[ComponentTag.Header]![FlagsOffset] |= Extended;
        Refuses(cap, StatusWord.IncorrectData);
    }

    // Of the one class: a map entry for each token, then the count of those that older packages inherit.
    [TestCase(0xFF, StatusWord.Success, TestName = "A_method_that_no_superclass_has")]
    [TestCase(0x07, StatusWord.Success, TestName = "A_method_that_keeps_the_token_of_its_superclass")]
    [TestCase(0x08, StatusWord.FunctionNotSupported, TestName = "A_method_with_another_token_than_in_its_superclass")]
    public void Tokens_of_methods(int mapped, StatusWord expected)
    {
        AssembledCap cap = Sample("2.3");
        byte[] classes = cap[ComponentTag.Class]!;
        cap.Patch(ComponentTag.Class, classes.Length - 2, (byte)mapped);
        if (expected == StatusWord.Success)
        {
            Assert.That(new TestCard(CardOptions.Uicc).Card.LoadPackage(cap.ToLoadFile()), Is.EqualTo(expected));
            return;
        }

        Refuses(cap, expected);
    }

    private static AssembledCap Sample(string format) => Assembler.Assemble($"format {format}\n{MachineCard.Source("sspush 4660 / sreturn")}");

    private static string Answer(TestCard card)
    {
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        card.Send("00A4040008F0436172644F700100");
        return card.Send(MachineCard.Run);
    }

    private static void Refuses(AssembledCap cap, StatusWord expected)
    {
        var card = new TestCard();
        string before = Account(card);
        Assert.That(card.Card.LoadPackage(cap.ToLoadFile()), Is.EqualTo(expected));
        Assert.That(Account(card), Is.EqualTo(before));
    }

    private static string Account(TestCard card) => string.Join(' ', card.Card.Account().Shares) + string.Join(' ', card.Card.Account().Containers);
}
