using System;
using System.Text;
using CardOs.OffCard;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

[TestFixture]
public sealed class BootstrappingTests
{
    private const string NafId = "6E61662E6F70657261746F722E636F6D0100000001";
    private const string Impi = "757365724069";
    private const string ReadParameters = "00A4000C026FD6";
    private static readonly byte[] Rand = Convert.FromHexString(UsimCard.Challenge);

    private UsimCard _card = new(UsimCard.Milenage);

    [SetUp]
    public void Select_the_application()
    {
        _card = new UsimCard(UsimCard.Milenage, more: [UsimCard.Transparent(0x6FD6, "", 40), UsimCard.Records(0x6FDA, 40, 3)]);
        _card.Send(UsimCard.SelectUsim);
    }

    [Test]
    public void Bootstrapping_answers_RES_and_leaves_RAND_in_its_file()
    {
        AuthenticationVector vector = _card.Centre.Bootstrap(Rand).Vector;
        Assert.That(_card.Send(UsimCard.Bootstrap(vector)), Is.EqualTo("DB" + UsimCard.Field(vector.ExpectedResponse) + " 9000"));
        _card.Send(ReadParameters);
        Assert.That(_card.Send("00B0000015"), Is.EqualTo("10" + UsimCard.Challenge + "0000" + "FFFF" + " 9000"));
    }

    [Test]
    public void Keys_for_an_application_are_those_that_the_network_derives()
    {
        BootstrappedKeys keys = _card.Centre.Bootstrap(Rand);
        _card.Send(UsimCard.Bootstrap(keys.Vector));
        string expected = Convert.ToHexString(keys.DeriveExternal(Convert.FromHexString(Impi), Convert.FromHexString(NafId)));
        Assert.That(_card.Send(UsimCard.Derive(NafId, Impi)), Is.EqualTo("DB20" + expected + " 9000"));
        Assert.That(Convert.ToHexString(keys.DeriveInternal(Convert.FromHexString(Impi), Convert.FromHexString(NafId))), Is.Not.EqualTo(expected));
        _card.Card.PowerOn();
        _card.Send(UsimCard.SelectUsim);
        Assert.That(_card.Send(UsimCard.Derive(NafId, Impi)), Is.EqualTo("DB20" + expected + " 9000"), "Ks outlasts a reset");
    }

    [Test]
    public void Key_derivation_is_the_one_of_the_specification()
    {
        // TS 33.220 B.2, B.3: HMAC-SHA-256 over FC and each parameter with its length.
        BootstrappedKeys keys = _card.Centre.Bootstrap(Rand);
        byte[] ks = [.. keys.Vector.CipherKey, .. keys.Vector.IntegrityKey];
        byte[] input = [0x01, .. Encoding.ASCII.GetBytes("gba-me"), 0, 6, .. Rand, 0, 16, .. Convert.FromHexString(Impi), 0, 6, .. Convert.FromHexString(NafId), 0, 21];
        Assert.That(
            keys.DeriveExternal(Convert.FromHexString(Impi), Convert.FromHexString(NafId)),
            Is.EqualTo(System.Security.Cryptography.HMACSHA256.HashData(ks, input)));
    }

    [Test]
    public void Token_of_another_context_is_refused()
    {
        Assert.That(_card.Send(UsimCard.Mutual(_card.Centre.Bootstrap(Rand).Vector)), Is.EqualTo("9862"));
        Assert.That(_card.Send(UsimCard.Bootstrap(_card.Centre.Next(Rand))), Is.EqualTo("9862"));
    }

    [Test]
    public void Number_that_is_not_fresh_is_answered_with_a_token()
    {
        AuthenticationVector vector = _card.Centre.Bootstrap(Rand).Vector;
        _card.Send(UsimCard.Bootstrap(vector));
        Assert.That(_card.Send(UsimCard.Bootstrap(vector)), Does.StartWith("DC0E"));
    }

    [Test]
    public void Applications_are_listed_with_the_identifier_that_the_terminal_stored()
    {
        _card.Send(UsimCard.Bootstrap(_card.Centre.Bootstrap(Rand).Vector));
        _card.Send(ReadParameters);
        _card.Send("00D6000015" + "10" + UsimCard.Challenge + "024254" + "00");
        _card.Send(UsimCard.Derive("AA", Impi));
        _card.Send(UsimCard.Derive("BB", Impi));
        Assert.That(Record(1), Does.StartWith("8001AA81024254FF"));
        Assert.That(Record(2), Does.StartWith("8001BB81024254FF"));
        Assert.That(Record(3), Does.StartWith("FFFF"));
    }

    [Test]
    public void Application_used_longest_ago_gives_its_place_away()
    {
        _card.Send(UsimCard.Bootstrap(_card.Centre.Bootstrap(Rand).Vector));
        foreach (string nafId in new[] { "A1", "A2", "A3", "A1", "A4", "A5" })
        {
            Assert.That(_card.Send(UsimCard.Derive(nafId, Impi)), Does.StartWith("DB20"), nafId);
        }

        Assert.That((Record(1)[..6], Record(2)[..6], Record(3)[..6]), Is.EqualTo(("8001A1", "8001A4", "8001A5")));
    }

    [Test]
    public void Application_whose_name_does_not_fit_its_record_is_refused()
    {
        _card.Send(UsimCard.Bootstrap(_card.Centre.Bootstrap(Rand).Vector));
        Assert.That(_card.Send(UsimCard.Derive(new string('A', 80), Impi)), Is.EqualTo("9866"));
    }

    [Test]
    public void Isim_bootstraps_with_its_own_files()
    {
        _card.Send(UsimCard.SelectIsim);
        BootstrappedKeys keys = _card.Centre.Bootstrap(Rand);
        Assert.That(_card.Send(UsimCard.Bootstrap(keys.Vector)), Does.StartWith("DB08"));
        Assert.That(_card.Send(UsimCard.Derive("AA", Impi)), Does.StartWith("DB20"));
        _card.Send("00A4000C026FD5");
        Assert.That(_card.Send("00B0000011"), Is.EqualTo("10" + UsimCard.Challenge + " 9000"));
        _card.Send("00A4000C026FD7");
        Assert.That(_card.Send("00B2010428"), Does.StartWith("8001AA8100FF"));
    }

    [Test]
    public void Bootstrapping_torn_at_any_word_leaves_the_old_or_the_new_key()
    {
        BootstrappedKeys old = _card.Centre.Bootstrap(new byte[16]);
        _card.Send(UsimCard.Bootstrap(old.Vector));
        AuthenticationVector vector = _card.Centre.Bootstrap(Rand).Vector;
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(
            () => _card.Send(UsimCard.Bootstrap(vector)),
            () =>
            {
                _card.Send(UsimCard.SelectUsim);
                _card.Send(ReadParameters);
                string parameters = _card.Send("00B0000028");
                return parameters + _card.Send(UsimCard.Derive("AA", Impi));
            },
            recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void Derivation_torn_at_any_word_leaves_the_old_or_the_new_list()
    {
        _card.Send(UsimCard.Bootstrap(_card.Centre.Bootstrap(Rand).Vector));
        _card.Send(UsimCard.Derive("AA", Impi));
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(
            () => _card.Send(UsimCard.Derive("BB", Impi)),
            () =>
            {
                _card.Send(UsimCard.SelectUsim);
                return Record(1) + Record(2) + Record(3);
            },
            recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    private string Record(int number)
    {
        _card.Send("00A4000C026FDA");
        return _card.Send(FormattableString.Invariant($"00B2{number:X2}0428"));
    }
}
