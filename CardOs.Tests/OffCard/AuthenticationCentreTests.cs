using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

[TestFixture]
public sealed class AuthenticationCentreTests
{
    private static readonly AuthenticationProfile Milenage = new()
    {
        Algorithm = AuthenticationAlgorithm.Milenage,
        Key = VectorCase.Hex("465b5ce8b199b49faa5f0a2ee238a6bc"),
        OperatorKey = VectorCase.Hex("cdc202d5123e20f62b6d676ac72cb318"),
    };

    private static readonly byte[] Rand = VectorCase.Hex("23553cbe9637a89d218ae64dae47bf35");

    [Test]
    public void Vector_is_the_one_of_the_published_test_set()
    {
        AuthenticationVector vector = new AuthenticationCentre(Milenage).Generate(Rand, 0xFF9BB4D0B607, 0xB9B9);
        Assert.That(VectorCase.Hex(vector.Token), Is.EqualTo("55f328b43577b9b94a9ffac354dfafb3"));
        Assert.That(VectorCase.Hex(vector.ExpectedResponse), Is.EqualTo("a54211d5e3ba50bf"));
        Assert.That(VectorCase.Hex(vector.CipherKey), Is.EqualTo("b40ba9a3c58b2a05bbf0d987b21bf8cb"));
        Assert.That(VectorCase.Hex(vector.IntegrityKey), Is.EqualTo("f769bcd751044604127672711c6d3441"));
    }

    [Test]
    public void Token_of_a_synchronisation_failure_is_opened_and_the_next_number_lies_behind_it()
    {
        var centre = new AuthenticationCentre(Milenage);
        Assert.That(centre.TryResynchronise(Rand, VectorCase.Hex("ba853f3c123ccf44e93596e355c6"), out ulong number), Is.True);
        Assert.That(number, Is.EqualTo(0xFF9BB4D0B607));
        centre.Next(Rand);
        Assert.That(centre.SequenceNumber, Is.EqualTo(((0xFF9BB4D0B607UL >> 5) + 1) << 5 | 8));
    }

    [TestCase("ba853f3c123ccf44e93596e355c7", "a bit of MAC-S")]
    [TestCase("ba853f3c123dcf44e93596e355c6", "a bit of SQN")]
    [TestCase("ba853f3c123ccf44e93596e355", "cut short")]
    public void Token_that_is_not_the_cards_is_refused(string token, string reason)
    {
        var centre = new AuthenticationCentre(Milenage);
        Assert.That(centre.TryResynchronise(Rand, VectorCase.Hex(token), out _), Is.False, reason);
        Assert.That(centre.SequenceNumber, Is.Zero, reason);
    }

    [Test]
    public void Numbers_rise_by_one_in_both_parts()
    {
        var centre = new AuthenticationCentre(Milenage with { SequenceNumber = (7 << 5) | 31 });
        centre.Next(Rand);
        Assert.That(centre.SequenceNumber, Is.EqualTo(8 << 5));
        centre.Next(Rand);
        Assert.That(centre.SequenceNumber, Is.EqualTo((9 << 5) | 1));
    }

    [TestCase(AuthenticationAlgorithm.Comp128Version1)]
    [TestCase(AuthenticationAlgorithm.GsmXor)]
    public void Algorithm_of_2g_has_no_tokens(AuthenticationAlgorithm algorithm)
    {
        var centre = new AuthenticationCentre(new AuthenticationProfile { Algorithm = algorithm, Key = new byte[16] });
        Assert.That(() => centre.Next(Rand), Throws.InvalidOperationException);
        Assert.That(centre.GenerateTriplet(Rand).ExpectedResponse, Has.Length.EqualTo(4));
    }
}
