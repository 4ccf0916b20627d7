using System;
using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>The applet of what Java Card 3.0.5 added, on a card of ours: what its commands allocate, and what resets and power cuts leave.</summary>
[TestFixture]
public sealed class ModernAppletTests
{
    private const string Package = "F0436172644F1C";
    private const string Applet = "F0436172644F1C01";
    private const string Select = "00A4040008" + Applet + "00";
    private const string Text = "54686520717569636B2062726F776E20666F78206A756D7073206F76657220746865206C617A7920646F67";
    private const string Key = "80100F0010000102030405060708090A0B0C0D0E0F00";
    private const string Gcm = "8012F3FF00";
    private const string Ccm = "8012F4FF00";
    private const string InitGcm = "801402010C202122232425262728292A2B00";
    private const string InitCcm = "80140202130004002B0008202122232425262728292A2B2C00";
    private const string Additional = "80160000046865616400";
    private const string Encipher = "801801002B" + Text + "00";
    private const string ReadTag = "801A080000";

    private TestCard _card = null!;

    [SetUp]
    public void Install()
    {
        _card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        string path = Repository.PathOf("CardOs.Tests/Vectors/applets/modern/modern.cap");
        Assert.That(_card.Card.LoadPackage(CapFile.Open(path).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        byte[] aid = Convert.FromHexString(Applet);
        Assert.That(_card.Card.InstallApplet(Convert.FromHexString(Package), aid, aid, []), Is.EqualTo(StatusWord.Success));
        Assert.That(_card.Send(Select), Is.EqualTo("9000"));
    }

    [TestCase(Gcm, InitGcm, TestName = "AEADCipher, GCM")]
    [TestCase(Gcm, "80140201080001020304050607" + "00", TestName = "AEADCipher, GCM with another initial value")]
    [TestCase(Ccm, InitCcm, TestName = "AEADCipher, CCM")]
    public void Authenticated_ciphers_allocate_nothing(string cipher, string init)
    {
        Assert.That(_card.SendAll(Key, cipher), Does.EndWith("9000"));
        byte[][] commands = [Hex(init), Hex(Additional), Hex(Encipher), Hex(ReadTag)];
        AllocatesNothing(commands);
    }

    [Test]
    public void Counter_mode_allocates_nothing()
    {
        Assert.That(_card.SendAll(Key, "8012F0FF00", "801402011000000000000000000000000000000000" + "00"), Is.EqualTo("9000"));
        AllocatesNothing(Hex(Encipher));
    }

    [TestCase("803004002B" + Text + "00", TestName = "MessageDigest.OneShot")]
    [TestCase("8034020000", TestName = "RandomData.OneShot")]
    [TestCase("80360A002B" + Text + "00", TestName = "Signature.OneShot")]
    [TestCase("8038060014" + "000102030405060708090A0B0C0D0E0F10111213" + "00", TestName = "Cipher.OneShot")]
    public void Objects_of_one_use_allocate_nothing(string command) => AllocatesNothing(Hex(command));

    [Test]
    public void Keys_that_are_set_enciphered_allocate_nothing()
    {
        Assert.That(_card.SendAll("80500F1000", "80520E0010404142434445464748494A4B4C4D4E4F00"), Is.EqualTo("9000"));
        AllocatesNothing(Hex("8054000010" + new string('5', 32) + "00"));
    }

    [Test]
    public void A_digest_of_one_use_writes_nothing()
    {
        string digest = "803004002B" + Text + "00";
        _card.Send(digest);
        long before = _card.WordsWritten;
        _card.Send(digest);
        long each = _card.WordsWritten - before;

        // The command sets the key of the others first: what a command without a one-shot object writes.
        _card.Send("803063002B" + Text + "00");
        Assert.That(_card.WordsWritten - before - each, Is.EqualTo(each));
    }

    [TestCase("803004", "803004", TestName = "MessageDigest.OneShot that is left open")]
    [TestCase("80360A", "80360A", TestName = "Signature.OneShot that is left open")]
    public void What_an_applet_leaves_open_is_taken_back(string open, string use)
    {
        string data = "2B" + Text + "00";
        string answer = _card.Send(use + "00" + data);
        Assert.That(answer, Does.EndWith(" 9000"));
        Assert.That(_card.SendAll(open + "04" + data, use + "00" + data), Is.EqualTo(answer));
    }

    [Test]
    public void A_key_that_an_object_of_one_use_had_goes_with_its_applet()
    {
        Assert.That(_card.SendAll("80360A042B" + Text + "00", "00A4040C07A0000000871002"), Does.EndWith("9000"));
        Assert.That(_card.Card.DeletePackage(Hex(Package), withInstances: true), Is.EqualTo(StatusWord.Success));
    }

    [Test]
    public void A_reset_leaves_key_and_mode_and_an_initial_value_of_zeros()
    {
        string zeros = _card.SendAll(Key, Gcm, "8014020000", Encipher);
        string tag = _card.Send(ReadTag);
        Assert.That(_card.SendAll(InitGcm, Encipher), Is.Not.EqualTo(zeros));
        Reset();
        Assert.That(_card.Send(ReadTag), Is.EqualTo("6A55"));
        Assert.That(_card.Send(Encipher), Is.EqualTo(zeros));
        Assert.That(_card.Send(ReadTag), Is.EqualTo(tag));
    }

    [Test]
    public void Behind_a_message_the_initial_value_is_zeros()
    {
        string zeros = _card.SendAll(Key, Gcm, "8014020000", Encipher);
        Assert.That(_card.SendAll(InitGcm, Encipher, Encipher), Is.EqualTo(zeros));
    }

    [Test]
    public void Ccm_has_to_be_initialized_for_each_message_and_behind_a_reset()
    {
        Assert.That(_card.SendAll(Key, Ccm, InitCcm, Additional, Encipher), Does.EndWith(" 9000"));
        Assert.That(_card.Send(Encipher), Is.EqualTo("6A54"));
        Assert.That(_card.Send(Additional), Is.EqualTo("6A55"));
        Assert.That(_card.Send(ReadTag), Does.EndWith(" 9000"));
        _card.Send(InitCcm);
        Reset();
        Assert.That(_card.Send(Encipher), Is.EqualTo("6A54"));
    }

    [Test]
    public void A_key_that_is_set_enciphered_while_power_is_cut_is_the_old_or_the_new_one()
    {
        Assert.That(_card.SendAll("80500F1000", "80520E0010404142434445464748494A4B4C4D4E4F00", "8054000010" + new string('5', 32) + "00"), Is.EqualTo("9000"));
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(() => _card.Send("8054000010" + new string('6', 32) + "00"), () => _card.SendAll(Select, "8056000000"));
        Assert.That(cuts, Is.GreaterThan(3));
    }

    [Test]
    public void Dsa_makes_its_own_group_and_signs_and_verifies()
    {
        Assert.That(_card.Send("806C030002020000"), Is.EqualTo("01 9000"));
        long allocated = Allocation.Of(() => _card.Send("806C030002020000"));
        TestContext.Out.WriteLine($"DSA pair of 512 bits with its group: {allocated} bytes");
        Assert.That(allocated, Is.LessThan(40_000_000));
    }

    [TestCase("DSA keys of 1024 bits", "RFC 6979 A.2.1, test", "8068000000", 65_536, TestName = "DSA of 1024 bits: signing")]
    [TestCase("DSA keys of 1024 bits", "RFC 6979 A.2.1, test", "806A000000", 65_536, TestName = "DSA of 1024 bits: verifying")]
    [TestCase("RSA keys of 512 bits", "how much is recovered", "8068010000", 16_384, TestName = "ISO 9796-2 of 512 bits: signing")]
    [TestCase("RSA keys of 512 bits", "recovered and right", "806A010000", 8_192, TestName = "ISO 9796-2 of 512 bits: recovering")]
    public void Public_key_operations_allocate_no_more_than_the_list_says(string first, string last, string command, int most)
    {
        ScriptRun.Send(_card, "modern", first, last);
        Assert.That(_card.Send(command), Does.EndWith(" 9000"));
        byte[] bytes = Hex(command);
        byte[] buffer = new byte[512];
        long allocated = Allocation.Of(() => _card.Card.Transmit(bytes, buffer));
        TestContext.Out.WriteLine($"{TestContext.CurrentContext.Test.Name}: {allocated} bytes");
        Assert.That(allocated, Is.InRange(1, most));
    }

    private void Reset()
    {
        _card.Card.PowerOff();
        _card.Card.PowerOn();
        Assert.That(_card.Send(Select), Is.EqualTo("9000"));
    }

    private void AllocatesNothing(params byte[][] commands)
    {
        byte[] buffer = new byte[512];
        foreach (byte[] command in commands)
        {
            Assert.That(_card.Send(command), Does.EndWith("9000"));
        }

        Allocation.IsNone(() =>
        {
            foreach (byte[] command in commands)
            {
                _card.Card.Transmit(command, buffer);
            }
        });
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
