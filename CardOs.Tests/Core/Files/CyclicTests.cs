using System.Collections.Generic;
using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>READ RECORD and UPDATE RECORD of cyclic files: TS 102 221 11.1.5, 11.1.6. The file has 4 records of 3 bytes: 3, 2, 1, 0.</summary>
[TestFixture]
public sealed class CyclicTests
{
    private const string File = "00A4000C022F12";
    private const string Directory = "00A4000C027F10";
    private const string Next = "00B2000203";
    private const string Previous = "00B2000303";
    private const string Current = "00B2000403";
    private const string Update = "00DC000303AAAAAA";

    [TestCase(File, "00B2010403", "000003 9000", TestName = "Cyclic_record_1_is_the_first_of_the_contents")]
    [TestCase(File, "00B2040403", "000000 9000")]
    [TestCase(File, "00B2050403", "6A83", TestName = "Cyclic_record_behind_the_last")]
    [TestCase(File, Current, "000003 9000", TestName = "Selection_of_a_cyclic_file_points_at_the_record_written_last")]
    [TestCase(File, Next, "000003 9000", TestName = "Cyclic_next_behind_selection_is_the_first")]
    [TestCase(File, Previous, "000000 9000", TestName = "Cyclic_previous_behind_selection_is_the_last")]
    [TestCase(File + "|" + Next, Next, "000002 9000", TestName = "Cyclic_next")]
    [TestCase(File + "|" + Previous, Next, "000003 9000", TestName = "Cyclic_next_of_the_last_is_the_first")]
    [TestCase(File + "|" + Next, Previous, "000000 9000", TestName = "Cyclic_previous_of_the_first_is_the_last")]
    [TestCase(File + "|" + Next + "|00B2030403", Current, "000003 9000", TestName = "Cyclic_absolute_reading_leaves_the_pointer")]
    [TestCase("", "00B2013403", "000003 9000", TestName = "Cyclic_read_by_short_identifier")]
    [TestCase("", "00B2003403", "000003 9000", TestName = "Cyclic_read_current_by_short_identifier")]
    [TestCase(File, "00B2010404", "6C03", TestName = "Cyclic_read_with_a_wrong_length")]
    [TestCase(File + "|" + Update, "00B2010403", "AAAAAA 9000", TestName = "Cyclic_update_becomes_record_1")]
    [TestCase(File + "|" + Update, "00B2020403", "000003 9000", TestName = "Cyclic_update_makes_record_1_record_2")]
    [TestCase(File + "|" + Update, "00B2040403", "000001 9000", TestName = "Cyclic_update_overwrites_the_oldest")]
    [TestCase(File + "|" + Next + "|" + Next + "|" + Update, Current, "AAAAAA 9000", TestName = "Cyclic_update_points_at_its_record")]
    [TestCase(File + "|" + Update, Next, "000003 9000", TestName = "Cyclic_next_behind_an_update")]
    [TestCase("|00DC003303AAAAAA", Current, "AAAAAA 9000", TestName = "Cyclic_update_by_short_identifier")]
    [TestCase("00A4000C022F22|00DC0003020007", "00B2000402", "0007 9000", TestName = "Cyclic_file_of_one_record")]
    public void Records(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    [TestCase(File, Update, "9000")]
    [TestCase(File, "00DC000203AAAAAA", "6981", TestName = "Cyclic_update_next")]
    [TestCase(File, "00DC000403AAAAAA", "6981", TestName = "Cyclic_update_current")]
    [TestCase(File, "00DC010403AAAAAA", "6981", TestName = "Cyclic_update_absolute")]
    [TestCase(File, "00DC010303AAAAAA", "6A86", TestName = "Cyclic_update_previous_with_a_number")]
    [TestCase(File, "00DC000503AAAAAA", "6A86", TestName = "Cyclic_update_unknown_mode")]
    [TestCase(File, "00DC000302AAAA", "6700", TestName = "Cyclic_update_too_short")]
    [TestCase(File, "00DC000304AAAAAAAA", "6700", TestName = "Cyclic_update_too_long")]
    [TestCase(File, "00DC0003", "6700", TestName = "Cyclic_update_without_data")]
    [TestCase(Directory, Update, "6986", TestName = "Cyclic_update_without_a_file")]
    [TestCase("", "00DC00EB03AAAAAA", "6A82", TestName = "Cyclic_update_by_unknown_short_identifier")]
    [TestCase("00A4000C022F16", Update, "6982", TestName = "Cyclic_update_never")]
    [TestCase("00A4000C022F16", Next, "6982", TestName = "Cyclic_read_never")]
    [TestCase("00A4000C022F19", Update, "6984", TestName = "Cyclic_update_of_a_deactivated_file")]
    public void Status(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Refused_update_keeps_records_and_pointer()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(File, Next, Next);
        long words = card.WordsWritten;
        card.SendAll("00DC000203AAAAAA", "00DC010303AAAAAA", "00DC000302AAAA", "00B2050403", "00DC00EB03AAAAAA", "00B2013404", "00DC002B03AAAAAA");
        Assert.That(card.WordsWritten, Is.EqualTo(words));
        Assert.That(card.Send(Current), Is.EqualTo("000002 9000"));
    }

    [Test]
    public void Channels_have_pointers_of_their_own()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(File, Next, Next, "0070000100", "0070000001", "01A4000C022F12");
        Assert.That(card.Send("01B2000203"), Is.EqualTo("000003 9000"));
        Assert.That(card.Send(Current), Is.EqualTo("000002 9000"));
    }

    [Test]
    public void Fcp_names_structure_and_size() =>
        Assert.That(DataFiles.Answer(string.Empty, "00A40004022F1200"), Does.StartWith("62").And.Contains("8205462100030483022F12").And.Contains("8002000C880130"));

    /// <summary>Any sequence of commands is to a cyclic file what it is to a list with the newest record in front.</summary>
    [Test]
    public void A_cyclic_file_is_a_list_of_the_last_records()
    {
        var card = new TestCard(DataFiles.Options);
        var start = new CardSnapshot();
        card.Send(File);
        card.Card.SnapshotInto(start);
        Properties.Hold<int[]>(operations =>
        {
            card.Card.Restore(start);
            var model = new CyclicModel([3, 2, 1, 0]);
            foreach (int operation in operations)
            {
                (string command, string expected) = model.Step(operation);
                if (card.Send(command) != expected)
                {
                    return false;
                }
            }

            return true;
        });
    }

    private sealed class CyclicModel(List<int> records)
    {
        private int _current;

        public (string Command, string Expected) Step(int operation)
        {
            uint bits = Properties.Spread(operation);
            int argument = (int)(bits / 8);
            switch (bits % 8)
            {
                case 0:
                    _current = _current == records.Count ? 1 : _current + 1;
                    return (Next, Read(_current));
                case 1:
                    _current = _current <= 1 ? records.Count : _current - 1;
                    return (Previous, Read(_current));
                case 2:
                    return (Current, Read(_current == 0 ? 1 : _current));
                case 3:
                    return ($"00B2{1 + (argument % 4):X2}0403", Read(1 + (argument % 4)));
                case 4:
                    _current = 0;
                    return (File, "9000");
                case 5 or 6:
                    Push(argument % 0x1000000);
                    return ($"00DC000303{argument % 0x1000000:X6}", "9000");
                default:
                    int added = argument % 0x400000;
                    if (records[0] + added > 0xFFFFFF)
                    {
                        return ($"8032000003{added:X6}00", "9850");
                    }

                    Push(records[0] + added);
                    return ($"8032000003{added:X6}00", $"{records[0]:X6}{added:X6} 9000");
            }
        }

        private string Read(int number) => $"{records[number - 1]:X6} 9000";

        private void Push(int record)
        {
            records.RemoveAt(records.Count - 1);
            records.Insert(0, record);
            _current = 1;
        }
    }
}
