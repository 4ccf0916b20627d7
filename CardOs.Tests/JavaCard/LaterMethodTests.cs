using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>A class made with an older API, whose own method has the token that a newer API gave to a method of the superclass.</summary>
[TestFixture]
public sealed class LaterMethodTests
{
    // Token 6 of Cipher is getCipherAlgorithm since javacardx.crypto 1.6.
    private static string Source(string version, int token) => $"""
        import javacardx/crypto {version}
        """ + "\n" + MachineCard.Source(
            "new Own / dup / invokespecial Own.<init> / sspush 4000 / sspush 660 / invokevirtual Own.sum(SS)S / sreturn",
            $"""
            class Own < javacardx/crypto/Cipher
              method constructor <init>()V
                aload_0 / invokespecial javacardx/crypto/Cipher.<init>()V / return
              method sum(SS)S token {token}
                sload_1 / sload_2 / sadd / sreturn
            """);

    [TestCase("1.3", 6, ExpectedResult = "1234 9000")]
    [TestCase("1.5", 7, ExpectedResult = "1234 9000")]
    [TestCase("1.6", 6, ExpectedResult = "6A80")]
    [TestCase("1.3", 5, ExpectedResult = "6A80")]
    public string A_method_at_a_token_that_was_free_then_overrides_nothing(string version, int token)
    {
        var card = new TestCard(CardOptions.Uicc);
        StatusWord status = card.Card.LoadPackage(Assembler.Assemble(Source(version, token)).ToLoadFile());
        if (status != StatusWord.Success)
        {
            return ((ushort)status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        card.Send("00A4040008F0436172644F700100");
        return card.Send(MachineCard.Run);
    }
}
