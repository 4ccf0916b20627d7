using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>DELETE, GET STATUS, SET STATUS: GlobalPlatform 2.3.1 11.2, 11.4, 11.10.</summary>
public sealed class LifeCycleTests
{
    private const string Container = "F0436172644F73440100";

    [Test]
    public void Everything_that_was_loaded_is_deleted_to_the_last_byte()
    {
        var card = new ContentCard();
        card.Load();
        card.InstallApplet();
        card.Delete(ContentCard.Package, "80");
        string before = card.Describe();
        card.Load();
        card.InstallApplet();
        Assert.That(card.Delete(ContentCard.Package), Is.EqualTo("6985"), "it has an instance");
        Assert.That(card.Delete(ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(card.Delete(ContentCard.Package), Is.EqualTo("00 9000"));
        Assert.That(card.Delete(ContentCard.Package), Is.EqualTo("6A88"));
        Assert.That(card.Describe(), Is.EqualTo(before));
    }

    [TestCase("E40001", "4F05A000000151", "6A86", TestName = "P2_is_none")]
    [TestCase("E40100", "4F05A000000151", "6A86", TestName = "P1_is_none")]
    [TestCase("E40000", "4F04A0000001", "6A80", TestName = "No_AID")]
    [TestCase("E40000", "5F05A000000151", "6A80", TestName = "Another_tag")]
    [TestCase("E40000", "4F05A0000001519F0100", "6A80", TestName = "Behind_it_something_else")]
    [TestCase("E40000", "4F05A000000151", "6A88", TestName = "Nothing_has_this_name")]
    [TestCase("E40000", "4F08A000000151000000", "6985", TestName = "The_issuer_s_domain")]
    [TestCase("E40000", "4F07A0000001515350", "6985", TestName = "A_package_in_ROM")]
    [TestCase("E40000", "4F0AF0436172644F73440100", "6985", TestName = "A_domain_with_content")]
    [TestCase("E40080", "4F0AF0436172644F73440100", "6985", TestName = "A_domain_with_its_content")]
    public void DELETE_answers(string header, string data, string answer)
    {
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.Command(header, data), Is.EqualTo(answer));
        Assert.That(card.Describe() == before, Is.EqualTo(answer.Length == 4));
    }

    [TestCase("80", "02", "4F00", "E3264F08A0000001510000009F70010FC5039EFE80C407A0000001515350CC08A000000151000000 9000", TestName = "The_issuer_s_domain_in_TLV")]
    [TestCase("80", "00", "4F00", "08A0000001510000000F9E 9000", TestName = "The_issuer_s_domain_in_the_old_form")]
    [TestCase("80", "02", "4F00" + "5C034F9F70", "E30E4F08A0000001510000009F70010F 9000", TestName = "With_a_list_of_tags")]
    [TestCase("20", "02", "4F00", "E3174F07A00000015153509F700101CC08A000000151000000 9000", TestName = "Packages")]
    [TestCase("10", "02", "4F00", "E3214F07A00000015153509F7001018408A000000151535041CC08A000000151000000 9000", TestName = "Packages_with_modules")]
    [TestCase("10", "00", "4F00", "07A000000151535001000108A000000151535041 9000", TestName = "Packages_with_modules_in_the_old_form")]
    [TestCase("40", "02", "4F0AF0436172644F73440101" + "5C024FCC", "E3184F0AF0436172644F73440101CC0AF0436172644F73440100 9000", TestName = "Below_the_container_s_domain")]
    [TestCase("40", "02", "4F0AF0436172644F73440201", "6A88", TestName = "Of_the_other_container_nothing")]
    [TestCase("40", "02", "4F05F000000001", "6A88", TestName = "None_begins_so")]
    [TestCase("80", "03", "4F00", "6985", TestName = "Next_without_first")]
    [TestCase("40", "04", "4F00", "6A86", TestName = "P2_of_GET_STATUS_is_none")]
    [TestCase("C0", "02", "4F00", "6A86", TestName = "P1_of_GET_STATUS_is_none")]
    [TestCase("40", "02", "5C00", "6A80", TestName = "Without_a_name")]
    [TestCase("40", "02", "4F0100FF", "6A80", TestName = "Objects_that_are_cut")]
    public void GET_STATUS_answers(string p1, string p2, string data, string answer) => Assert.That(new ContentCard().Status(p1, p2, data), Is.EqualTo(answer));

    [Test]
    public void A_long_list_comes_in_several_answers()
    {
        var card = new ContentCard();
        for (int i = 0; i < 12; i++)
        {
            card.InstallDomain("F0436172644F73FF" + i.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        string answer = card.Status("40", data: "4F08F0436172644F73FF");
        string all = answer.Split(' ')[0];
        int answers = 1;
        for (; answer.EndsWith("6310", System.StringComparison.Ordinal); answers++)
        {
            Assert.That(answer, Has.Length.LessThanOrEqualTo(512 + 5));
            answer = card.Status("40", "03", "4F08F0436172644F73FF");
            all += answer.Split(' ')[0];
        }

        Assert.That(answer, Does.EndWith(" 9000"));
        Assert.That(all, Has.Length.EqualTo(12 * 2 * 41));
        Assert.That(answers, Is.EqualTo(2));
        Assert.That(card.Status("40", "03", "4F08F0436172644F73FF"), Is.EqualTo("6985"));
    }

    // In the order of the commands; the card of the profile is secured.
    [TestCase("6A86 P1 C0", "80F0C007", "6A86")]
    [TestCase("6A86 P1 20", "80F02007", "6A86")]
    [TestCase("6A86 a state that is none", "80F08008", "6A86")]
    [TestCase("6985 back", "80F08007", "6985")]
    [TestCase("6985 the same", "80F0800F", "6985")]
    [TestCase("9000 locked", "80F0807F", "9000")]
    [TestCase("9000 unlocked", "80F0807F|80F0800F", "9000")]
    [TestCase("6985 terminated for good", "80F080FF|80F0800F", "6985")]
    [TestCase("6A80 no AID", "80F04080", "6A80")]
    [TestCase("6A88 unknown", "80F0408005F000000001", "6A88")]
    [TestCase("6A88 the issuer's is the card", "80F0408008A000000151000000", "6A88")]
    [TestCase("9000 a domain is locked", "80F040800AF0436172644F73440101", "9000")]
    [TestCase("6985 and not again", "80F040800AF0436172644F73440101|80F040800AF0436172644F73440101", "6985")]
    [TestCase("9000 and unlocked", "80F040800AF0436172644F73440101|80F040000AF0436172644F73440101", "9000")]
    [TestCase("6985 what is not locked is not unlocked", "80F040000AF0436172644F73440101", "6985")]
    [TestCase("9000 all below", "80F060800AF0436172644F73440100", "9000")]
    [TestCase("9000 all below again", "80F060800AF0436172644F73440100|80F060800AF0436172644F73440100", "9000")]
    public void SET_STATUS_answers(string why, string commands, string answer)
    {
        var card = new ContentCard();
        string last = "";
        foreach (string command in commands.Split('|'))
        {
            last = card.Send(command);
        }

        Assert.That(last, Is.EqualTo(answer), why);
    }

    [Test]
    public void A_hierarchy_is_locked_and_unlocked_as_it_was()
    {
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.SetStatus("60", "80", Container), Is.EqualTo("9000"));
        Assert.That(card.Status("40", data: "4F" + ContentCard.Lv(Container[..^2]) + "5C039F704F"), Does.Contain("9F70018F").And.Not.Contain("9F70010F"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(Container)), Is.EqualTo("6A82"));
        card.Authenticate();
        Assert.That(card.SetStatus("60", "00", Container), Is.EqualTo("9000"));
        Assert.That(card.Describe(), Is.EqualTo(before));
    }
}
