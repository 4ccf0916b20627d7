using System;
using System.Globalization;
using System.Security.Cryptography;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Memory;
using CardOs.Registry;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>Signatures of load files, tokens and receipts: GlobalPlatform 2.3.1 9.1.3, 9.2, C.</summary>
public sealed class SignatureTests
{
    private const string Domain = "F0436172644F7402";
    private const byte TokenKey = 0x70;
    private const byte ReceiptKey = 0x71;
    private const byte SignatureKey = 0x73;
    private const string Instance = "F0436172644F7001";

    private static readonly byte[] Secret = Convert.FromHexString("000102030405060708090A0B0C0D0E0F");

    [Test]
    public void A_load_file_for_a_domain_with_DAP_brings_its_signature([Values("RSA 1024", "RSA 2048", "EC 256", "EC 384", "AES", "DES")] string kind, [Values] bool isRight)
    {
        var card = new ContentCard();
        NvAddress domain = card.MakeDomain(Domain, "C08000");
        byte[] hash = SHA256.HashData(ContentCard.LoadFile);
        byte[] signature = Sign(card, domain, SignatureKey, kind, hash);
        signature[^1] ^= isRight ? (byte)0 : (byte)1;
        string before = card.Describe();
        Assert.That(card.InstallForLoad(domain: Domain), Is.EqualTo("6985"), "the hash is missing");
        Assert.That(card.InstallForLoad(domain: Domain, hash: Convert.ToHexString(hash)), Is.EqualTo("00 9000"));
        Assert.That(card.LoadBlocks(Block(Domain, signature) + ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo(isRight ? "00 9000" : "6982"));
        Assert.That(card.Describe(), isRight ? Is.Not.EqualTo(before) : Is.EqualTo(before));
    }

    [Test]
    public void Without_its_signature_nothing_is_loaded()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "C08000");
        card.InstallForLoad(domain: Domain, hash: Convert.ToHexString(SHA256.HashData(ContentCard.LoadFile)));
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo("6985"));
    }

    [Test]
    public void With_Mandated_DAP_every_load_brings_the_signature()
    {
        var card = new ContentCard();
        NvAddress domain = card.MakeDomain(Domain, "C18000");
        string hash = Convert.ToHexString(SHA256.HashData(ContentCard.LoadFile));
        byte[] signature = Sign(card, domain, SignatureKey, "AES", Convert.FromHexString(hash));
        Assert.That(card.Load(), Is.EqualTo("6985"));
        Assert.That(card.Load(hash: hash), Is.EqualTo("6985"));
        card.InstallForLoad(hash: hash);
        Assert.That(card.LoadBlocks(Block(ContentCard.Issuer, signature)), Is.EqualTo("6985"), "the issuer's domain has no such privilege");
        card.InstallForLoad(hash: hash);
        Assert.That(card.LoadBlocks(Block(Domain, signature) + ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo("00 9000"));
    }

    [Test]
    public void Delegated_management_needs_a_token_and_gives_receipts()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "A08000");
        NvAddress issuer = SecurityDomains.Issuer(card.State.NonVolatile);
        card.PutKey(issuer, ReceiptKey, (KeyComponentType.Aes, Secret));
        card.PutKey(issuer, TokenKey, (KeyComponentType.Aes, Secret));
        Assert.That(card.Install("0200", ContentCard.Package, "", "", "", "AA"), Is.EqualTo("6985"), "the issuer's domain needs no token");
        card.Authenticate(domain: Domain);
        string load = ContentCard.Lv(ContentCard.Package) + "00" + "00" + "00";
        Assert.That(card.Command("E60200", load + "00"), Is.EqualTo("6985"), "without a token");
        Assert.That(card.Command("E60200", load + "10" + new string('A', 32)), Is.EqualTo("6982"), "a wrong token");
        Assert.That(card.Command("E60200", load + Token("0200", load)), Is.EqualTo("00 9000"));
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo(Receipt(0, ContentCard.Package, Domain)));
        string install = ContentCard.Lv(ContentCard.Package) + ContentCard.Lv(ContentCard.Applet) + ContentCard.Lv(Instance) + "0100" + "02C900";
        Assert.That(card.Command("E60C00", install + Token("0C00", install)), Is.EqualTo(Receipt(1, ContentCard.Package, Instance)));
        string delete = "4F" + ContentCard.Lv(Instance);
        Assert.That(card.Command("E40000", delete), Is.EqualTo("6985"));
        Assert.That(card.Command("E40000", delete + "9E" + Token("0000", delete)), Is.EqualTo(Receipt(2, Instance)));
    }

    [Test]
    public void A_delegated_domain_has_no_power_over_others()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "A08000");
        card.PutKey(SecurityDomains.Issuer(card.State.NonVolatile), TokenKey, (KeyComponentType.Aes, Secret));
        card.Load();
        card.Authenticate(domain: Domain);
        string delete = "4F" + ContentCard.Lv(ContentCard.Package);
        Assert.That(card.Command("E40000", delete + "9E" + Token("0000", delete)), Is.EqualTo("6985"));
        Assert.That(card.Status("20"), Is.EqualTo("6A88"));
        Assert.That(card.Status("80"), Is.EqualTo("6985"));
        Assert.That(card.SetStatus("40", "80", "F0436172644F7402"), Is.EqualTo("9000"));
        Assert.That(card.Send("80F0807F"), Is.EqualTo("6985"));
    }

    private static string Block(string aid, byte[] signature)
    {
        string value = "4F" + ContentCard.Lv(aid) + "C3" + ContentCard.Lv(Convert.ToHexString(signature));
        return "E2" + ContentCard.Lv(value);
    }

    private static string Token(string parameters, string signed) =>
        "10" + Convert.ToHexString(Mac(parameters + (signed.Length / 2).ToString("X2", CultureInfo.InvariantCulture) + signed));

    // 11.1.6: the values of 42 and 45 of the default card.
    private static string Receipt(int counter, params string[] names)
    {
        string confirmation = "02" + counter.ToString("X4", CultureInfo.InvariantCulture) + ContentCard.Lv("0D4341524F5301" + "4361726430733031");
        string all = confirmation;
        foreach (string name in names)
        {
            all += ContentCard.Lv(name);
        }

        return ContentCard.Lv("10" + Convert.ToHexString(Mac(all)) + confirmation) + " 9000";
    }

    private static byte[] Mac(string message)
    {
        var key = new KeySchedule();
        key.Expand(CipherAlgorithm.Aes128, Secret, mayAllocate: true);
        byte[] mac = new byte[16];
        Cmac.Compute(key, Convert.FromHexString(message), mac);
        return mac;
    }

    // Makes a key, gives its public part or itself to the domain, and signs.
    private static byte[] Sign(ContentCard card, NvAddress domain, byte version, string kind, byte[] message)
    {
        int bits = kind.Contains(' ', StringComparison.Ordinal) ? int.Parse(kind[(kind.IndexOf(' ', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture) : 0;
        switch (kind[..2])
        {
            case "RS":
                using (var rsa = RSA.Create(bits))
                {
                    RSAParameters numbers = rsa.ExportParameters(includePrivateParameters: false);
                    card.PutKey(domain, version, (KeyComponentType.RsaModulus, numbers.Modulus!), (KeyComponentType.RsaPublicExponent, numbers.Exponent!));
                    return bits == 1024
                        ? rsa.SignData(message, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)
                        : rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
                }

            case "EC":
                using (var ec = ECDsa.Create(bits == 256 ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384))
                {
                    ECParameters numbers = ec.ExportParameters(includePrivateParameters: false);
                    byte[] point = [0x04, .. numbers.Q.X!, .. numbers.Q.Y!];
                    card.PutKey(domain, version, (KeyComponentType.EccPublicKey, point), (KeyComponentType.EccParameterReference, [bits == 256 ? (byte)0 : (byte)1]));
                    return ec.SignData(message, bits == 256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA384);
                }

            case "AE":
                card.PutKey(domain, version, (KeyComponentType.Aes, Secret));
                return Mac(Convert.ToHexString(message));
            default:
                card.PutKey(domain, version, (KeyComponentType.Des, Secret));
                var key = new KeySchedule();
                key.Expand(CipherAlgorithm.TripleDes2, Secret, mayAllocate: true);
                byte[] mac = new byte[8];
                RetailMac.Compute(key, new byte[8], message, BlockPadding.Method2, mac);
                return mac;
        }
    }
}
