using System;
using System.Linq;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>Security domains are selected, and say what they are: GlobalPlatform 11.9, H.2.</summary>
public class SecurityDomainTests
{
    // 06 identifiers of GlobalPlatform, version 2.3.1, card identification, SCP02 with i = 55, SCP03 with i = 70.
    private const string Recognition =
        "733C06072A864886FC6B01" + "600C060A2A864886FC6B02020301" + "630906072A864886FC6B03" + "640B06092A864886FC6B040255" + "640B06092A864886FC6B040370";

    [TestCase("00A4040008A000000151000000", "A000000151000000", TestName = "By_its_AID")]
    [TestCase("00A4040005A000000151", "A000000151000000", TestName = "By_the_beginning_of_its_AID")]
    [TestCase("00A4040000", "A000000151000000", TestName = "Without_a_name")]
    [TestCase("00A4040008A000000003000000", "A000000003000000", TestName = "By_another_AID_which_it_answers_with")]
    public void The_issuer_security_domain_is_selected(string select, string aid)
    {
        var card = new TestCard(CardOptions.Uicc);
        string answer = "6F4E8408" + aid + "A542" + Recognition + "9F6501FF";
        if (card.Send(select).StartsWith("61", StringComparison.Ordinal))
        {
            Assert.That(card.Send("00C0000050"), Is.EqualTo(answer + " 9000"));
            return;
        }

        Assert.That(card.Send(select), Is.EqualTo(answer + " 9000"));
    }

    [Test]
    public void Without_answer_when_none_is_wanted() =>
        Assert.That(new TestCard(CardOptions.Uicc).Send("00A4040C08A000000151000000"), Is.EqualTo("9000"));

    [TestCase("00A4040C08A000000151000000", "80CA006600", "663E" + Recognition + " 9000")]
    [TestCase("00A4040C08A000000151000000", "00CA006600", "663E" + Recognition + " 9000")]
    [TestCase("00A4040C08A000000151000000", "80CA123400", "6A88")]
    [TestCase("00A4040C08A000000151000000", "80F6000000", "6D00")]
    [TestCase("00A4040C08A000000151000000|00A4000C023F00", "80F6000000", "6D00")]
    [TestCase("00A4040C0AF0436172644F73440100", "80CA006600", "663E" + Recognition + " 9000")]
    public void It_answers_while_it_is_selected(string before, string command, string answer)
    {
        var card = new TestCard(CardOptions.Uicc);
        foreach (string one in before.Split('|'))
        {
            card.Send(one);
        }

        Assert.That(card.Send(command), Is.EqualTo(answer));
    }

    // Amendment D 6.2.2.1: the challenge follows from the sequence counter and the AID; 000001 behind the cryptogram is the counter.
    [Test]
    public void It_answers_INITIALIZE_UPDATE_with_the_challenge_of_its_AID_and_counter()
    {
        var card = new TestCard(CardOptions.Uicc);
        card.Send("00A4040C08A000000151000000");
        string answer = card.Send("8050300008" + "0001020304050607" + "00");
        Assert.That(answer, Does.StartWith("00000000000000000000" + "300370" + "86C8BD65FA1044EE").And.EndsWith("000001 9000"));
    }

    [TestCase("80F2800200", "6982")]
    [TestCase("80F4060000", "6982")]
    [TestCase("84F4060000", "6985")]
    [TestCase("84820000" + "10" + "00000000000000000000000000000000", "6985")]
    public void Without_a_session(string command, string answer)
    {
        var card = new TestCard(CardOptions.Uicc);
        card.Send("00A4040C08A000000151000000");
        Assert.That(card.Send(command), Is.EqualTo(answer));
    }

    // Amendment D 5.1: with i = 00 the challenge is random, and no counter follows the cryptogram. FF: there is no such protocol.
    [TestCase(0x00, "8050300008000102030405060700", 62)]
    [TestCase(0x10, "8050300008000102030405060700", 68)]
    [TestCase(0xFF, "8050300008000102030405060700", 4)]
    public void Options_of_SCP03(int options, string command, int length)
    {
        CardProfile model = CardOptions.Uicc.Profile;
        ContainerProfile common = model.Containers[0];
        SecurityDomainProfile issuer = common.SecurityDomains[0] with { Scp03 = (byte)options };
        var card = new TestCard(CardOptions.Uicc with { Profile = model with { Containers = [common with { SecurityDomains = [issuer] }, .. model.Containers.Skip(1)] } });
        card.Send("00A4040C08A000000151000000");
        Assert.That(card.Send(command).Replace(" 9000", "9000", StringComparison.Ordinal), Has.Length.EqualTo(length));
    }

    [Test]
    public void Of_the_other_container_it_is_not_found() =>
        Assert.That(new TestCard(CardOptions.Uicc).Send("00A404000AF0436172644F73440200"), Is.EqualTo("6A82"));

    [Test]
    public void Selection_and_data_allocate_nothing()
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        byte[] select = Convert.FromHexString("00A4040008A00000015100000000");
        byte[] data = Convert.FromHexString("80CA006600");
        byte[] back = Convert.FromHexString("00A4000C023F00");
        byte[] room = new byte[Card.MaxShortResponse];
        Allocation.IsNone(() =>
        {
            card.Transmit(select, room);
            card.Transmit(data, room);
            card.Transmit(back, room);
        });
    }
}
