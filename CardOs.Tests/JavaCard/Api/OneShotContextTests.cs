using System;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>An object of one use in the hands of another context.</summary>
[TestFixture]
public sealed class OneShotContextTests
{
    private static readonly byte[] Far = Convert.FromHexString("F0436172644F75");
    private static readonly byte[] FarInstance = Convert.FromHexString("F0436172644F7501");

    private const string FarSource = """
        package F0436172644F75 1.0 test/borrower
        import javacard/framework 1.6
        import javacard/security 1.6
        applet F0436172644F7501 Far
        export Far Shared
        interface Shared shareable : javacard/framework/Shareable
          method use(Ljavacard/security/MessageDigest;)S
        class Far < javacard/framework/Applet
          static ref object
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init>
            new FarObject / dup / invokespecial FarObject.<init> / putstatic_a Far.object
            aload_0 / invokevirtual javacard/framework/Applet.register()V / return
          method static install([BSB)V
            new Far / invokespecial Far.<init> / return
          method process(Ljavacard/framework/APDU;)V
            return
        class FarObject < java/lang/Object : Shared
          field short unused
          method constructor <init>()V
            return
          method use(Ljavacard/security/MessageDigest;)S stack 4 locals 1
            try: aload_1 / invokevirtual javacard/security/MessageDigest.getLength()B / sreturn
            end: sconst_0 / sreturn
            handler: pop / sconst_m1 / sreturn
            catch try to end at handler java/lang/SecurityException
        """;

    // -1 of the other context, and 20 of the own one.
    [TestCase("sconst_1 / invokestatic javacard/security/MessageDigest$OneShot.open(B)Ljavacard/security/MessageDigest$OneShot;", "0013 9000")]
    [TestCase("sconst_1 / sconst_0 / invokestatic javacard/security/MessageDigest.getInstance(BZ)Ljavacard/security/MessageDigest;", "0013 9000")]
    public void Another_context_may_not_use_it(string make, string answer)
    {
        string code = $"{make} / astore_0\ngetstatic_a farObject / aload_0 / invokeinterface 2 farShared 0 / aload_0 / invokevirtual javacard/security/MessageDigest.getLength()B / sadd / sreturn";
        Assert.That(Run(code), Is.EqualTo(answer));
    }

    [Test]
    public void It_cannot_be_kept_in_a_field_or_an_array()
    {
        const string Open = "sconst_1 / invokestatic javacard/security/MessageDigest$OneShot.open(B)Ljavacard/security/MessageDigest$OneShot;";
        Assert.That(Run($"{Open} / putstatic_a App.kept / sconst_1 / sreturn"), Is.EqualTo("6F00"));
        Assert.That(Run($"sconst_1 / anewarray java/lang/Object / sconst_0 / {Open} / aastore / sconst_1 / sreturn"), Is.EqualTo("6F00"));
    }

    private static string Run(string code)
    {
        var card = new TestCard(CardOptions.Uicc);
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(FarSource).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(Far, FarInstance, FarInstance), Is.EqualTo(StatusWord.Success));
        string source = MachineCard.Source(code).Replace(
            "import javacard/framework 1.0",
            "import javacard/framework 1.6\nimport F0436172644F75 1.0\nimport javacard/security 1.6\nconstant farObject = 05 81 00 00\nconstant farShared = 01 81 01 00",
            StringComparison.Ordinal);
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Send("00A4040008F0436172644F700100"), Is.EqualTo("9000"));
        return card.Send(MachineCard.Run);
    }
}
