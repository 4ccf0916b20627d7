using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>STORE DATA for a security domain itself: GlobalPlatform 11.11.</summary>
public class StoreDataTests
{
    // Objects in every form, and what GET DATA says then.
    [TestCase("80E2900005" + "4203AABBCC", "80CA004200", "4203AABBCC 9000", TestName = "Object_in_BER_TLV")]
    [TestCase("80E2800005" + "4203AABBCC", "80CA004200", "4203AABBCC 9000", TestName = "Object_without_a_format")]
    [TestCase("80E288000A" + "007007" + "4203AABBCC4500", "80CA004200", "42070D4341524F5301 9000", TestName = "An_empty_object_leaves_all_as_it_was")]
    [TestCase("80E2880008" + "007005" + "4203AABBCC", "80CA004200", "4203AABBCC 9000", TestName = "Object_in_a_data_group")]
    [TestCase("80E290000D" + "CF0A00112233445566778899" + "", "80CA00CF00", "CF0A00112233445566778899 9000", TestName = "Diversification_data")]
    [TestCase("80E2900009" + "5F5006612E62636465", "80CA5F5000", "5F5006612E62636465 9000", TestName = "Address_of_the_manager")]
    public void Stored(string store, string get, string answer)
    {
        var card = new DomainCard();
        card.Send(Fix(store));
        Assert.That(card.Send(get), Is.EqualTo(answer));
    }

    [Test]
    public void An_object_goes_on_in_the_next_block()
    {
        var card = new DomainCard();
        Assert.That(card.Send("80E2100004" + "4203AABB"), Is.EqualTo("9000"));
        Assert.That(card.Send("80E2900106" + "CC4503010203"), Is.EqualTo("9000"));
        Assert.That(card.Send("80CA004200"), Is.EqualTo("4203AABBCC 9000"));
        Assert.That(card.Send("80CA004500"), Is.EqualTo("4503010203 9000"));
    }

    [Test]
    public void A_domain_gets_another_AID()
    {
        var card = new DomainCard();
        Assert.That(card.Send("80E290000A" + "4F08F000000000000001"), Is.EqualTo("9000"));
        card.Open("F000000000000001", SecurityLevel.CommandMac, 0x30, SecureChannelKeySet.Same(VectorCase.Hex(DomainCard.DefaultKey)));
        Assert.That(card.Plain("00A4040008" + DomainCard.Issuer + "00"), Is.EqualTo("6A82"));
    }

    [TestCase("80E290010542" + "03AABBCC", "6A86", TestName = "The_first_block_is_number_0")]
    [TestCase("80E298000542" + "03AABBCC", "6A86", TestName = "Reserved_format")]
    [TestCase("80E2900000", "6700", TestName = "No_data")]
    [TestCase("80E2900004" + "4203AABB", "6A80", TestName = "The_last_block_ends_within_an_object")]
    [TestCase("80E2900005" + "C103AABBCC", "6A80", TestName = "A_counter_cannot_be_stored")]
    [TestCase("80E2900005" + "D103AABBCC", "6A88", TestName = "An_object_that_no_domain_has")]
    [TestCase("80E2900006" + "4F04F0000000", "6A80", TestName = "An_AID_of_four_bytes")]
    [TestCase("80E2880005" + "123402AABB", "6A88", TestName = "A_group_that_nobody_knows")]
    [TestCase("80E2880013" + "811310" + "00112233445566778899AABBCCDDEEFF", "6985", TestName = "A_key_that_nothing_was_said_of")]
    [TestCase("80E2880005" + "00B902B900", "6A80", TestName = "A_key_without_a_type")]
    public void Refused(string command, string status)
    {
        var card = new DomainCard();
        Assert.That(card.Send(command), Is.EqualTo(status));
        Assert.That(card.Send("80CA004200"), Is.EqualTo("42070D4341524F5301 9000"));
    }

    [Test]
    public void Blocks_are_counted_from_0_again_behind_an_error_and_behind_the_last_one()
    {
        var card = new DomainCard();
        card.Send("80E2100004" + "4203AABB");
        Assert.That(card.Send("80E2100205" + "4203AABBCC"), Is.EqualTo("6A86"));
        Assert.That(card.Send("80E2900005" + "4203AABBCC"), Is.EqualTo("9000"));
        Assert.That(card.Send("80E2900005" + "4203AABBCC"), Is.EqualTo("9000"));
    }

    [TestCase("88", 0x35, TestName = "AES_keys_in_data_groups")]
    [TestCase("80", 0x25, TestName = "DES_keys_in_data_groups")]
    public void Keys_in_data_groups_open_the_next_session(string type, byte version)
    {
        var card = new DomainCard();
        byte[] key = VectorCase.Hex("000102030405060708090A0B0C0D0E0F");
        string enciphered = System.Convert.ToHexString(card.Session.EncipherData(key));
        string templates = string.Empty;
        string keys = string.Empty;
        for (int i = 1; i <= 3; i++)
        {
            templates += "B912" + "950118" + "960101" + $"8001{type}" + "810110" + $"8201{i:X2}" + $"8301{version:X2}";
            keys += "811310" + enciphered;
        }

        string data = $"00B9{templates.Length / 2:X2}{templates}{keys}";
        Assert.That(card.Send($"80E28800{data.Length / 2:X2}{data}"), Is.EqualTo("9000"));
        card.Open(DomainCard.Issuer, SecurityLevel.CommandMac, version, SecureChannelKeySet.Same(key));
        Assert.That(card.Send("80CA00D300"), Is.EqualTo("D30181 9000"));
    }

    [Test]
    public void A_public_key_of_a_curve_and_one_of_RSA_stand_alone()
    {
        var card = new DomainCard();
        string point = "04" + new string('1', 128);
        string data = "00B90E" + "B90C" + "8001B0" + "820101" + "830173" + "850100" + "003641" + point;
        Assert.That(card.Send($"80E28800{data.Length / 2:X2}{data}"), Is.EqualTo("9000"));
        Assert.That(card.Send("80CA00E000"), Does.Contain("C006" + "0173" + "B041" + "F000"));
        string modulus = new('C', 256);
        data = "00B90B" + "B909" + "8001A1" + "820101" + "830170" + "001080" + modulus + "0011" + "03" + "010001";
        Assert.That(card.Send($"80E28800{data.Length / 2:X2}{data}"), Is.EqualTo("9000"));
        Assert.That(card.Send("80CA00E000"), Does.Contain("C006" + "0170" + "A180" + "A003"));
    }

    // Le and Lc follow from the data.
    private static string Fix(string command) => command[..8] + $"{(command.Length - 10) / 2:X2}" + command[10..];
}
