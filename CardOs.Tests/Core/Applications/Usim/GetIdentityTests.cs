using System;
using System.Collections.Generic;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

/// <summary>GET IDENTITY, TS 31.102 7.5, with the keys and the IMSI of TS 33.501 C.4: 274 012 001002086.</summary>
[TestFixture]
public sealed class GetIdentityTests
{
    private const string GetIdentity = "8078000100";
    private const string PrivateA = "c53c22208b61860b06c62e5406a7b330c2b577aa5558981510d128247d38bd1d";
    private const string PublicA = "5A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650";
    private const string PrivateB = "f1ab1074477ebcc7f554ea1c5fc368b1616730155e0041ac447d6301975fecda";
    private const string PublicB = "0272DA71976234CE833A6907425867B82E074D44EF907DFB4B3E21C1C2256EBCD1";
    private const string Keys = "A14A" + "80011B" + "8120" + PublicA + "80011C" + "8121" + PublicB;
    private const string Imsi = "274012001002086";

    [Test]
    public void Identity_without_a_key_of_the_network_is_in_the_clear()
    {
        Assert.That(Card().Send(GetIdentity), Is.EqualTo("A10D" + "01" + "722410" + "F0FF" + "00" + "00" + "00012080F6" + " 9000"));
    }

    [Test]
    public void Routing_indicator_is_the_files()
    {
        UsimCard card = Card(UsimCard.Directory(0x5FC0, UsimCard.Transparent(0x4F0A, "21430000")));
        Assert.That(card.Send(GetIdentity), Does.StartWith("A10D" + "01" + "722410" + "2143"));
    }

    [TestCase("A002" + "0101", 1, 0x1B)]
    [TestCase("A002" + "0202", 2, 0x1C)]
    [TestCase("A004" + "0202" + "0101", 2, 0x1C)]
    [TestCase("A006" + "0C00" + "0203" + "0101", 1, 0x1B)]
    [TestCase("A004" + "0000" + "0101", 0, 0)]
    [TestCase("A004" + "0102" + "0000", 0, 0)]
    public void Scheme_is_the_first_that_the_card_has_a_key_for(string schemes, int scheme, int identifier)
    {
        UsimCard card = Card(Calculation(schemes + KeyList()));
        ConcealedIdentity identity = Parse(card.Send(GetIdentity));
        Assert.That((identity.Scheme, identity.NetworkKey), Is.EqualTo(((byte)scheme, (byte)identifier)));
        Assert.That(Opener(scheme).TryReveal(identity, out string imsi), Is.True);
        Assert.That(imsi, Is.EqualTo(Imsi));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Identity_is_concealed_anew_each_time(int scheme)
    {
        UsimCard card = Card(Calculation($"A002{scheme:X2}{scheme:X2}" + KeyList()));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 4; i++)
        {
            string answer = card.Send(GetIdentity);
            Assert.That(seen.Add(answer), Is.True);
            Assert.That(Opener(scheme).TryReveal(Parse(answer), out string imsi), Is.True);
            Assert.That(imsi, Is.EqualTo(Imsi));
        }
    }

    [Test]
    public void Identity_with_a_network_code_of_two_digits_is_split_there()
    {
        var card = new UsimCard(UsimCard.Milenage);
        card.Send(UsimCard.SelectUsim);
        card.Send("00A4000C026FAD");
        Assert.That(card.Send("00D600000400000002"), Is.EqualTo("9000"));
        ConcealedIdentity identity = Parse(card.Send(GetIdentity));
        Assert.That((identity.CountryCode, identity.NetworkCode), Is.EqualTo(("274", "01")));
        Assert.That(identity.ToImsi(identity.SchemeOutput), Is.EqualTo(Imsi));
    }

    [TestCase("", "6700", "8078000101FF00", "data")]
    [TestCase("", "6700", "80780001", "no length")]
    [TestCase("", "6A86", "8078010100", "P1")]
    [TestCase("", "6A86", "8078000000", "no context")]
    [TestCase("", "6A86", "8078000200", "a context that the card does not have")]
    [TestCase("00A40004023F00|00A4044C0C" + UsimCard.UsimName, "6985", GetIdentity, "no application")]
    [TestCase(UsimCard.SelectIsim, "6985", GetIdentity, "an ISIM")]
    [TestCase("00A4000C026F07|00D600000100", "6A88", GetIdentity, "no IMSI")]
    [TestCase("00A4000C026F07|00D60000020829|00D600010429F7F1FF", "6A88", GetIdentity, "digits that are none")]
    [TestCase("", "6E00", "0078000100", "the interindustry class")]
    [TestCase("", "6881", "8178000100", "a channel that is not open")]
    public void Status_word_is_the_specified_one(string before, string expected, string command, string reason)
    {
        UsimCard card = Card();
        foreach (string one in before.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            card.Send(one);
        }

        Assert.That(card.Send(command), Is.EqualTo(expected), reason);
    }

    [TestCase(27, 125)]
    [TestCase(27, 124)]
    public void Card_that_is_not_to_conceal_refuses(int first, int second)
    {
        var card = new UsimCard(UsimCard.Milenage, [first, second]);
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(GetIdentity), Is.EqualTo("6985"));
    }

    [Test]
    public void Identity_that_is_no_imsi_is_not_concealed()
    {
        var card = new UsimCard(UsimCard.Milenage, [124, 125, 130]);
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(GetIdentity), Is.EqualTo("6985"));
    }

    [Test]
    public void Pin_is_asked_for()
    {
        var card = new UsimCard(UsimCard.Milenage, hasPin: true);
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(GetIdentity), Is.EqualTo("6982"));
        card.Send(UsimCard.VerifyPin);
        Assert.That(card.Send(GetIdentity), Does.StartWith("A10D"));
    }

    [Test]
    public void Null_scheme_allocates_nothing()
    {
        UsimCard card = Card(Calculation("A0020000"));
        byte[] command = Convert.FromHexString(GetIdentity);
        byte[] response = new byte[CardOs.Card.MaxShortResponse];
        Allocation.IsNone(() => card.Card.Transmit(command, response));
    }

    // The figures of docs/conformance.md: what BouncyCastle allocates for one identity, with room for its other version.
    [TestCase(1, 4096)]
    [TestCase(2, 1024 * 1024)]
    public void Profiles_allocate_what_the_library_does_and_no_more(int scheme, int most)
    {
        UsimCard card = Card(Calculation($"A002{scheme:X2}{scheme:X2}" + KeyList()));
        byte[] command = Convert.FromHexString(GetIdentity);
        byte[] response = new byte[CardOs.Card.MaxShortResponse];
        card.Card.Transmit(command, response);
        card.Card.Transmit(command, response);
        long bytes = Allocation.Of(() => card.Card.Transmit(command, response));
        TestContext.Out.WriteLine($"scheme {scheme}: {bytes} bytes");
        Assert.That(bytes, Is.LessThan(most));
    }

    private static UsimCard Card(params IReadOnlyList<FileProfile> more)
    {
        var card = new UsimCard(UsimCard.Milenage, more: more);
        card.Send(UsimCard.SelectUsim);
        return card;
    }

    private static FileProfile Calculation(string contents) => UsimCard.Directory(0x5FD0, UsimCard.Transparent(0x4F01, contents, 120));

    private static string KeyList() => "A1" + ((Keys.Length - 4) / 2).ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + Keys[4..];

    private static ConcealedIdentity Parse(string answer)
    {
        Assert.That(answer, Does.StartWith("A1").And.EndsWith(" 9000"));
        Assert.That(ConcealedIdentity.TryParse(VectorCase.Hex(answer[4..^5]), out ConcealedIdentity? identity), Is.True);
        return identity!;
    }

    private static IdentityOpener Opener(int scheme) =>
        scheme == 2 ? IdentityOpener.OfProfileB(VectorCase.Hex(PrivateB)) : IdentityOpener.OfProfileA(VectorCase.Hex(PrivateA));
}
