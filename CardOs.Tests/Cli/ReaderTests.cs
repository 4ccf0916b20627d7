using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using CardOs.Cli.Reader;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ReaderTests
{
    private const string PowerOff = "00";
    private const string PowerOn = "01";
    private const string Reset = "02";
    private const string GetAnswerToReset = "04";
    private const string AnswerToReset = "3B9E9680811F878031E073FE21DF66436172644F73DD";
    private const string SelectMasterFile = "00A4000C023F00";
    private const string SelectLanguages = "00A4000C022F05";
    private const string VerifyPin = "002000010831323334FFFFFFFF";

    [Test]
    public async Task The_answer_to_reset_is_there_before_power_is()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        Assert.That(await reader.AskAsync(GetAnswerToReset), Is.EqualTo(AnswerToReset));
        await reader.SendAsync(PowerOn);
        Assert.That(await reader.AskAsync(GetAnswerToReset), Is.EqualTo(AnswerToReset));
        await reader.SendAsync(Reset);
        Assert.That(await reader.AskAsync(GetAnswerToReset), Is.EqualTo(AnswerToReset));
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.EqualTo("9000"));
    }

    [Test]
    public async Task Commands_are_answered_as_the_card_does()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        Assert.That(await reader.AskAsync("00A4000C022FE2"), Is.EqualTo("9000"));
        Assert.That(await reader.AskAsync("00B000000A"), Is.EqualTo("988801000000000000109000"));
        Assert.That(await reader.AskAsync("00B0000000"), Is.EqualTo("988801000000000000109000"), "Le = 00, as T=0 and T=1 send it");
        Assert.That(await reader.AskAsync("00A4000C00"), Is.EqualTo("9000"), "a command without data, as T=0 sends it");
        string more = await reader.AskAsync("00A40004023F00");
        Assert.That(more, Does.Match("^61..$"), "a command with data and answer, as T=0 sends it");
        Assert.That(await reader.AskAsync("00C00000" + more[2..]), Does.StartWith("62").And.EndsWith("9000"));
        Assert.That(await reader.AskAsync("00A40004023F0000"), Does.StartWith("62").And.EndsWith("9000"), "the same, as T=1 sends it");
    }

    [TestCase(Reset)]
    [TestCase(PowerOn)]
    public async Task A_reset_forgets_what_was_selected(string message)
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        Assert.That(await reader.AskAsync("00A4000C022FE2"), Is.EqualTo("9000"));
        await reader.SendAsync(message);
        Assert.That(await reader.AskAsync("00B000000A"), Is.EqualTo("6986"));
    }

    [Test]
    public async Task A_card_without_power_is_mute()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.Empty);
        await reader.SendAsync(Reset);
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.EqualTo("9000"), "a reset gives power");
        await reader.SendAsync(PowerOff);
        await reader.SendAsync(PowerOff);
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.Empty);
    }

    [TestCase("05", "6700")]
    [TestCase("00A4", "6700")]
    [TestCase("00A400", "6700")]
    [TestCase("00A4000C033F00", "6700")]
    [TestCase("FFA4000C023F00", "6E00")]
    public async Task Bytes_that_are_no_command_are_refused_and_the_next_one_works(string message, string refusal)
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        Assert.That(await reader.AskAsync(message), Is.EqualTo(refusal));
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.EqualTo("9000"));
    }

    [Test]
    public async Task An_empty_message_has_no_answer()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        await reader.SendAsync("");
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.EqualTo("9000"));
    }

    [Test]
    public async Task The_longest_message_is_taken()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        string longest = "00D6000000FFF8" + new string('0', 2 * 0xFFF8);
        Assert.That(await reader.AskAsync(longest), Does.Match("^6...$"));
        Assert.That(await reader.AskAsync(SelectMasterFile), Is.EqualTo("9000"));
    }

    [Test]
    public async Task Messages_may_come_glued_and_in_pieces()
    {
        await using var reader = new FakeReader();
        await reader.AcceptAsync();
        string glued = FakeReader.Frame(PowerOn) + FakeReader.Frame(SelectMasterFile) + FakeReader.Frame(GetAnswerToReset) + FakeReader.Frame("00A4000C022FE2");
        await reader.WriteAsync(glued + FakeReader.Frame("00B000000A")[..^2]);
        Assert.That(await reader.ReceiveAsync(), Is.EqualTo("9000"));
        Assert.That(await reader.ReceiveAsync(), Is.EqualTo(AnswerToReset));
        Assert.That(await reader.ReceiveAsync(), Is.EqualTo("9000"));
        await reader.WriteAsync("0A");
        Assert.That(await reader.ReceiveAsync(), Is.EqualTo("988801000000000000109000"));
        foreach (byte value in Convert.FromHexString(FakeReader.Frame(SelectMasterFile)))
        {
            await reader.WriteAsync($"{value:X2}");
        }

        Assert.That(await reader.ReceiveAsync(), Is.EqualTo("9000"));
    }

    [Test]
    public async Task The_card_comes_back_when_the_connection_ends_and_says_each_change_once()
    {
        await using var reader = new FakeReader();
        for (int i = 0; i < 3; i++)
        {
            await reader.AcceptAsync();
            Assert.That(await reader.AskAsync(GetAnswerToReset), Is.EqualTo(AnswerToReset));
            Assert.That(await reader.AskAsync(SelectMasterFile), Is.Empty, "the power went with the connection");
            await reader.SendAsync(PowerOn);
            await reader.WriteAsync("0007" + "00A4");
        }

        await reader.AcceptAsync();
        reader.Eject();
        await reader.AcceptAsync();
        await reader.EndAsync();
        string[] lines = reader.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => line.Split(' ')[0]), Is.EqualTo(new[] { "The", "Waiting", "The", "Waiting", "The", "Waiting" }));
    }

    [Test]
    public async Task A_reader_that_is_not_there_yet_is_waited_for()
    {
        int port = FreePort();
        using var stop = new System.Threading.CancellationTokenSource();
        using var messages = new StringWriter { NewLine = "\n" };
        InsertedCard card = Insert(new Card(CardOptions.Uicc), image: null);
        Task run = new VirtualReader(new ReaderPlace("127.0.0.1", port), card, messages).RunAsync(stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(1));
        using var slot = new TcpListener(IPAddress.Loopback, port);
        slot.Start();
        using TcpClient client = await slot.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await client.GetStream().WriteAsync(Convert.FromHexString(FakeReader.Frame(GetAnswerToReset)));
        byte[] answer = new byte[2 + (AnswerToReset.Length / 2)];
        await client.GetStream().ReadExactlyAsync(answer);
        await stop.CancelAsync();
        await run;
        Assert.That(Convert.ToHexString(answer), Is.EqualTo(FakeReader.Frame(AnswerToReset)));
        Assert.That(messages.ToString(), Does.Match($"^Waiting for the reader at 127.0.0.1:{port}: .*\nThe card is in the reader at 127.0.0.1:{port}.*\n$"));
    }

    [Test]
    public async Task A_driver_that_waits_for_an_answer_to_a_single_byte_is_let_go()
    {
        using var slot = new TcpListener(IPAddress.Loopback, 0);
        slot.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)slot.LocalEndpoint);
        using TcpClient driver = await slot.AcceptTcpClientAsync();
        var link = new ReaderLink(Insert(new Card(CardOptions.Uicc), image: null)) { Patience = TimeSpan.FromMilliseconds(100) };
        await driver.GetStream().WriteAsync(Convert.FromHexString(FakeReader.Frame(PowerOn) + FakeReader.Frame(GetAnswerToReset)));
        Task run = link.RunAsync(client.GetStream(), () => { }, default);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.That(run.IsCompleted, Is.False, "an answered message may be the last one for long");
        await driver.GetStream().WriteAsync(Convert.FromHexString(FakeReader.Frame(PowerOff)));
        Assert.That(await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(30))), Is.SameAs(run));
    }

    [Test]
    public async Task What_was_answered_is_in_the_image_however_the_reader_ends()
    {
        using var image = new TemporaryFile();
        using var copy = new TemporaryFile();
        await using var reader = new FakeReader("--image", image.Path);
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        Assert.That(await reader.AskAsync(SelectLanguages), Is.EqualTo("9000"));
        Assert.That(await reader.AskAsync(VerifyPin), Is.EqualTo("9000"));
        foreach (string language in new[] { "6672", "6974", "656E" })
        {
            Assert.That(await reader.AskAsync(VerifyPin), Is.EqualTo("9000"));
            Assert.That(await reader.AskAsync("00D6000002" + language), Is.EqualTo("9000"));

            // What another process would find if this one were killed here.
            File.Copy(image.Path, copy.Path, overwrite: true);
            await using var second = new FakeReader("--image", copy.Path);
            await second.AcceptAsync();
            await second.SendAsync(PowerOn);
            Assert.That(await second.AskAsync(SelectLanguages), Is.EqualTo("9000"));
            Assert.That(await second.AskAsync("00B0000002"), Is.EqualTo(language + "9000"));
        }
    }

    [Test]
    public void An_image_is_written_when_memory_was_and_only_then()
    {
        using var file = new TemporaryFile();
        var card = new Card(CardOptions.Uicc);
        byte[] response = new byte[Card.MaxShortResponse];
        InsertedCard inserted = Insert(card, file.Path);
        inserted.PowerOn();
        inserted.Transmit(Convert.FromHexString(SelectLanguages), response);
        inserted.Transmit(Convert.FromHexString(VerifyPin), response);
        File.Delete(file.Path);
        inserted.Transmit(Convert.FromHexString("00B0000002"), response);
        Assert.That(File.Exists(file.Path), Is.False, "reading");
        inserted.Transmit(Convert.FromHexString("00D60000026672"), response);
        Assert.That(File.Exists(file.Path), Is.True, "writing");
        Assert.That(File.Exists(file.Path + ".part"), Is.False);
    }

    [Test]
    public async Task The_end_says_what_was_done()
    {
        await using var reader = new FakeReader("--trace");
        await reader.AcceptAsync();
        await reader.SendAsync(PowerOn);
        await reader.AskAsync(SelectMasterFile);
        await reader.SendAsync(Reset);
        await reader.AskAsync("00A4000C022FE2");
        await reader.AskAsync("00B000000A");
        (int code, string output) = await reader.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Match(
                $"""
                ^power on -> {AnswerToReset.ToLowerInvariant()}
                SELECT 00a4000c023f00 -> 9000, [0-9]+ us
                reset -> {AnswerToReset.ToLowerInvariant()}
                SELECT 00a4000c022fe2 -> 9000, [0-9]+ us
                READ BINARY 00b000000a -> 988801000000000000109000, [0-9]+ us
                power off
                3 commands, 1 power-ons, 1 resets
                In the card: [0-9.]+ ms, [0-9.]+ us a command, [0-9.]+ % of [0-9.]+ s at work
                $
                """.ReplaceLineEndings("\n")));
        });
    }

    [TestCase("error: --port: expected a number from 1 to 65535, found '0'.", "--port", "0")]
    [TestCase("error: --port: expected a number from 1 to 65535, found 'x'.", "--port", "x")]
    [TestCase("error: Unrecognized option '--trase'.", "--trase")]
    [TestCase("error: nothing.json: there is no such file", "nothing.json")]
    [TestCase("error: nowhere/card.image: there is no such folder", "--image", "nowhere/card.image")]
    public void A_wrong_command_line_is_an_error_before_anything_starts(string error, params string[] arguments)
    {
        ToolRun run = ToolRun.Of("", ["reader", .. arguments]);
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith(error + "\n"));
    }

    private static InsertedCard Insert(Card card, string? image)
    {
        var statistics = new ReaderStatistics();
        return new InsertedCard(card, image is null ? null : new CardImageFile(card, image, statistics), statistics, trace: null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
