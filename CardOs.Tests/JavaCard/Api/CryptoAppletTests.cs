using System;
using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>The crypto applet on a card of ours: what its commands allocate, and what a power cut and a reset leave of its keys.</summary>
[TestFixture]
public sealed class CryptoAppletTests
{
    private const string Package = "F0436172644F12";
    private const string Applet = "F0436172644F1201";
    private const string Select = "00A4040008" + Applet + "00";
    private const string Text = "54686520717569636B2062726F776E20666F78206A756D7073206F76657220746865206C617A7920646F67";

    private const string BuildDes = "801203000200C0";
    private const string SetDes = "80140000180123456789ABCDEF23456789ABCDEF01456789ABCDEF0123";
    private const string SetOtherDes = "80140000180011223344556677889900112233445566778899AABBCCDD";
    private const string GetKey = "8026000000";
    private const string KeyState = "801C000000";
    private const string IsSet = "0300C001 9000";
    private const string IsNotSet = "0300C000 9000";

    private TestCard _card = null!;

    [SetUp]
    public void Install()
    {
        _card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        string path = Repository.PathOf("CardOs.Tests/Vectors/applets/crypto/crypto.cap");
        Assert.That(_card.Card.LoadPackage(CapFile.Open(path).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        byte[] aid = Convert.FromHexString(Applet);
        Assert.That(_card.Card.InstallApplet(Convert.FromHexString(Package), aid, aid, []), Is.EqualTo(StatusWord.Success));
        Assert.That(_card.Send(Select), Is.EqualTo("9000"));
    }

    [TestCase("801003002B" + Text + "00", TestName = "RIPEMD-160")]
    [TestCase("801004802B" + Text + "00", TestName = "SHA-256 in two parts")]
    [TestCase("801009002B" + Text + "00", TestName = "SHA3-256")]
    [TestCase("801604022C00" + Text + "00", TestName = "triple DES CBC, PKCS5")]
    [TestCase("80160782" + "2C00" + Text + "00", TestName = "triple DES ECB, method 2, in two parts")]
    [TestCase("801814002C00" + Text + "00", TestName = "MAC algorithm 3")]
    [TestCase("801808002C00" + Text + "00", TestName = "MAC of triple DES, PKCS5")]
    [TestCase(SetOtherDes, TestName = "setKey")]
    [TestCase(GetKey, TestName = "getKey")]
    public void Symmetric_operations_allocate_nothing(string command)
    {
        Assert.That(_card.SendAll(BuildDes, SetDes), Is.EqualTo("9000"));
        AllocatesNothing(command);
    }

    [TestCase("801618022C00" + Text + "00", TestName = "AES CBC, PKCS5")]
    [TestCase("801831002C00" + Text + "00", TestName = "AES CMAC")]
    public void Aes_operations_allocate_nothing(string command)
    {
        Assert.That(_card.SendAll("80120F00020100", "8014000020" + new string('7', 64)), Is.EqualTo("9000"));
        AllocatesNothing(command);
    }

    [Test]
    public void Keyed_hashes_allocate_nothing()
    {
        Assert.That(_card.SendAll("80121500020100", "8014000020" + new string('7', 64)), Is.EqualTo("9000"));
        AllocatesNothing("801819002C00" + Text + "00");
    }

    [Test]
    public void A_key_that_is_set_while_power_is_cut_is_the_old_or_the_new_one()
    {
        Assert.That(_card.SendAll(BuildDes, SetDes), Is.EqualTo("9000"));
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(() => _card.Send(SetOtherDes), () => _card.SendAll(Select, GetKey));
        Assert.That(cuts, Is.GreaterThan(3));
    }

    [Test]
    public void A_key_that_is_cleared_while_power_is_cut_is_there_or_not()
    {
        Assert.That(_card.SendAll(BuildDes, SetDes), Is.EqualTo("9000"));
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(() => _card.Send("8028000000"), () => _card.SendAll(Select, GetKey));
        Assert.That(cuts, Is.GreaterThan(3));
    }

    [Test]
    public void Clear_key_wipes_the_material()
    {
        Assert.That(_card.SendAll(BuildDes, SetDes, KeyState), Is.EqualTo(IsSet));
        Assert.That(_card.SendAll("8028000000", KeyState), Is.EqualTo(IsNotSet));
        Assert.That(_card.Send(GetKey), Is.EqualTo("6A52"));
    }

    [TestCase("03", true, true)]
    [TestCase("01", true, false)]
    [TestCase("02", false, false)]
    public void A_key_lives_as_long_as_its_type_says(string type, bool survivesDeselection, bool survivesReset)
    {
        Assert.That(_card.SendAll("8012" + type + "000200C0", SetDes, KeyState), Does.EndWith("00C001 9000"));
        _card.Send(Select);
        Assert.That(_card.Send(KeyState), Does.EndWith(survivesDeselection ? "00C001 9000" : "00C000 9000"));
        _card.Send(SetDes);
        _card.Card.PowerOff();
        _card.Card.PowerOn();
        Assert.That(_card.SendAll(Select, KeyState), Does.EndWith(survivesReset ? "00C001 9000" : "00C000 9000"));
    }

    [Test]
    public void Rsa_with_padding_of_every_kind_signs_and_verifies([Values("0A", "0B", "0D", "0F", "10", "15", "16", "17", "27", "28", "2B", "2C")] string algorithm) =>
        Assert.That(_card.Send("802201" + algorithm + "020280"), Is.EqualTo("0100010280 9000"));

    [Test]
    public void Elliptic_curves_of_every_size_sign_and_verify([Values(112, 128, 160, 192, 224, 256)] int bits, [Values("11", "21", "26")] string algorithm) =>
        Assert.That(_card.Send($"802205{algorithm}02{bits:X4}"), Is.EqualTo($"010001{bits:X4} 9000"));

    [TestCase("key type 5 of 1024 bits", "RSA 1024 plain sha1 PKCS1 signature", 16_384)]
    [TestCase("key type 6 of 1024 bits", "RSA 1024 CRT sha1 PKCS1 signature", 16_384)]
    [TestCase("key type 4 of 1024 bits", "verifies", 8_192)]
    [TestCase("key type 11 of 256 bits", "ECDSA 256 sha1 verifies", 300_000)]
    [TestCase("key type 11 of 256 bits", "ECDH plain", 300_000)]
    [TestCase("RSA CRT pair", "RSA CRT pair", 5_000_000)]
    [TestCase("EC pair", "EC pair", 1_500_000)]
    public void Public_key_operations_allocate_no_more_than_the_list_says(string first, string last, int most)
    {
        string command = ScriptRun.Send(_card, "crypto", first, last);
        Assert.That(_card.Send(command), Does.EndWith("9000"));
        byte[] bytes = Convert.FromHexString(command);
        byte[] buffer = new byte[512];
        long allocated = Allocation.Of(() => _card.Card.Transmit(bytes, buffer));
        TestContext.Out.WriteLine($"{last}: {allocated} bytes");
        Assert.That(allocated, Is.InRange(1, most));
    }

    private void AllocatesNothing(string command)
    {
        byte[] bytes = Convert.FromHexString(command);
        byte[] buffer = new byte[512];
        Assert.That(_card.Send(command), Does.EndWith("9000"));
        Allocation.IsNone(() => _card.Card.Transmit(bytes, buffer));
    }
}
