using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Administration;
using CardOs.Tests.Core.Pins;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.AllocationTests;

/// <summary>What a powered card allocates: nothing. Warm means that the same sequence ran on another card.</summary>
[TestFixture]
public sealed class CommandAllocationTests
{
    private const int Repetitions = 1000;
    private const string File = "00A4000C022F01";
    private const string Records = "00A4000C022F02";
    private const string Fetch = "8012000000";
    private const string Sent = "801400000C" + "810301130082028281830100";
    private const string Shown = "801400000C" + "810301210082028281830100";

    [TestCase("00A4000C023F00", TestName = "Select_without_data")]
    [TestCase("00A40004022F01|00C0000000", TestName = "Select_and_get_response")]
    [TestCase("00A4040010" + TestProfile.Usim + "00", TestName = "Select_by_name")]
    [TestCase("00A4040205F04361726400|00A4080C047FFF6F07|00A4030C|00A4090C027F10", TestName = "Select_other_forms")]
    [TestCase("80F2000000|80F2000100|80F2000C", TestName = "Status")]
    [TestCase(File + "|00B0000000|00B0810010|00B000FFFF|00B0000000012C", TestName = "Read_binary")]
    [TestCase(File + "|00D60000041122334|00D600010511223344FF|10D6000002AABB|00D6000002CCDD", TestName = "Update_binary")]
    [TestCase(Records + "|00B2010405|00B2000205|00B2000305|00B2010406", TestName = "Read_record")]
    [TestCase(Records + "|00DC010405AABBCCDDEE|00DC020405AABBCCDDEE", TestName = "Update_record")]
    [TestCase("0070000001|0170000001|01A4000C022F01|01708002|00708001", TestName = "Manage_channel")]
    [TestCase("0084000010", TestName = "Get_challenge")]
    [TestCase("80CAFF2100|80CA123400", TestName = "Get_data")]
    [TestCase("8010000001FF|80120000FF|801400000101", TestName = "Toolkit_without_a_session")]
    [TestCase("80C2000009D60799010082028281|80C2000002D105|FF00|00A4|20A40000|00FF000000", TestName = "Refusals")]
    public void Command(string commands)
    {
        byte[][] sequence = commands.Split('|').Select(text => VectorCase.Hex(text.Length % 2 == 0 ? text : text + "4")).ToArray();
        IsNone(Enumerable.Repeat(sequence, Repetitions).SelectMany(one => one).ToArray());
    }

    [TestCase("0001", "15", "15", TestName = "Packet_in_clear")]
    [TestCase("0101", "15", "01", TestName = "Packet_with_CRC_16")]
    [TestCase("0101", "15", "05", TestName = "Packet_with_CRC_32")]
    [TestCase("1201", "15", "15", TestName = "Packet_with_a_triple_DES_MAC")]
    [TestCase("1619", "15", "15", TestName = "Packet_in_triple_DES")]
    [TestCase("1619", "22", "22", TestName = "Packet_in_AES")]
    [TestCase("1E19", "22", "22", TestName = "Packet_with_strict_counter")]
    [TestCase("1619", "15", "22", TestName = "Packet_in_both")]
    [TestCase("1621", "15", "15", TestName = "Packet_whose_receipt_is_submitted")]
    [TestCase("0201", "F5", "F5", TestName = "Packet_with_an_unknown_key_set")]
    public void Packet(string spi, string kic, string kid)
    {
        var packet = new TestPacket { Spi = spi, Kic = kic, Kid = kid, Data = File + "00D600000411223344" + "00B0000008" };
        IsNone(Many(packet, spi[2] == '2' ? [Fetch, Sent] : []));
    }

    [TestCase("0020000108" + PinCard.Wrong + "|0020000108" + PinCard.Pin1 + "|00200001|0020000A08" + PinCard.Adm1, TestName = "Verify")]
    [TestCase("0024000110" + PinCard.Pin1 + PinCard.New + "|0024000110" + PinCard.New + PinCard.Pin1, TestName = "Change_PIN")]
    [TestCase("0026910108" + PinCard.Pin1 + "|0028000108" + PinCard.Pin1, TestName = "Disable_and_enable_PIN")]
    [TestCase("002C000110" + PinCard.Wrong + PinCard.New + "|002C000110" + PinCard.Puk1 + PinCard.Pin1, TestName = "Unblock_PIN")]
    [TestCase(PinCard.SelectUsim + "|0020008108" + PinCard.Pin2 + "|00A4000C026F01|00B0000004|00A4040410" + PinCard.Isim, TestName = "Local_PIN")]
    public void Pins(string commands)
    {
        byte[][] sequence = commands.Split('|').Select(VectorCase.Hex).ToArray();
        IsNone(Enumerable.Repeat(sequence, Repetitions).SelectMany(one => one).ToArray(), PinCard.Options);
    }

    [TestCase("B00000", "00A40004022F0100C0000000", TestName = "Script_with_get_response")]
    [TestCase("B00120", "AA162207" + File + "220500B0000008" + "2204" + "80F2000C", TestName = "Expanded_script")]
    [TestCase("B00120", "AE802207" + File + "220500B00000080000", TestName = "Indefinite_script")]
    [TestCase("B00120", "AA03810181", TestName = "Script_that_need_not_wait")]
    [TestCase("B00120", "BB00", TestName = "Script_that_is_none")]
    public void Script(string tar, string data) => IsNone(Many(new TestPacket { Tar = tar, Spi = "1619", Data = data }, []));

    [Test]
    public void Script_with_a_proactive_command_that_another_one_waits_for()
    {
        var show = new TestPacket { Tar = "B00120", Spi = "1200", Data = "AA03810103" };
        var wait = new TestPacket { Tar = "B00120", Spi = "1201", Data = "AA0C8101812207" + File };
        var commands = new List<byte[]>();
        for (int i = 1; i <= Repetitions; i++)
        {
            commands.Add((show with { Counter = (ulong)(2 * i) }).Envelope());
            commands.Add((wait with { Counter = (ulong)((2 * i) + 1) }).Envelope());
            commands.AddRange(new[] { Fetch, Shown, Fetch, Sent }.Select(VectorCase.Hex));
        }

        IsNone(commands.ToArray());
    }

    [Test]
    public void Packet_in_parts_with_a_long_receipt()
    {
        string reads = string.Concat(Enumerable.Repeat("220500B00000F0", 3));
        var packet = new TestPacket { Tar = "B00120", Spi = "1619", Data = "AA8200DA" + "2207" + File + reads + "2281B300D60000AE" + new string('5', 348) };
        IsNone(Many(packet, [Fetch, Sent, Fetch, Sent, Fetch, Sent, Fetch, Sent, Fetch, Sent, Fetch, Sent, Fetch, Sent]));
    }

    [Test]
    public void Stores()
    {
        var outer = new TestPacket { Tar = "BFFF01", Spi = "1619", Kic = "22", Kid = "22", Data = "C1081122334455667788" };
        var inner = new TestPacket
        {
            IsIdentified = true, Tar = "BFFF02", Spi = "1619", Kic = "12", Kid = "12", CipherKey = TestKeys.ServiceCipher, CheckKey = TestKeys.ServiceCheck, Data = "C20155",
        };
        var commands = new List<byte[]>();
        for (int i = 1; i <= Repetitions; i++)
        {
            commands.Add((outer with { Counter = (ulong)(2 * i) }).Envelope());
            string data = Convert.ToHexString((inner with { Counter = (ulong)i }).Seal());
            commands.Add((outer with { Counter = (ulong)((2 * i) + 1), Data = data }).Envelope());
            commands.Add(VectorCase.Hex("00A4040C08F043617264000009"));
            commands.Add(VectorCase.Hex("80CA00C100"));
        }

        IsNone(commands.ToArray());
    }

    [Test]
    public void Page_of_cell_broadcast()
    {
        var packet = new TestPacket { Spi = "1201", Data = File + "00B0000001" };
        IsNone(Enumerable.Range(1, Repetitions).Select(i => TestMessage.Page((packet with { Counter = (ulong)i }).Seal())).ToArray());
    }

    [Test]
    public void Warm_reset()
    {
        var card = new TestCard().Card;
        Allocation.IsNone(() => card.WarmReset());
    }

    [Test]
    public void Measurement_finds_a_single_small_array()
    {
        byte[]? kept = null;
        Assert.That(Allocation.Of(() => kept = new byte[1]), Is.InRange(1, 64));
        Assert.That(kept, Is.Not.Null);
    }

    [Test]
    public void Administration()
    {
        string[] round =
        [
            AdminCard.Transparent("2F30", 40, "A504C1021122"), AdminCard.Resize("2F30", "800150"), "00040000", "00440000", "00E80000022F30", "00E40000022F30",
            AdminCard.Records("2F31", 5, 4), "00E40000022F31", AdminCard.Records("2F32", 5, 4, "46"), "00E40000022F32",
            AdminCard.Create("82027921", "83022F33", "8A0105", AdminCard.Open), "80DB008003800111", AdminCard.Resize("2F33", "A503860120", 1), "00E40000022F33",
            AdminCard.Directory("7F30"), AdminCard.Transparent("6F01", 40), AdminCard.Directory("5F30"), "00A4000C", "00E60000027F30", "00E40000027F30",
            AdminCard.Directory("7F50", "8407A0000000871099"), "00A4000C", "00A4044C07A0000000871099", "00E40000027F50",
            AdminCard.Transparent("2F01", 40), AdminCard.Transparent("2F34", 65000), "00E40000023F00", "00E0000002620000",
        ];
        byte[][] commands = Enumerable.Repeat(round.Select(VectorCase.Hex), 200).SelectMany(one => one).ToArray();
        byte[] response = new byte[70_000];
        int succeeded = Run(AdminCard.Create().Card, commands, response);
        Card card = AdminCard.Create().Card;
        int again = 0;
        Allocation.IsNoneOf(() => again = Run(card, commands, response));
        Assert.That(again, Is.EqualTo(succeeded).And.EqualTo(200 * (round.Length - 4)));
    }

    private static byte[][] Many(TestPacket packet, string[] behind)
    {
        var commands = new List<byte[]>();
        byte[][] others = behind.Select(VectorCase.Hex).ToArray();
        for (int i = 1; i <= Repetitions; i++)
        {
            commands.AddRange((packet with { Counter = (ulong)i }).Seal().Length > 137
                ? (packet with { Counter = (ulong)i }).Envelopes(i)
                : [(packet with { Counter = (ulong)i }).Envelope()]);
            commands.AddRange(others);
        }

        return commands.ToArray();
    }

    private static void IsNone(byte[][] commands, CardOptions? options = null)
    {
        byte[] response = new byte[70_000];
        var other = new TestCard(options);
        int succeeded = Run(other.Card, commands, response);
        Card card = new TestCard(options).Card;
        int again = 0;
        Allocation.IsNoneOf(() => again = Run(card, commands, response));
        Assert.That(again, Is.EqualTo(succeeded));
    }

    private static int Run(Card card, byte[][] commands, byte[] response)
    {
        int succeeded = 0;
        foreach (byte[] command in commands)
        {
            succeeded += card.Transmit(command, response).Status.IsSuccess ? 1 : 0;
        }

        return succeeded;
    }
}
