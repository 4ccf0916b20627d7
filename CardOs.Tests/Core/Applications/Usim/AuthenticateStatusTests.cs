using System.Collections.Generic;
using CardOs.OffCard;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

/// <summary>Every status word of AUTHENTICATE, each reached by a real sequence.</summary>
[TestFixture]
public sealed class AuthenticateStatusTests
{
    private const string SelectUsim = UsimCard.SelectUsim;
    private const string Pair = "10" + UsimCard.Challenge + "10" + "00000000000000000000000000000000";
    private static readonly int[] NoServices = [];

    private static IEnumerable<TestCaseData> Cases =>
    [
        Case("GSM context", "9000", SelectUsim, UsimCard.Gsm(UsimCard.Challenge)),
        Case("P1 is not zero", "6A86", SelectUsim, "0088018111" + "10" + UsimCard.Challenge),
        Case("global reference data", "6A86", SelectUsim, UsimCard.Authenticate(0x01, Pair)),
        Case("reserved bits of P2", "6A86", SelectUsim, UsimCard.Authenticate(0x91, Pair)),
        Case("a context that is not defined", "6A86", SelectUsim, UsimCard.Authenticate(0x83, Pair)),
        Case("another context that is not defined", "6A86", SelectUsim, UsimCard.Authenticate(0x87, Pair)),
        Case("voice group calls", "9864", SelectUsim, UsimCard.Authenticate(0x82, "00")),
        Case("multicast", "9864", SelectUsim, UsimCard.Authenticate(0x85, "00")),
        Case("local keys", "9864", SelectUsim, UsimCard.Authenticate(0x86, "00")),
        Case("HTTP digest", "9864", UsimCard.SelectIsim, UsimCard.Authenticate(0x82, "00")),
        Case("GSM context of an ISIM", "9864", UsimCard.SelectIsim, UsimCard.Gsm(UsimCard.Challenge)),
        Case("no data", "6700", SelectUsim, "00880081"),
        Case("GSM: a byte too many", "6700", SelectUsim, UsimCard.Authenticate(0x80, "10" + UsimCard.Challenge + "00")),
        Case("GSM: a length that is not RAND's", "6700", SelectUsim, UsimCard.Authenticate(0x80, "0F" + UsimCard.Challenge)),
        Case("3G: RAND alone", "6700", SelectUsim, UsimCard.Authenticate(0x81, "10" + UsimCard.Challenge)),
        Case("3G: AUTN cut short", "6700", SelectUsim, UsimCard.Authenticate(0x81, Pair[..^2])),
        Case("3G: a byte behind", "6700", SelectUsim, UsimCard.Authenticate(0x81, Pair + "00")),
        Case("3G: AUTN of another length", "6700", SelectUsim, UsimCard.Authenticate(0x81, "10" + UsimCard.Challenge + "0F000000000000000000000000000000")),
        Case("GBA: no mode", "9864", SelectUsim, UsimCard.Authenticate(0x84, "DC" + Pair)),
        Case("GBA: AUTN missing", "6700", SelectUsim, UsimCard.Authenticate(0x84, "DD10" + UsimCard.Challenge)),
        Case("GBA: IMPI missing", "6700", SelectUsim, UsimCard.Authenticate(0x84, "DE03616263")),
        Case("GBA: no NAF_ID", "6700", SelectUsim, UsimCard.Authenticate(0x84, "DE000161")),
        Case("GBA: nothing was bootstrapped", "6985", SelectUsim, UsimCard.Derive("616263", "64")),
        Case("no application", "6985", "", UsimCard.Gsm(UsimCard.Challenge)),
        Case("an application without a key", "6985", UsimCard.SelectOther, UsimCard.Gsm(UsimCard.Challenge)),
        Case("a wrong MAC", "9862", SelectUsim, UsimCard.Authenticate(0x81, Pair)),
        Case("a wrong MAC in bootstrapping", "9862", SelectUsim, UsimCard.Authenticate(0x84, "DD" + Pair)),
        Case("the form with BER-TLV", "6D00", SelectUsim, "00890080" + "11" + "10" + UsimCard.Challenge),
        Case("the proprietary class", "6E00", SelectUsim, "80880080" + "11" + "10" + UsimCard.Challenge),
        Case("a channel that is not open", "6881", SelectUsim, "01880080" + "11" + "10" + UsimCard.Challenge),
        Case("secure messaging", "6882", SelectUsim, "04880080" + "11" + "10" + UsimCard.Challenge),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Status_word_is_the_specified_one(string expected, string before, string command)
    {
        var card = new UsimCard(UsimCard.Milenage);
        if (before.Length != 0)
        {
            Assert.That(card.Send(before), Is.EqualTo("9000"));
        }

        string answer = card.Send(command);
        Assert.That(answer[^4..], Is.EqualTo(expected), answer);
        Assert.That(answer.Length, expected == "9000" ? Is.GreaterThan(4) : Is.EqualTo(4), "an error has no data");
    }

    [TestCase("00A4040C0C" + UsimCard.UsimName, 0x80, "10" + UsimCard.Challenge)]
    [TestCase("00A4040C0C" + UsimCard.UsimName, 0x84, "DD" + Pair)]
    [TestCase("00A4040C0C" + UsimCard.IsimName, 0x84, "DD" + Pair)]
    public void Context_without_its_service_is_not_supported(string select, int context, string data)
    {
        var card = new UsimCard(UsimCard.Milenage, NoServices);
        card.Send(select);
        Assert.That(card.Send(UsimCard.Authenticate((byte)context, data)), Is.EqualTo("9864"));
    }

    [TestCase(AuthenticationAlgorithm.Comp128Version1)]
    [TestCase(AuthenticationAlgorithm.Comp128Version2)]
    [TestCase(AuthenticationAlgorithm.Comp128Version3)]
    [TestCase(AuthenticationAlgorithm.GsmXor)]
    public void Algorithm_of_2g_has_the_gsm_context_only(AuthenticationAlgorithm algorithm)
    {
        var card = new UsimCard(new AuthenticationProfile { Algorithm = algorithm, Key = new byte[16] });
        card.Send(SelectUsim);
        Assert.That(card.Send(UsimCard.Authenticate(0x81, Pair)), Is.EqualTo("9864"));
        Assert.That(card.Send(UsimCard.Authenticate(0x84, "DD" + Pair)), Is.EqualTo("9864"));
        Assert.That(card.Send(UsimCard.Gsm(UsimCard.Challenge)), Does.EndWith(" 9000"));
    }

    [Test]
    public void Pin_is_asked_for_unless_it_was_verified_or_is_disabled()
    {
        var card = new UsimCard(UsimCard.Milenage, hasPin: true);
        AuthenticationVector vector = card.Centre.Next(new byte[16]);
        card.Send(SelectUsim);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo("6982"));
        Assert.That(card.Send("0020000108" + "31323334FFFFFFFF"), Is.EqualTo("9000"));
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DB"));
        Assert.That(card.Send("0026000108" + "31323334FFFFFFFF"), Is.EqualTo("9000"));
        card.Card.PowerOn();
        card.Send(SelectUsim);
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Next(new byte[16]))), Does.StartWith("DB"));
    }

    private static TestCaseData Case(string name, string expected, string before, string command) =>
        new TestCaseData(expected, before, command).SetArgDisplayNames(name, expected);
}
