using System;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Packages that cannot be linked: each is refused with a status word, and no byte of it is left.</summary>
[TestFixture]
public sealed class LinkRefusalTests
{
    private const string Refused = "6A80";
    private const string NotThere = "6A88";

    [TestCase(ComponentTag.Header, Refused)]
    [TestCase(ComponentTag.Directory, Refused)]
    [TestCase(ComponentTag.Import, Refused)]
    [TestCase(ComponentTag.ConstantPool, Refused)]
    [TestCase(ComponentTag.Class, Refused)]
    [TestCase(ComponentTag.Method, Refused)]
    [TestCase(ComponentTag.StaticField, Refused)]
    [TestCase(ComponentTag.Applet, Refused)]
    public void A_component_cut_short(ComponentTag tag, string expected)
    {
        AssembledCap cap = Sample();
        if (tag == ComponentTag.Directory)
        {
            cap.BreakDirectory = directory => directory[0] ^= 1;
        }
        else
        {
            cap.Truncate(tag, cap[tag]!.Length / 2);
        }

        Refuses(cap.ToLoadFile(), expected);
    }

    [Test]
    public void Any_part_of_a_package()
    {
        byte[] whole = Sample().ToLoadFile();
        for (int length = 0; length < whole.Length; length += 7)
        {
            Refuses(whole[..length], Refused);
        }
    }

    [Test]
    public void A_package_that_is_there_already()
    {
        var card = new TestCard();
        Assert.That(card.Card.LoadPackage(Sample().ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.LoadPackage(Sample().ToLoadFile()), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
    }

    [TestCase("import F04361726499 1.0", NotThere, TestName = "An_import_that_is_not_there")]
    [TestCase("import javacard/framework 1.99", NotThere, TestName = "An_import_of_a_later_version")]
    [TestCase("import javacard/framework 2.0", NotThere, TestName = "An_import_of_another_major_version")]
    public void Imports(string import, string expected) =>
        Refuses(Assembler.Assemble(MachineCard.Source("sconst_0 / sreturn").Replace("import javacard/framework 1.0", import + "\nimport javacard/framework 1.0", StringComparison.Ordinal)).ToLoadFile(), expected);

    [TestCase("constant odd = 06 80 10 63", TestName = "A_static_method_that_is_not_there")]
    [TestCase("constant odd = 03 80 0A 63", TestName = "A_virtual_method_that_is_not_there")]
    [TestCase("constant odd = 01 80 63 00", TestName = "A_class_that_is_not_there")]
    [TestCase("constant odd = 01 8F 00 00", TestName = "A_class_of_no_package")]
    [TestCase("constant odd = 02 80 0A 00", TestName = "A_field_of_a_ROM_class")]
    [TestCase("constant odd = 05 00 FF FF", TestName = "A_static_field_behind_the_image")]
    [TestCase("constant odd = 06 00 FF FF", TestName = "A_static_method_behind_the_code")]
    [TestCase("constant odd = 01 00 01 00", TestName = "A_class_in_the_middle_of_another")]
    [TestCase("constant odd = 01 80 80 00", TestName = "A_hidden_class_of_the_ROM")]
    [TestCase("constant odd = 03 80 80 00", TestName = "A_virtual_method_of_a_hidden_class")]
    [TestCase("constant odd = 06 80 82 00", TestName = "A_static_method_of_a_hidden_class")]
    public void Names(string constant)
    {
        // Without the verifier, so that it is the linker that refuses.
        byte[] file = Assembler.Assemble(MachineCard.Source("invokestatic odd / sconst_0 / sreturn").Replace("applet ", constant + "\napplet ", StringComparison.Ordinal)).ToLoadFile();
        Refuses(file, Refused);
        Refuses(file, Refused, verified: false);
    }

    [Test]
    public void No_hidden_class_of_the_ROM_can_be_named()
    {
        var card = new TestCard();
        foreach (CardOs.JavaCard.NativePackage package in card.Card.State.Machine.Library.Packages)
        {
            foreach (CardOs.JavaCard.NativeClass type in package.Classes)
            {
                if (type.IsHidden)
                {
                    string source = MachineCard.Source("aconst_null / instanceof class odd / sreturn")
                        .Replace("applet ", $"import {Convert.ToHexString(package.Aid)} 1.0\nconstant odd = 01 81 {type.Token:X2} 00\napplet ", StringComparison.Ordinal);
                    Refuses(Assembler.Assemble(source).ToLoadFile(), Refused, verified: false);
                }
            }
        }
    }

    [Test]
    public void A_package_for_which_there_is_no_room()
    {
        var card = new TestCard(TestProfile.Options with { NonVolatileBytes = 96 * 1024 });
        int number = 0;
        StatusWord status;
        do
        {
            string source = MachineCard.Source(string.Concat(System.Linq.Enumerable.Repeat("nop / nop / nop / nop / nop / nop / nop / nop\n", 400)) + "sconst_0 / sreturn");
            status = card.Card.LoadPackage(Assembler.Assemble(source.Replace("F0436172644F70", $"F0436172644F{number:X2}", StringComparison.Ordinal)).ToLoadFile());
            number++;
        }
        while (status == StatusWord.Success && number < 40);
        Assert.That(status, Is.EqualTo(StatusWord.NotEnoughMemory));
        Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.State.Machine), Is.Null);
    }

    private static AssembledCap Sample() => Assembler.Assemble(MachineCard.Source("sconst_0 / sreturn"));

    private static void Refuses(byte[] file, string expected, bool verified = true)
    {
        var card = new TestCard();
        card.Card.State.Machine.VerifiesPackages = verified;
        string before = Account(card);
        StatusWord status = card.Card.LoadPackage(file);
        Assert.That(((ushort)status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));
        Assert.That(Account(card), Is.EqualTo(before));
    }

    private static string Account(TestCard card) => string.Join(' ', card.Card.Account().Shares) + string.Join(' ', card.Card.Account().Containers);
}
