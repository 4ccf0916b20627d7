using System;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>INSTALL and LOAD: GlobalPlatform 2.3.1 11.5, 11.6.</summary>
public sealed class InstallTests
{
    private const string SecondDomain = "F0436172644F7402";

    [Test]
    public void A_package_is_loaded_and_its_applet_installed_and_selected()
    {
        var card = new ContentCard();
        Assert.That(card.Load(), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(ContentCard.Applet)), Is.EqualTo("9000"));
        Assert.That(card.Card.Send("8030000000"), Is.EqualTo("0000 9000"));
    }

    [Test]
    public void Also_through_a_channel_with_MAC_and_encryption([Values(0x01, 0x03, 0x11, 0x33)] byte level)
    {
        var card = new ContentCard(level: (CardOs.Apdu.GlobalPlatform.SecurityLevel)level);
        Assert.That(card.InstallForLoad(), Is.EqualTo("00 9000"));
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile), 100), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(card.Status("40", data: "4F" + ContentCard.Lv(ContentCard.Applet)), Does.StartWith("E3").And.EndWith("9000"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(255)]
    public void Blocks_may_be_cut_anywhere(int size)
    {
        var card = new ContentCard();
        string file = ContentCard.DataBlock(ContentCard.LoadFile);
        if (file.Length / 2 / size > 256)
        {
            size = 3;
        }

        card.InstallForLoad();
        Assert.That(card.LoadBlocks(file, size), Is.EqualTo("00 9000"));
    }

    [Test]
    public void A_hash_is_checked([Values(20, 32, 48, 64)] int length, [Values] bool isRight)
    {
        byte[] hash = length switch
        {
            20 => System.Security.Cryptography.SHA1.HashData(ContentCard.LoadFile),
            32 => System.Security.Cryptography.SHA256.HashData(ContentCard.LoadFile),
            48 => System.Security.Cryptography.SHA384.HashData(ContentCard.LoadFile),
            _ => System.Security.Cryptography.SHA512.HashData(ContentCard.LoadFile),
        };
        hash[^1] ^= isRight ? (byte)0 : (byte)1;
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.Load(hash: Convert.ToHexString(hash)), Is.EqualTo(isRight ? "00 9000" : "6982"));
        Assert.That(card.Describe(), isRight ? Is.Not.EqualTo(before) : Is.EqualTo(before));
    }

    [TestCase("E60200", "00000000", "6A80", TestName = "A_field_is_missing")]
    [TestCase("E60200", "0000000000FF", "6A80", TestName = "Something_follows")]
    [TestCase("E60200", "0000000000", "6A80", TestName = "No_package")]
    [TestCase("E60200", "07F0436172644F710000" + "03EF01C6" + "00", "6A80", TestName = "Parameters_are_no_objects")]
    [TestCase("E60200", "07F0436172644F710000" + "05EF03C60100" + "00", "6A80", TestName = "A_size_has_one_byte")]
    [TestCase("E60200", "07F0436172644F710001AA" + "0000", "6A80", TestName = "A_hash_has_no_length_of_one")]
    [TestCase("E60200", "07F0436172644F71" + "08F0000000000000FF" + "00" + "0000", "6A88", TestName = "The_domain_is_unknown")]
    [TestCase("E60200", "07A0000001515350" + "0000" + "0000", "6A80", TestName = "The_package_is_in_ROM")]
    [TestCase("E60200", "08A000000151000000" + "0000" + "0000", "6A80", TestName = "An_application_has_the_AID")]
    [TestCase("E60200", "07F0436172644F710000" + "08EF06C60400FFFFFF" + "00", "6A84", TestName = "The_code_does_not_fit")]
    [TestCase("E60200", "07F0436172644F710000" + "06EF04C702FFFF" + "00", "6A84", TestName = "The_working_memory_does_not_fit")]
    [TestCase("E60101", "07F0436172644F7100000000", "6A86", TestName = "P1_is_none")]
    [TestCase("E60600", "07F0436172644F7100000000", "6A86", TestName = "P1_is_no_combination")]
    [TestCase("E60201", "07F0436172644F7100000000", "00 9000", TestName = "A_combined_process_begins")]
    [TestCase("E60202", "07F0436172644F7100000000", "6A86", TestName = "P2_is_none")]
    [TestCase("E60C03", "07F0436172644F7100000000", "6985", TestName = "A_combined_process_ends_that_did_not_begin")]
    [TestCase("E60C00", "07F0436172644F7108F0436172644F7101" + "08F0436172644F7101" + "0100" + "02C900" + "00", "6A88", TestName = "The_package_is_unknown")]
    [TestCase("E60C00", "07F0436172644F7108F0436172644F7101" + "08F0436172644F7101" + "0100" + "00" + "00", "6A80", TestName = "There_is_no_C9")]
    [TestCase("E60C00", "07F0436172644F7108F0436172644F7101" + "08F0436172644F7101" + "020000" + "02C900" + "00", "6A80", TestName = "Privileges_have_two_bytes")]
    [TestCase("E60C00", "07F0436172644F7108F0436172644F7101" + "04F0436172" + "0100" + "02C900" + "00", "6A80", TestName = "The_instance_has_four_bytes")]
    [TestCase("E60800", "0000" + "08F0436172644F7101" + "0100" + "00" + "00", "6A88", TestName = "Nothing_to_make_selectable")]
    [TestCase("E60800", "01FF00" + "08F0436172644F7101" + "0100" + "00" + "00", "6A80", TestName = "Make_selectable_with_a_package")]
    [TestCase("E61000", "08F00000000000000000" + "08F0436172644F7101" + "00" + "00" + "00", "6A88", TestName = "Extradition_to_nobody")]
    [TestCase("E61000", "0000" + "08F0436172644F7101" + "00" + "00" + "00", "6A80", TestName = "Extradition_without_a_target")]
    [TestCase("E62000", "0000" + "08F0436172644F7101" + "00" + "00" + "00", "6A88", TestName = "Personalization_of_nothing")]
    [TestCase("E62000", "0000" + "08F0436172644F7101" + "00" + "00" + "01AA", "6A80", TestName = "Personalization_with_a_token")]
    [TestCase("E64000", "0000" + "08F0436172644F7101" + "00" + "00" + "00", "6A88", TestName = "Registry_update_of_nothing")]
    [TestCase("E64000", "0000" + "00" + "00" + "00" + "00", "6A80", TestName = "Registry_update_of_the_card_without_a_restriction")]
    [TestCase("E80000", "C401", "6985", TestName = "LOAD_without_INSTALL")]
    public void INSTALL_answers(string header, string data, string answer)
    {
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.Command(header, data), Is.EqualTo(answer));
        if (answer.Length == 4)
        {
            Assert.That(card.Describe(), Is.EqualTo(before));
        }
    }

    [TestCase("0000", "C4", "00 9000", TestName = "A_tag")]
    [TestCase("0001", "C4", "6A86", TestName = "A_block_is_left_out")]
    [TestCase("4000", "C4", "6A86", TestName = "P1_of_LOAD_is_none")]
    [TestCase("8000", "C4", "6A80", TestName = "The_end_comes_early")]
    [TestCase("0000", "C5", "6A80", TestName = "A_tag_is_unknown")]
    [TestCase("0000", "C480", "6A80", TestName = "A_length_is_indefinite")]
    [TestCase("0000", "C400", "6A80", TestName = "Nothing_is_loaded")]
    [TestCase("0000", "C403040001", "6A80", TestName = "The_component_is_out_of_order")]
    public void LOAD_answers(string header, string data, string answer)
    {
        var card = new ContentCard();
        string before = card.Describe();
        card.InstallForLoad();
        Assert.That(card.Command("E8" + header, data), Is.EqualTo(answer));
        Assert.That(card.Send("80F00000"), Is.EqualTo("6A86"));
        Assert.That(card.Describe(), Is.EqualTo(before), "another command ends the load, and not a byte of it is left");
        Assert.That(card.Command("E80001", "00"), Is.EqualTo("6985"));
    }

    [Test]
    public void The_AID_must_be_that_of_the_package()
    {
        var card = new ContentCard();
        string before = card.Describe();
        card.InstallForLoad("F0436172644F71");
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo("6A80"));
        Assert.That(card.Describe(), Is.EqualTo(before));
    }

    [Test]
    public void An_AID_in_use_is_refused()
    {
        var card = new ContentCard();
        card.Load();
        Assert.That(card.InstallForLoad(), Is.EqualTo("6A80"));
        card.InstallApplet();
        Assert.That(card.InstallApplet(), Is.EqualTo("6A80"));
        Assert.That(card.InstallForLoad(ContentCard.Applet), Is.EqualTo("6A80"));
        Assert.That(card.InstallApplet(ContentCard.Package), Is.EqualTo("6A80"));
    }

    [Test]
    public void What_was_only_installed_is_not_selected_before_it_is_made_selectable()
    {
        var card = new ContentCard();
        card.Load();
        Assert.That(card.InstallApplet(p: "0400"), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(ContentCard.Applet)), Is.EqualTo("6A82"));
        Assert.That(card.Install("0800", "", "", ContentCard.Applet, "00", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Install("0800", "", "", ContentCard.Applet, "00", "", ""), Is.EqualTo("6985"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(ContentCard.Applet)), Is.EqualTo("9000"));
    }

    [Test]
    public void A_combined_process_loads_and_installs()
    {
        var card = new ContentCard();
        Assert.That(card.Install("0E01", ContentCard.Package, "", "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile)), Is.EqualTo("00 9000"));
        Assert.That(card.Install("0E03", "", ContentCard.Applet, ContentCard.Applet, "00", "C900", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(ContentCard.Applet)), Is.EqualTo("9000"));
    }

    [Test]
    public void A_combined_process_is_not_interrupted()
    {
        var card = new ContentCard();
        card.Install("0E01", ContentCard.Package, "", "", "", "");
        card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFile));
        card.Send("80CA006600");
        Assert.That(card.Install("0E03", "", ContentCard.Applet, ContentCard.Applet, "00", "C900", ""), Is.EqualTo("6985"));
    }

    [Test]
    public void A_command_comes_in_parts()
    {
        var card = new ContentCard();
        card.Load();
        string data = ContentCard.Lv(ContentCard.Package) + ContentCard.Lv(ContentCard.Applet) + ContentCard.Lv(ContentCard.Applet) + "0100" + "02C900" + "00";
        Assert.That(card.Send("80E68C000A" + data[..20]), Is.EqualTo("9000"));
        Assert.That(card.Send("80E68C000A" + data[20..40]), Is.EqualTo("9000"));
        Assert.That(card.Command("E60C00", data[40..]), Is.EqualTo("00 9000"));
    }

    [TestCase("80E60C0100", TestName = "Another_header_ends_the_parts")]
    [TestCase("80CA006600", TestName = "Another_command_ends_the_parts")]
    public void Parts_follow_each_other(string between)
    {
        var card = new ContentCard();
        Assert.That(card.Send("80E68C00020700"), Is.EqualTo("9000"));
        Assert.That(card.Send(between), Is.EqualTo("6985"));
        Assert.That(card.Send("80E60C00020700"), Is.EqualTo("6A80"));
    }

    [Test]
    public void Parts_of_nobody_are_refused() =>
        Assert.That(new ContentCard(isAuthenticated: false).Send("80E68C00020700"), Is.EqualTo("6982"));

    [Test]
    public void Parts_that_do_not_fit_are_refused()
    {
        var card = new ContentCard();
        string answer = "9000";
        int count = 0;
        for (; answer == "9000" && count < 100; count++)
        {
            answer = card.Send("80E6820080" + new string('0', 256));
        }

        Assert.That((answer, count), Is.EqualTo(("6A86", 17)));
    }

    [Test]
    public void A_security_domain_is_made()
    {
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.InstallDomain(SecondDomain, parameters: "C90A" + "81020370" + "820180" + "8400" + "00"), Is.EqualTo("6A80"));
        Assert.That(card.InstallDomain(SecondDomain, parameters: "C909" + "81020370" + "820180" + "8400"), Is.EqualTo("00 9000"));
        Assert.That(card.Status("40", data: "4F" + ContentCard.Lv(SecondDomain)), Is.EqualTo("E3264F08F0436172644F74029F700107C50380C000C407A0000001515350CC08A000000151000000 9000"));
        Assert.That(card.Card.Send("00A40400" + ContentCard.Lv(SecondDomain) + "00"), Does.StartWith("6F").And.EndWith("9000"));
        card.Authenticate();
        Assert.That(card.InstallForLoad(domain: SecondDomain), Is.EqualTo("6985"), "it is not personalized");
        Assert.That(card.Delete(SecondDomain), Is.EqualTo("00 9000"));
        Assert.That(card.Describe(), Is.EqualTo(before));
    }

    [TestCase("00", "C900", "6A80", TestName = "A_domain_is_marked_as_one")]
    [TestCase("A0C000", "C900", "6A80", TestName = "Delegated_and_authorized_management_exclude_each_other")]
    [TestCase("81", "C900", "6A80", TestName = "Mandated_DAP_needs_DAP")]
    [TestCase("80C00F", "C900", "6A80", TestName = "Reserved_bits")]
    [TestCase("80C000", "C9048102047F", "6A80", TestName = "An_unknown_protocol")]
    [TestCase("80C000", "C90381", "6A80", TestName = "Parameters_of_a_domain_that_are_no_objects")]
    public void A_security_domain_is_refused(string privileges, string parameters, string answer)
    {
        var card = new ContentCard();
        string before = card.Describe();
        Assert.That(card.InstallDomain(SecondDomain, privileges, parameters), Is.EqualTo(answer));
        Assert.That(card.Describe(), Is.EqualTo(before));
    }
}
