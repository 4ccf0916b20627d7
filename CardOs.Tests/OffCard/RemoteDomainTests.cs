using System;
using System.Security.Cryptography;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Security domains over the air: TS 102 226 8.</summary>
[TestFixture]
public sealed class RemoteDomainTests
{
    private const string Kik = DomainCard.DefaultKey;
    private const string NewKey = "000102030405060708090A0B0C0D0E0F";

    private static readonly OtaKeys Home = OtaKeys.Aes(2, VectorCase.Hex("00112233445566778899AABBCCDDEEFF"), VectorCase.Hex("FFEEDDCCBBAA99887766554433221100"));
    private static readonly OtaKeys Issuer = OtaKeys.Aes(1, VectorCase.Hex("A0A1A2A3A4A5A6A7A8A9AAABACADAEAF"), VectorCase.Hex("B0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF"));

    [TestCase("000000", "80CA004500", 1, 0x6A88, "", TestName = "The_domain_of_the_subscription_has_no_image_number")]
    [TestCase("000001", "80CA004500", 1, 0x9000, "45084361726430733031", TestName = "The_issuers_domain_answers")]
    [TestCase("000001", "80CA00D300", 1, 0x9000, "D30100", TestName = "Without_a_secure_channel")]
    [TestCase("000001", "80E2900005" + "4203AABBCC" + "80CA004200", 2, 0x9000, "4203AABBCC", TestName = "Data_are_stored")]
    [TestCase("000001", "00B0000000", 1, 0x6D00, "", TestName = "Files_are_not_its_business")]
    public void Compact_script(string tar, string script, int count, int status, string data)
    {
        ProofOfReceipt receipt = Send(tar, tar == "000000" ? Home : Issuer, script, new Terminal(PoweredCard()));
        Assert.That(receipt.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(receipt.CommandsExecuted, Is.EqualTo(count));
        Assert.That((int)receipt.LastStatus, Is.EqualTo(status));
        Assert.That(Convert.ToHexString(receipt.Data.Span), Is.EqualTo(data));
    }

    [Test]
    public void Keys_of_the_other_domain_open_nothing() =>
        Assert.That(Send("000000", Issuer, "80CA004500", new Terminal(PoweredCard())).Status, Is.Not.EqualTo(ResponseStatusCode.PorOk));

    // TS 102 226 8.2.1.5: secrets are under KIK of the set that protects the packet.
    [Test]
    public void Keys_that_were_put_over_the_air_open_a_channel()
    {
        Card card = PoweredCard();
        using Aes aes = Aes.Create();
        aes.Key = VectorCase.Hex(Kik);
        string enciphered = Convert.ToHexString(aes.EncryptCbc(VectorCase.Hex(NewKey), new byte[16], PaddingMode.None));
        string check = Convert.ToHexString(SecurityDomainSession.CheckValue(KeyComponentType.Aes, VectorCase.Hex(NewKey)));
        string key = "8811" + "10" + enciphered + "03" + check;
        string data = "35" + key + key + key;
        ProofOfReceipt receipt = Send("000000", Home, $"80D80081{data.Length / 2:X2}{data}" + "00C000000A", new Terminal(card));
        Assert.That(receipt.LastStatus, Is.EqualTo(StatusWord.Success));
        Assert.That(Convert.ToHexString(receipt.Data.Span), Is.EqualTo("35" + check + check + check));
        var domain = new DomainCard(DomainCard.OfContainer, card: card);
        domain.Open(DomainCard.OfContainer, SecurityLevel.CommandMac, 0x35, SecureChannelKeySet.Same(VectorCase.Hex(NewKey)));
        Assert.That(domain.Send("80CA00D300"), Is.EqualTo("D30181 9000"));
    }

    // An unmodified CAP file in as many messages as it takes: INSTALL, then a message for each LOAD, then INSTALL.
    [TestCase(1, TestName = "A_package_is_loaded_over_the_air_into_the_container_in_use")]
    [TestCase(2, TestName = "A_package_is_loaded_over_the_air_into_the_disabled_container")]
    public void Loaded(int container)
    {
        Card card = PoweredCard();
        var terminal = new Terminal(card);
        CapFile cap = CapFile.Open(Repository.PathOf("CardOs.Tests/Vectors/applets/wallet/wallet.cap"));
        byte[] applet = VectorCase.Hex("F0436172644F1301");
        var ota = new OtaChannel(Tar.Parse("000001"), Issuer, OtaSecurity.Full);
        byte[] target = ContentCommands.InScript(ContentCommands.SetTarget((byte)container));
        Run(terminal, ota, [.. target, .. ContentCommands.InScript(ContentCommands.InstallForLoad(cap))]);
        foreach (byte[] block in ContentCommands.Load(cap))
        {
            Run(terminal, ota, ContentCommands.InScript(block));
        }

        byte[] install = ContentCommands.Install(VectorCase.Hex("F0436172644F13"), applet, applet, default, VectorCase.Hex("31323334"));
        Run(terminal, ota, [.. target, .. ContentCommands.InScript(install)]);
        byte[] select = VectorCase.Hex("00A4040008F0436172644F130100");
        Assert.That(terminal.Transmit(select).Status, Is.EqualTo(container == 1 ? StatusWord.Success : StatusWord.FileNotFound));
        card.ActivateContainer(2);
        card.PowerOff();
        terminal.PowerOn();
        Assert.That(terminal.Transmit(select).Status, Is.EqualTo(container == 2 ? StatusWord.Success : StatusWord.FileNotFound));
    }

    private static void Run(Terminal terminal, OtaChannel ota, byte[] script)
    {
        CardAnswer last = new(StatusWord.None, default);
        foreach (byte[] envelope in ota.Seal(script))
        {
            last = terminal.Transmit(envelope);
        }

        Assert.That(ota.TryOpen(last.Data.Span, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.LastStatus.IsError, Is.False, $"{(ushort)receipt.LastStatus:X4}");
    }

    private static Card PoweredCard()
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        return card;
    }

    private static ProofOfReceipt Send(string tar, OtaKeys keys, string script, Terminal terminal)
    {
        var ota = new OtaChannel(Tar.Parse(tar), keys, OtaSecurity.Full);
        CardAnswer last = new(StatusWord.None, default);
        foreach (byte[] envelope in ota.Seal(VectorCase.Hex(script)))
        {
            last = terminal.Transmit(envelope);
        }

        Assert.That(last.Status, Is.EqualTo(StatusWord.Success));
        Assert.That(ota.TryOpen(last.Data.Span, out ProofOfReceipt? receipt), Is.True);
        return receipt!;
    }
}
