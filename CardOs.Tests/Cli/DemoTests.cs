using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class DemoTests
{
    private static string Recorded => Repository.PathOf("samples/over-the-air.jsonl");

    [Test]
    public void The_demonstration_passes_and_is_plain_text_when_nobody_looks()
    {
        ToolRun run = ToolRun.Of("");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Out, Does.EndWith("12 of 12 steps passed\n"));
            Assert.That(run.Out.Any(character => character is '\u001b' or > '~'), Is.False);
            Assert.That(run.Error, Is.Empty);
            Assert.That(ToolRun.Of("", "demo").Out, Is.EqualTo(run.Out), "the same every time");
        });
    }

    [Test]
    public void The_demonstration_shows_what_happens_inside_and_the_memory()
    {
        string output = ToolRun.Of("", "demo", "--scenario", Recorded).Out;
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("osmocom/pysim"), "a message of another maker");
            Assert.That(output, Does.Contain("SPI 1619: checksum and ciphered, counter higher; receipt, checksum and ciphered"));
            Assert.That(output, Does.Contain("UPDATE BINARY 00d60000 00436172644f73204f5441ffffffffffff -> 9000"));
            Assert.That(output, Does.Contain("refused: 01 RC_CC_DS_FAILED").And.Contain("refused: 02 CNTR_LOW"));
            Assert.That(output, Does.Contain("FETCH: SEND SHORT MESSAGE"));
            Assert.That(output, Does.Contain("objects stored on the USAT side").And.Contain("objects stored on the GlobalPlatform side"));
            Assert.That(output, Does.Match(@"\| all +\| +\| 262,144 \| 262,144 \|"));
        });
    }

    [Test]
    public void What_is_not_as_recorded_fails()
    {
        using var file = new TemporaryFile(File.ReadAllText(Recorded).Replace("\"status\": 2", "\"status\": 0", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("", "demo", "--scenario", file.Path);
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Contain("receipt: expected status 00, found status 02").And.EndWith("11 of 12 steps passed\n"));
            Assert.That(run.Code, Is.EqualTo(1));
        });
    }

    [TestCase("nonsense", ": line 1: expected a JSON object: column 2")]
    [TestCase("{}", ": line 1: $.step: expected a value, found none")]
    [TestCase("# nothing", ": expected a step in at least one line")]
    public void A_file_that_is_no_scenario_is_refused(string contents, string reason)
    {
        using var file = new TemporaryFile(contents);
        ToolRun run = ToolRun.Of("", "demo", "--scenario", file.Path);
        Assert.That(run.Error, Is.EqualTo($"error: {file.Path}{reason}\n"));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void Our_own_recorded_messages_are_those_that_the_tool_seals()
    {
        foreach (string line in File.ReadLines(Recorded).Where(line => line.StartsWith('{')))
        {
            JsonElement step = JsonDocument.Parse(line).RootElement;
            JsonElement answer = JsonDocument.Parse(ToolRun.Of(step.GetProperty("inputs").GetRawText(), "ota", "seal").Out).RootElement;
            Assert.That(answer.GetProperty("envelopes").ToString(), Is.EqualTo(step.GetProperty("envelopes").GetRawText().Replace(" ", "", StringComparison.Ordinal)));
        }
    }
}
