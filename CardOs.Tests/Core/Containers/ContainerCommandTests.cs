using CardOs.Channels;
using CardOs.Containers;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>MANAGE CONTAINER: its status words, each reached.</summary>
[TestFixture]
public sealed class ContainerCommandTests
{
    private const string Create = "80F4010007" + "81057468697264";

    [TestCase("", "80F4000000", "6A86", TestName = "P1_below_all_functions")]
    [TestCase("", "80F4070000", "6A86", TestName = "P1_above_all_functions")]
    [TestCase("", "80F4010100", "6A86", TestName = "P2_of_create")]
    [TestCase("", "80F4020203800102", "6A86", TestName = "P2_of_activate")]
    [TestCase("", "80F4030100", "6A86", TestName = "P2_of_take_back")]
    [TestCase("", "80F4060200", "6A86", TestName = "P2_of_list")]
    [TestCase("", "80F4010000", "6A80", TestName = "Create_without_a_name")]
    [TestCase("", "80F40100028100", "6A80", TestName = "Create_with_an_empty_name")]
    [TestCase("", "80F4010023" + "8121" + "414141414141414141414141414141414141414141414141414141414141414141", "6A80", TestName = "Create_with_a_name_of_33_bytes")]
    [TestCase("", "80F4010022" + "8120" + "4141414141414141414141414141414141414141414141414141414141414141", "800103 9000", TestName = "Create_with_a_name_of_32_bytes")]
    [TestCase("", "80F4010005" + "81036F6E65", "6A80", TestName = "Create_with_a_name_that_is_taken")]
    [TestCase("", "80F401000A" + "81057468697264" + "820101", "6A80", TestName = "Create_with_a_key_of_one_byte")]
    [TestCase("", "80F401000A" + "81057468697264" + "800103", "6A80", TestName = "Create_with_a_number")]
    [TestCase("", "80F4010006" + "810574686972", "6A80", TestName = "Create_with_an_object_cut_short")]
    [TestCase("", "80F401000A" + "81057468697264" + "81024142", "6A80", TestName = "Create_with_two_names")]
    [TestCase("", Create, "800103 9000", TestName = "Create")]
    [TestCase(Create, Create, "6A80", TestName = "Create_the_same_again")]
    [TestCase("", "80F4020000", "6A80", TestName = "Activate_without_a_number")]
    [TestCase("", "80F402000480020001", "6A80", TestName = "Activate_with_a_number_of_two_bytes")]
    [TestCase("", "80F4020003800103", "6A88", TestName = "Activate_what_is_not_there")]
    [TestCase("", "80F40200038001FF", "6A88", TestName = "Activate_what_cannot_be_there")]
    [TestCase("", "80F4020003800100", "6985", TestName = "Activate_the_common_container")]
    [TestCase("", "80F4020003800102", "9000", TestName = "Activate")]
    [TestCase("", "80F4030003800102", "6A80", TestName = "Take_back_with_data")]
    [TestCase("", "80F4030000", "9000", TestName = "Take_back_nothing")]
    [TestCase("", "80F4040000", "6A80", TestName = "Delete_without_a_number")]
    [TestCase("", "80F4040003800100", "6985", TestName = "Delete_the_common_container")]
    [TestCase("", "80F4040003800101", "6985", TestName = "Delete_the_activated_container")]
    [TestCase("80F4020003800102", "80F4040003800102", "6985", TestName = "Delete_the_prepared_container")]
    [TestCase("", "80F4040003800103", "6A88", TestName = "Delete_what_is_not_there")]
    [TestCase("", "80F4040003800102", "9000", TestName = "Delete")]
    [TestCase("80F4040003800102", "80F4040003800102", "6A88", TestName = "Delete_again")]
    [TestCase("80F4040003800102", Create, "800102 9000", TestName = "Create_takes_a_number_that_is_free_again")]
    [TestCase("", "80F4050003800103", "6A88", TestName = "Target_that_is_not_there")]
    [TestCase("", "80F4050003800102", "9000", TestName = "Target")]
    [TestCase("", "80F4050000", "9000", TestName = "Target_none")]
    [TestCase("", "80F4060003800104", "6A88", TestName = "List_behind_the_last")]
    public void Answer(string before, string command, string expected)
    {
        var card = new TestCard(ContainerCard.Small);
        if (before.Length != 0)
        {
            card.Manage(before);
        }

        Assert.That(card.Manage(command), Is.EqualTo(expected));
    }

    [Test]
    public void A_container_that_does_not_fit_is_refused_and_leaves_no_byte()
    {
        var card = new TestCard(ContainerCard.Small);
        int number = 4;
        while (card.Manage($"80F40100048102{number:X4}") is { } answer && answer.EndsWith("9000", System.StringComparison.Ordinal))
        {
            number++;
        }

        string account = string.Join(' ', card.Card.Account().Shares);
        Assert.That(card.Manage("80F4010007" + "81057468697264"), Is.EqualTo("6A84"));
        Assert.That(string.Join(' ', card.Card.Account().Shares), Is.EqualTo(account));
    }

    [Test]
    public void A_list_without_room_goes_on_where_it_is_asked_to()
    {
        var card = new TestCard(ContainerCard.Small);
        string all = card.Manage("80F4060000");
        string first = card.Manage("80F4060000", room: 40);
        string rest = card.Manage("80F4060003800102", room: 40);
        Assert.That(first, Does.EndWith(" 6310"));
        Assert.That(first.Replace(" 6310", "", System.StringComparison.Ordinal) + rest, Is.EqualTo(all));
        Assert.That(card.Manage("80F4060000", room: 4), Is.EqualTo("6700"));
    }

    [Test]
    public void The_longest_entry_of_a_list_is_whole()
    {
        const string Name = "4141414141414141414141414141414141414141414141414141414141414141";
        var card = new TestCard(ContainerCard.Small);
        card.Manage("80F4010022" + "8120" + Name);
        card.Manage("80F4020003800103");
        Assert.That(card.Manage("80F4060003800103"), Is.EqualTo("E32B" + "800103" + "8120" + Name + "9F70011F" + "8300" + " 9000"));
    }

    [Test]
    public void The_target_is_that_of_its_channel_until_the_next_selection_or_reset()
    {
        var card = new TestCard(ContainerCard.Small);
        CardState state = card.Card.State;
        card.InstallNote(ContainerCard.First, 0);
        Assert.That(ContainerTarget.Of(state), Is.EqualTo(1), "nothing is selected: the activated one");
        card.Send(ContainerCard.Select(ContainerCard.First));
        Assert.That(ContainerTarget.Of(state), Is.Zero, "where the selected application lives");
        card.Manage("80F4050003800102");
        Assert.That(ContainerTarget.Of(state), Is.EqualTo(2));
        card.Send(ContainerCard.ReadNote);
        Assert.That(ContainerTarget.Of(state), Is.EqualTo(2), "other commands do not end it");
        card.Manage("80F4050000");
        Assert.That(ContainerTarget.Of(state), Is.Zero);
        card.Manage("80F4050003800102");
        card.Send(ContainerCard.Select(ContainerCard.First));
        Assert.That(ContainerTarget.Of(state), Is.Zero, "selected again");
        card.Manage("80F4050003800102");
        card.Card.WarmReset();
        Assert.That(LogicalChannel.Of(state.Working, 0).Target, Is.EqualTo(-1));
        card.Manage("80F4050003800102");
        card.Manage("80F4040003800102");
        Assert.That(LogicalChannel.Of(state.Working, 0).Target, Is.EqualTo(-1), "the container is gone");
    }

    [Test]
    public void What_is_left_on_the_stack_shows_neither_in_answers_nor_in_the_memory() => Assert.That(Run(0xA5), Is.EqualTo(Run(0x00)));

    private static string Run(byte left)
    {
        var card = new TestCard(ContainerCard.Small);
        string answers = "";
        foreach (string command in new[] { "80F4010011" + "81057468697264" + "82083132333435363738", "80F4060000", "80F4020103800103", "80F4030000", "80F4040003800102" })
        {
            StackBufferTests.Cover(left);
            answers += card.Manage(command) + "|";
        }

        CardOs.Memory.NonVolatileMemory memory = card.Card.State.NonVolatile;
        return answers + System.Convert.ToHexString(memory.Read(CardOs.Memory.NvAddress.Null, memory.Length));
    }

    [Test]
    public void A_terminal_cannot_give_it() => Assert.That(new TestCard(ContainerCard.Small).Send("80F4060000"), Is.EqualTo("6D00"));
}
