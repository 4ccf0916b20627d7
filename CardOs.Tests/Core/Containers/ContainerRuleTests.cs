using System.Linq;
using CardOs.Apdu;
using CardOs.Containers;
using CardOs.Memory;
using CardOs.Registry;
using CardOs.Tests.Core.Administration;
using CardOs.Tests.Core.Applications.Usim;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>What containers promise, one number each: docs/containers.md. Objects of applets are in <see cref="ContainerObjectTests"/>.</summary>
[TestFixture]
public sealed class ContainerRuleTests
{
    private const string Note1 = "C101010101010101";
    private const string Note2 = "C202020202020202";

    [Test]
    public void Ctr_01_at_every_moment_one_enhanced_container_is_activated()
    {
        var card = new TestCard(ContainerCard.Small);
        string[] steps = ["80F4020003800102", "80F2000C", ContainerCard.Fetch, ContainerCard.Performed, "80F4020103800101", "80F2000C"];
        foreach (string step in steps)
        {
            _ = step.StartsWith("80F4", System.StringComparison.Ordinal) ? card.Manage(step) : card.Send(step);
            Assert.That(card.Card.Activated().Count(), Is.EqualTo(1), step);
        }

        card.Card.WarmReset();
        Assert.That(card.Card.States(), Is.EqualTo("0+ 1+ 2-"));
    }

    [Test]
    public void Ctr_02_administration_reaches_both_containers_whatever_their_state()
    {
        var card = new TestCard(ContainerCard.Small);
        foreach (int active in new[] { 1, 2 })
        {
            card.Card.ActivateContainer(active, tellsTerminal: false);
            card.Card.WarmReset();
            for (int container = 1; container <= 2; container++)
            {
                card.InstallNote(ContainerCard.First, container);
                Assert.That(card.Card.DeleteApplet(ContainerCard.First, container), Is.EqualTo(StatusWord.Success));
            }
        }
    }

    [Test]
    public void Ctr_03_a_disabled_container_cannot_be_reached_at_run_time()
    {
        var card = new TestCard(ContainerCard.Uicc);
        card.InstallNote(ContainerCard.First, 2);
        Assert.That(card.Send(ContainerCard.Select(ContainerCard.First)), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4040006F0436172644E"), Is.EqualTo("6A82"), "by the beginning of its name");
        Assert.That(AppletHostFinds(card), Is.False);
        card.Switch(2);
        Assert.That(card.Send(ContainerCard.Select(ContainerCard.First)), Is.EqualTo("9000"));
        card.Switch(1);
        Assert.That(card.Send(ContainerCard.Select(ContainerCard.First)), Is.EqualTo("6A82"));
    }

    [Test]
    public void Ctr_03_a_packet_for_the_disabled_container_is_opened_by_nobodys_keys()
    {
        var packet = new TestPacket { Spi = "1619", Data = "00A4000C022F01" + "00B0000008" };
        Assert.That(AnswerIn(1, packet), Does.EndWith(" 9000"));
        Assert.That(AnswerIn(1, packet).Length, Is.GreaterThan(AnswerIn(2, packet).Length), "the second world has no such application: a receipt without data");
        Assert.That(AnswerIn(2, packet), Does.Contain("B0000000000000000009"), "TAR unknown");
    }

    [Test]
    public void Ctr_04_the_same_AID_in_both_containers_is_no_conflict()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 1);
        card.InstallNote(ContainerCard.First, 2);
        NonVolatileMemory memory = card.Card.State.NonVolatile;
        NvAddress one = ApplicationRegistry.Find(memory, MemoryView.Of(1), ContainerCard.First);
        NvAddress two = ApplicationRegistry.Find(memory, MemoryView.Of(2), ContainerCard.First);
        Assert.That((ApplicationRegistry.ContainerOf(memory, one), ApplicationRegistry.ContainerOf(memory, two)), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Ctr_05_the_same_select_reaches_the_instance_of_the_activated_container_and_each_keeps_its_data()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 1);
        card.InstallNote(ContainerCard.First, 2);
        string select = ContainerCard.Select(ContainerCard.First);
        card.SendAll(select, ContainerCard.WriteNote(Note1));
        card.Switch(2);
        Assert.That(card.SendAll(select, ContainerCard.ReadNote), Is.EqualTo("0000000000000000 9000"));
        card.SendAll(select, ContainerCard.WriteNote(Note2));
        card.Switch(1);
        Assert.That(card.SendAll(select, ContainerCard.ReadNote), Is.EqualTo(Note1 + " 9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        card.Switch(2);
        Assert.That(card.SendAll(select, ContainerCard.ReadNote), Is.EqualTo(Note2 + " 9000"));
    }

    [Test]
    public void Ctr_05_the_subscription_that_authenticates_is_that_of_the_activated_container()
    {
        var card = new TestCard(ContainerCard.Uicc);
        string[] gsm = ["00A4040C07A0000000871002", UsimCard.VerifyPin, UsimCard.Gsm(UsimCard.Challenge)];
        string home = card.SendAll(gsm);
        string number = card.Iccid();
        card.Switch(2);
        string travel = card.SendAll(gsm);
        Assert.That((home[^4..], travel[^4..]), Is.EqualTo(("9000", "9000")));
        Assert.That(travel, Is.Not.EqualTo(home));
        Assert.That(card.Iccid(), Is.Not.EqualTo(number).And.EndsWith("20 9000"));
        card.Switch(1);
        Assert.That(card.SendAll(gsm), Is.EqualTo(home));
    }

    [Test]
    public void Ctr_06_applications_of_the_common_container_answer_before_and_after_a_switch_as_they_were()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 0);
        string select = ContainerCard.Select(ContainerCard.First);
        card.SendAll(select, ContainerCard.WriteNote("C000000000000001"));
        card.Switch(2);
        Assert.That(card.SendAll(select, ContainerCard.ReadNote), Is.EqualTo("C000000000000001 9000"));
        card.SendAll(select, ContainerCard.WriteNote("C000000000000002"));
        card.Switch(1);
        Assert.That(card.SendAll(select, ContainerCard.ReadNote), Is.EqualTo("C000000000000002 9000"));
    }

    [Test]
    public void Ctr_07_a_command_activates_and_the_activated_one_is_activated_again_without_a_word()
    {
        var card = new TestCard(ContainerCard.Small);
        long words = card.WordsWritten;
        Assert.That(card.Manage("80F4020003800101"), Is.EqualTo("9000"));
        Assert.That(card.Send("80F2000C"), Is.EqualTo("9000"), "no REFRESH");
        Assert.That(card.WordsWritten, Is.EqualTo(words));
        Assert.That(card.Manage("80F4020003800102"), Is.EqualTo("9000"));
        Assert.That(card.SendAll("80F2000C", ContainerCard.Fetch), Is.EqualTo(ContainerCard.Refresh + " 9000"));
        Assert.That(card.WordsWritten, Is.EqualTo(words + 1), "one word prepares");
        card.Send(ContainerCard.Performed);
        Assert.That(card.WordsWritten, Is.EqualTo(words + 2), "one word activates");
        Assert.That(card.Card.ActiveContainer, Is.EqualTo(2));
    }

    [Test]
    public void Ctr_08_content_of_the_disabled_container_does_not_disturb_the_session()
    {
        var card = new TestCard(ContainerCard.Uicc);
        card.InstallNote(ContainerCard.Second, 1);
        card.SendAll("0070000001", UsimCard.VerifyPin, "00A4000C022FE2", "01" + ContainerCard.Select(ContainerCard.Second)[2..]);
        byte[] channels = Channels(card);
        string iccid = card.Send("00B000000A");
        card.InstallNote(ContainerCard.First, 2);
        Assert.That(card.Card.DeleteApplet(ContainerCard.First, 2), Is.EqualTo(StatusWord.Success));
        Assert.That(Channels(card), Is.EqualTo(channels));
        Assert.That(card.Send("00B000000A"), Is.EqualTo(iccid));
        Assert.That(card.Send("0102000008"), Is.EqualTo("0000000000000000 9000"), "the applet on the other channel");
    }

    [Test]
    public void Ctr_09_further_containers_are_created_up_to_the_last_number()
    {
        var card = new TestCard(ContainerCard.Small with { NonVolatileBytes = 256 * 1024 });
        Assert.That(card.Manage("80F4010007" + "81057468697264"), Is.EqualTo("800103 9000"));
        Assert.That(card.Card.States(), Is.EqualTo("0+ 1+ 2- 3-"));
        card.Switch(3);
        Assert.That(card.SendAll("00A4000C022F01"), Is.EqualTo("6A82"), "its master file is empty");
        Assert.That(card.Send("00A4000C023F00"), Is.EqualTo("9000"));
        for (int i = 4; i < NonVolatileMap.MaxContainers; i++)
        {
            Assert.That(card.Card.CreateContainer($"container {i}", out int number), Is.EqualTo(StatusWord.Success));
            Assert.That(number, Is.EqualTo(i));
        }

        Assert.That(card.Card.CreateContainer("one too many", out _), Is.EqualTo(StatusWord.NotEnoughMemory));
    }

    [Test]
    public void Ctr_09_a_created_container_is_administered_with_its_own_key()
    {
        var card = new TestCard(ContainerCard.Small);
        Assert.That(card.Manage("80F4010011" + "81057468697264" + "82083132333435363738"), Is.EqualTo("800103 9000"));
        card.Switch(3);
        string create = AdminCard.Create("82024121", "83022F05", "8A0105", "8C020100", "80020004", "8800");
        Assert.That(card.Send(create), Is.EqualTo("6982"));
        Assert.That(card.Send("0020000A083132333435363738"), Is.EqualTo("9000"));
        Assert.That(card.Send(create), Is.EqualTo("9000"));
    }

    [Test]
    public void Ctr_11_behind_a_switch_nothing_of_the_session_is_left()
    {
        var card = new TestCard(ContainerCard.Uicc);
        card.SendAll("0070000001", UsimCard.VerifyPin, "00A4000C022FE2");
        var other = new TestCard(card.Card.Fork());
        card.Switch(2);
        Assert.That(card.Send("01A4000C023F00"), Is.EqualTo("6881"), "channels are closed");
        Assert.That(card.Send("00200001"), Is.EqualTo("63C3"), "nothing is verified");
        Assert.That(card.Send("00B000000A"), Is.EqualTo("6986"), "no file is selected");
        Assert.That(card.Send(ContainerCard.Fetch), Is.EqualTo("6985"), "no proactive command waits");

        other.Card.ActivateContainer(2);
        other.Card.WarmReset();
        other.SendAll("01A4000C023F00", "00200001", "00B000000A", ContainerCard.Fetch);
        Assert.That(Working(card), Is.EqualTo(Working(other)), "working memory is as behind a reset");
    }

    [Test]
    public void Ctr_11_an_applet_that_was_selected_is_not_any_more()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 0);
        card.Send(ContainerCard.Select(ContainerCard.First));
        card.Switch(2);
        Assert.That(card.Send(ContainerCard.ReadNote), Is.Not.EndWith("9000"));
        Assert.That(card.SendAll(ContainerCard.SelectFile, ContainerCard.ReadFile), Is.EqualTo("C200000000000000 9000"));
    }

    [TestCase(0, 1, "6985")]
    [TestCase(0, 2, "6985")]
    [TestCase(1, 0, "6985")]
    [TestCase(2, 0, "6985")]
    [TestCase(1, 2, "9000")]
    [TestCase(1, 1, "6985")]
    public void Ctr_12_a_name_of_the_common_container_is_nobody_elses(int first, int second, string expected)
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, first);
        StatusWord status = card.Card.InstallApplet(ContainerCard.NotePackage, ContainerCard.NoteModule, ContainerCard.First, container: second);
        Assert.That(((ushort)status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [Test]
    public void Ctr_12_a_profile_with_a_common_name_in_an_enhanced_container_is_no_card()
    {
        CardOs.Profiles.ContainerProfile one = ContainerCard.World("one", "00") with
        {
            Applications = [new CardOs.Profiles.ApplicationProfile { Kind = ApplicationKind.FirstStore, Aid = ContainerCard.First, Tars = [1] }],
        };
        CardOs.Profiles.CardProfile profile = ContainerCard.Small.Profile with
        {
            Containers = [new CardOs.Profiles.ContainerProfile { Name = "common", Applications = one.Applications }, one],
        };
        Assert.That(() => new Card(ContainerCard.Small with { Profile = profile }), Throws.ArgumentException.With.Message.StartsWith("containers[1]: expected no name"));
    }

    [Test]
    public void Ctr_14_the_list_has_all_containers_for_administration_and_hides_disabled_ones_at_run_time()
    {
        var card = new TestCard(ContainerCard.Small);
        const string Common = "E30F" + "800100" + "8106636F6D6D6F6E" + "9F70013F";
        const string One = "E30C" + "800101" + "81036F6E65" + "9F70013F";
        const string Two = "E30C" + "800102" + "810374776F" + "9F70011F";
        Assert.That(card.Manage("80F4060000"), Is.EqualTo(Common + One + Two + " 9000"));
        Assert.That(card.Manage("80F4060100"), Is.EqualTo(Common + One + " 9000"));
        card.Manage("80F4020103800102");
        Assert.That(card.Manage("80F4060003800102"), Is.EqualTo("E30E" + "800102" + "810374776F" + "9F70011F" + "8300" + " 9000"));
        card.Card.WarmReset();
        Assert.That(card.Manage("80F4060100"), Is.EqualTo(Common + Two.Replace("1F", "3F", System.StringComparison.Ordinal) + " 9000"));
    }

    [Test]
    public void Ctr_14_a_name_is_looked_for_where_the_mode_says()
    {
        var card = new TestCard(ContainerCard.Small);
        card.InstallNote(ContainerCard.First, 1);
        card.InstallNote(ContainerCard.First, 2);
        card.InstallNote(ContainerCard.Second, 0);
        CardState state = card.Card.State;
        Assert.Multiple(() =>
        {
            Assert.That(ApplicationRegistry.Count(state.NonVolatile, ExecutionModes.ViewOf(state, ExecutionMode.Administration)), Is.EqualTo(3));
            Assert.That(ApplicationRegistry.Count(state.NonVolatile, ExecutionModes.ViewOf(state, ExecutionMode.Runtime)), Is.EqualTo(2));
            Assert.That(Where(state, ExecutionMode.Runtime, 2), Is.EqualTo(1), "at run time what is named does not count");
            Assert.That(Where(state, ExecutionMode.Administration, 2), Is.EqualTo(2));
            Assert.That(Where(state, ExecutionMode.Administration, 0), Is.EqualTo(-1));
        });
    }

    private static int Where(CardState state, ExecutionMode mode, int container)
    {
        NvAddress found = ApplicationRegistry.Find(state.NonVolatile, ExecutionModes.ViewOf(state, mode, container), ContainerCard.First);
        return found.IsNull ? -1 : ApplicationRegistry.ContainerOf(state.NonVolatile, found);
    }

    private static bool AppletHostFinds(TestCard card) =>
        !ApplicationRegistry.FindByName(card.Card.State, ContainerCard.First, NvAddress.Null, Occurrence.First).IsNull;

    private static string AnswerIn(int container, TestPacket packet)
    {
        var card = new TestCard();
        card.Card.ActivateContainer(container, tellsTerminal: false);
        card.Card.WarmReset();
        return card.Send(packet.Envelope());
    }

    private static byte[] Channels(TestCard card) =>
        card.Card.State.Working.Span(WorkingMap.Channels, WorkingMap.ChannelCount * WorkingMap.ChannelLength).ToArray();

    private static string Working(TestCard card)
    {
        WorkingMemory memory = card.Card.State.Working;
        return System.Convert.ToHexString(memory.Span(0, WorkingMap.Random)) + System.Convert.ToHexString(memory.Span(WorkingMap.Channels, WorkingMap.Length - WorkingMap.Channels));
    }
}
