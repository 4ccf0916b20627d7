using System;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CardOs.Cli;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ExchangeTests
{
    private const string VerifyPin = "002000010831323334FFFFFFFF\n";
    private const string SelectUsim = "00A4040C10A0000000871002FFFFFFFF8900000100\n00A4000C026F46\n";
    private const string UpdateContacts = VerifyPin + "00A4000C027F10\n00A4000C026F3A\n00DC01041C" + Contact + "\n";
    private const string ReadContact = VerifyPin + "00A4000C027F10\n00A4000C026F3A\n00B201041C\n";
    private const string Contact = "4361726400000000000000000000000000000000000000000000000A";

    [Test]
    public void Each_command_has_one_line_of_hex_and_nothing_else()
    {
        ToolRun run = ToolRun.Of("# a comment\n\n00 A4 00 0C 02 3F 00   # select\n00a4000c022fe2\n00B000000A\n", "exchange");
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Is.EqualTo("9000\n9000\n988801000000000000109000\n"));
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Code, Is.Zero);
        });
    }

    [Test]
    public void Marks_and_line_ends_of_other_systems_are_no_errors() =>
        Assert.That(ToolRun.Of("\uFEFF00A4000C023F00\r\n", "exchange").Out, Is.EqualTo("9000\n"));

    [Test]
    public void Lines_that_act_on_the_card_have_no_answer()
    {
        ToolRun run = ToolRun.Of(SelectUsim + "reset\n00B0000001\npoweroff\npoweron\n00A4000C023F00\nkeep\n", "exchange");
        Assert.Multiple(() =>
        {
            Assert.That(run.Lines, Is.EqualTo(new[] { "9000", "9000", "6986", "9000" }));
            Assert.That(run.Code, Is.Zero);
        });
    }

    [TestCase("00A4000C023F0", "expected hex digits in pairs, found 13 of them")]
    [TestCase("00A4000C023F0G", "expected hex digits, found 'G'")]
    [TestCase("select 3F00", "expected a command APDU in hex, or reset, poweron, poweroff, cut N, keep; found 'select 3F00'")]
    [TestCase("cut", "expected 'cut N [nothing|prefix|subset [SEED]]', N the number of words that are still programmed")]
    [TestCase("cut -1", "expected 'cut N [nothing|prefix|subset [SEED]]', N the number of words that are still programmed")]
    [TestCase("cut 1 all", "expected nothing, prefix or subset, found 'all'")]
    [TestCase("cut 1 subset x", "expected a seed (a number), found 'x'")]
    [TestCase("reset now", "expected nothing behind 'reset', found 'now'")]
    public void A_bad_line_ends_the_run_and_says_where_it_is(string line, string reason)
    {
        ToolRun run = ToolRun.Of($"00A4000C023F00\n\n{line}\n00A4000C023F00\n", "exchange");
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Is.EqualTo("9000\n"));
            Assert.That(run.Error, Is.EqualTo($"error: line 3: {reason}\n"));
            Assert.That(run.Code, Is.EqualTo(2));
        });
    }

    [Test]
    public void A_command_for_a_card_without_power_is_an_error()
    {
        ToolRun run = ToolRun.Of("poweroff\n00A4000C023F00\n", "exchange");
        Assert.That(run.Error, Is.EqualTo("error: line 2: the card has no power: expected 'reset' or 'poweron' first\n"));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [TestCase("reset")]
    [TestCase("poweron")]
    public void A_cut_card_answers_an_empty_line_and_recovers(string power)
    {
        ToolRun run = ToolRun.Of($"{VerifyPin}00A4000C027F10\n00A4000C026F3A\ncut 1 nothing\n00DC01041C{Contact}\n{power}\n{ReadContact}", "exchange");
        Assert.Multiple(() =>
        {
            Assert.That(run.Lines, Is.EqualTo(new[] { "9000", "9000", "9000", "", "9000", "9000", "9000", new string('F', 56) + "9000" }));
            Assert.That(run.Code, Is.Zero);
        });
    }

    [Test]
    public void What_was_done_before_a_bad_line_is_saved()
    {
        using var image = new TemporaryFile();
        ToolRun first = ToolRun.Of(UpdateContacts + "nonsense\n", "exchange", "--save", image.Path);
        ToolRun second = ToolRun.Of(ReadContact, "exchange", "--image", image.Path);
        Assert.Multiple(() =>
        {
            Assert.That(first.Code, Is.EqualTo(2));
            Assert.That(second.Lines, Is.EqualTo(new[] { "9000", "9000", "9000", Contact + "9000" }));
        });
    }

    [Test]
    public void A_torn_card_is_saved_as_it_is_and_recovers_when_it_is_loaded()
    {
        using var image = new TemporaryFile();
        ToolRun first = ToolRun.Of($"{VerifyPin}00A4000C027F10\n00A4000C026F3A\ncut 2\n00DC01041C{Contact}\n", "exchange", "--save", image.Path);
        ToolRun second = ToolRun.Of(ReadContact, "exchange", "--image", image.Path);
        Assert.Multiple(() =>
        {
            Assert.That(first.Lines, Is.EqualTo(new[] { "9000", "9000", "9000", "" }));
            Assert.That(second.Lines[^1], Is.EqualTo(new string('F', 56) + "9000"));
        });
    }

    [Test]
    public void A_thousand_lines_have_a_thousand_answers()
    {
        using var file = new TemporaryFile("00A4000C022FE2\n" + string.Concat(Enumerable.Repeat("00B000000A\n", 999)));
        ToolRun run = ToolRun.Of("", "exchange", file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(run.Lines, Has.Length.EqualTo(1000));
            Assert.That(run.Lines.Skip(1), Is.All.EqualTo("988801000000000000109000"));
            Assert.That(run.Code, Is.Zero);
        });
    }

    [Test]
    public async Task Every_answer_is_there_before_the_next_line_is_sent()
    {
        var input = new Pipe();
        var output = new Pipe();
        using var lines = new StreamReader(input.Reader.AsStream());
        using var answers = new StreamReader(output.Reader.AsStream());
        Task<int> run = Task.Run(async () =>
        {
            int code;
            await using (var writer = new StreamWriter(output.Writer.AsStream()))
            {
                code = CommandLine.Run(["exchange"], new Streams(lines, writer, TextWriter.Null));
            }

            return code;
        });
        for (int i = 0; i < 3; i++)
        {
            await input.Writer.WriteAsync(Encoding.ASCII.GetBytes("00A4000C023F00\n"));
            Task<string?> answer = answers.ReadLineAsync();
            Assert.That(await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(30))), Is.SameAs(answer), "no answer came");
            Assert.That(await answer, Is.EqualTo("9000"));
        }

        await input.Writer.CompleteAsync();
        Assert.That(await run, Is.Zero);
    }

    [Test]
    public void A_profile_and_an_image_exclude_each_other()
    {
        ToolRun run = ToolRun.Of("", "exchange", "--profile", "a", "--image", "b");
        Assert.That(run.Error, Does.StartWith("error: --profile and --image exclude each other").And.Contains("See: cardos exchange --help"));
        Assert.That(run.Code, Is.EqualTo(2));
    }
}
