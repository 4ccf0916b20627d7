using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Core.GlobalPlatform.SecureChannels;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Secure channels to the issuer's security domain of the default card, through a terminal.</summary>
[TestFixture]
public sealed class SecurityDomainSessionTests
{
    private const string Select = "00A4040008A00000015100000000";
    private const string RecognitionData = "80CA006600";

    [TestCase((byte)0x30, SecurityLevel.CommandMac, SecureChannelProtocol.Scp03)]
    [TestCase((byte)0x30, (SecurityLevel)0x33, SecureChannelProtocol.Scp03)]
    [TestCase((byte)0x00, (SecurityLevel)0x13, SecureChannelProtocol.Scp03)]
    [TestCase((byte)0x20, SecurityLevel.CommandMac, SecureChannelProtocol.Scp02)]
    [TestCase((byte)0x20, (SecurityLevel)0x03, SecureChannelProtocol.Scp02)]
    public void The_domain_answers_through_a_secure_channel(byte version, SecurityLevel level, SecureChannelProtocol protocol)
    {
        Terminal terminal = Selected();
        byte[] clear = terminal.Transmit(VectorCase.Hex(RecognitionData)).Data.ToArray();
        SecurityDomainSession session = Open(terminal, version, level);
        Assert.That(session.Protocol, Is.EqualTo(protocol));
        for (int i = 0; i < 3; i++)
        {
            CardAnswer answer = session.Transmit(VectorCase.Hex(RecognitionData));
            Assert.That(answer.Status, Is.EqualTo(StatusWord.Success));
            Assert.That(answer.Data.ToArray(), Is.EqualTo(clear));
        }

        Assert.That(terminal.Transmit(VectorCase.Hex(RecognitionData)).Status, Is.EqualTo(StatusWord.SecurityStatusNotSatisfied));
        Assert.That(terminal.Transmit(VectorCase.Hex(Select)).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(terminal.Transmit(VectorCase.Hex(RecognitionData)).Status, Is.EqualTo(StatusWord.Success), "selection ends the session");
    }

    [Test]
    public void A_card_with_other_keys_is_found_out()
    {
        Terminal terminal = Selected();
        byte[] other = VectorCase.Hex("00112233445566778899AABBCCDDEEFF");
        Assert.That(() => SecurityDomainSession.Open(terminal.Transmit, SecureChannelKeySet.Same(other)), Throws.TypeOf<SecureChannelException>());
        var aid = new SecureChannelSettings { Aid = VectorCase.Hex("A000000151000001") };
        Assert.That(() => SecurityDomainSession.Open(terminal.Transmit, SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)), aid), Throws.TypeOf<SecureChannelException>());
    }

    [Test]
    public void A_refused_level_is_told() =>
        Assert.That(
            () => Open(Selected(), 0x20, (SecurityLevel)0x11),
            Throws.TypeOf<CardStatusException>().With.Property("Status").EqualTo(StatusWord.IncorrectParameters));

    private static Terminal Selected()
    {
        var terminal = new Terminal(new Card(CardOptions.Uicc));
        terminal.PowerOn();
        Assert.That(terminal.Transmit(VectorCase.Hex(Select)).Status, Is.EqualTo(StatusWord.Success));
        return terminal;
    }

    private static SecurityDomainSession Open(Terminal terminal, byte version, SecurityLevel level) => SecurityDomainSession.Open(
        terminal.Transmit,
        SecureChannelKeySet.Same(VectorCase.Hex(ChannelCard.Key)),
        new SecureChannelSettings { KeyVersion = version, Level = level, Aid = VectorCase.Hex(ChannelCard.Aid) });
}
