using System;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Applications.Usim;

[TestFixture]
public sealed class AuthenticateTests
{
    private static readonly byte[] Rand = Convert.FromHexString(UsimCard.Challenge);

    private static readonly AuthenticationProfile[] Keys =
    [
        UsimCard.Milenage,
        new() { Algorithm = AuthenticationAlgorithm.Tuak, Key = new byte[32], OperatorKey = new byte[32], MacLength = 16, ResponseLength = 16, CipherKeyLength = 32, IntegrityKeyLength = 32 },
        new() { Algorithm = AuthenticationAlgorithm.Xor, Key = VectorCase.Hex("00112233445566778899aabbccddeeff"), ResponseLength = 16 },
        UsimCard.Milenage with { Rotations = [8, 16, 24, 1, 127], Constants = VectorCase.Hex(new string('3', 160)) },
    ];

    [Test]
    public void Kc_is_answered_with_service_27_only([Values] bool hasService)
    {
        var card = new UsimCard(UsimCard.Milenage, hasService ? [27] : [38]);
        card.Send(UsimCard.SelectUsim);
        AuthenticationVector vector = card.Centre.Next(Rand);
        string kc = hasService ? "08EAE4BE823AF9A08B" : string.Empty;
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo(UsimCard.Accepted(vector) + kc + " 9000"));
    }

    [Test]
    public void Isim_answers_without_Kc()
    {
        var card = new UsimCard(UsimCard.Milenage);
        card.Send(UsimCard.SelectIsim);
        AuthenticationVector vector = card.Centre.Next(Rand);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo(UsimCard.Accepted(vector) + " 9000"));
    }

    [Test]
    public void Applications_that_share_a_key_share_its_numbers()
    {
        var card = new UsimCard(UsimCard.Milenage);
        AuthenticationVector vector = card.Centre.Next(Rand);
        card.Send(UsimCard.SelectIsim);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DB"));
        card.Send(UsimCard.SelectUsim);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith("DC"));
    }

    [Test]
    public void Command_without_expected_length_is_answered_by_get_response()
    {
        var card = new UsimCard(UsimCard.Milenage);
        card.Send(UsimCard.SelectUsim);
        AuthenticationVector vector = card.Centre.Next(Rand);
        Assert.That(card.Send(UsimCard.Mutual(vector)[..^2]), Is.EqualTo("6135"));
        Assert.That(card.Send("00C0000035"), Does.StartWith(UsimCard.Accepted(vector)));
    }

    [TestCaseSource(nameof(Keys))]
    public void Card_and_network_agree_with_every_algorithm_of_3g(AuthenticationProfile key)
    {
        var card = new UsimCard(key);
        card.Send(UsimCard.SelectUsim);
        for (byte i = 0; i < 40; i++)
        {
            byte[] rand = new byte[16];
            rand[3] = i;
            AuthenticationVector vector = card.Centre.Next(rand);
            Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith(UsimCard.Accepted(vector)));
            GsmTriplet triplet = card.Centre.GenerateTriplet(rand);
            Assert.That(
                card.Send(UsimCard.Gsm(Convert.ToHexString(rand))),
                Is.EqualTo(UsimCard.Field(triplet.ExpectedResponse) + UsimCard.Field(triplet.CipherKey) + " 9000"));
        }
    }

    [Test]
    public void Other_channel_authenticates_too()
    {
        var card = new UsimCard(UsimCard.Milenage);
        card.Send("0070000001");
        Assert.That(card.Send("01" + UsimCard.SelectUsim[2..]), Is.EqualTo("9000"));
        Assert.That(card.Send("01" + UsimCard.Mutual(card.Centre.Next(Rand))[2..]), Does.StartWith("DB"));
        Assert.That(card.Send(UsimCard.Mutual(card.Centre.Next(Rand))), Is.EqualTo("6985"));
    }

    [Test]
    public void Default_card_authenticates()
    {
        var card = new TestCard(CardOptions.Uicc);
        var centre = new AuthenticationCentre(CardOptions.Uicc.Profile.Containers[1].AuthenticationKeys[0]);
        Assert.That(card.Send("00A4040C07A0000000871002"), Is.EqualTo("9000"));
        AuthenticationVector vector = centre.Next(Rand);
        Assert.That(card.Send(UsimCard.Mutual(vector)), Is.EqualTo("6982"));
        Assert.That(card.Send(UsimCard.VerifyPin), Is.EqualTo("9000"));
        Assert.That(card.Send(UsimCard.Mutual(vector)), Does.StartWith(UsimCard.Accepted(vector) + "08"));
        Assert.That(card.Send(UsimCard.Gsm(UsimCard.Challenge)), Does.StartWith("0446F8416A08EAE4BE823AF9A08B"));
    }

    [TestCaseSource(nameof(Keys))]
    public void Authenticate_allocates_nothing(AuthenticationProfile key)
    {
        var card = new UsimCard(key, more: [UsimCard.Transparent(0x6FD6, "", 40), UsimCard.Records(0x6FDA, 40, 3)]);
        byte[] response = new byte[Card.MaxShortResponse];
        byte[] gsm = Convert.FromHexString(UsimCard.Gsm(UsimCard.Challenge));
        byte[] derive = Convert.FromHexString(UsimCard.Derive("AA", "BB"));
        byte[] bootstrap = Convert.FromHexString(UsimCard.Bootstrap(card.Centre.Bootstrap(Rand).Vector));
        byte[] wrong = Convert.FromHexString(UsimCard.Authenticate(0x81, "10" + UsimCard.Challenge + UsimCard.Field(new byte[8 + key.MacLength])));
        byte[][] fresh = new byte[64][];
        for (int i = 0; i < fresh.Length; i++)
        {
            fresh[i] = Convert.FromHexString(UsimCard.Mutual(card.Centre.Next(Rand)));
        }

        card.Send(UsimCard.SelectUsim);
        int next = 0;
        bool isAccepted = true;
        void Run()
        {
            // Accepted as long as there are fresh ones, and then replayed.
            isAccepted &= card.Card.Transmit(fresh[next % fresh.Length], response).Data[0] == (next < fresh.Length ? 0xDB : 0xDC);
            next++;
            card.Card.Transmit(bootstrap, response);
            card.Card.Transmit(derive, response);
            card.Card.Transmit(gsm, response);
            card.Card.Transmit(wrong, response);
        }

        Allocation.IsNone(Run);
        Assert.That(isAccepted, Is.True);
    }
}
