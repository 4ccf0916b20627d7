using System;
using System.Globalization;
using System.Linq;
using System.Text;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Tests.Core.Agents;

/// <summary>A card in a session with a server, which talks in text.</summary>
internal sealed class AgentCard
{
    public const string Files = "F0436172644F7303";
    public const string FirstRequest = "POST /start HTTP/1.1\r\nHost: server\r\nX-Admin-Protocol: globalplatform-remote-admin/1.0\r\nX-Admin-From: //card/1\r\n\r\n";

    private readonly byte[] _answer = new byte[4096];

    public AgentCard(CardOptions? options = null, bool isStarted = true)
    {
        Card = new TestCard(options ?? Options);
        if (isStarted)
        {
            Start();
        }
    }

    public static CardOptions Options { get; } = CardOptions.Uicc with { Rom = [RomApplet.Of<Courier>(Courier.Package, Courier.Module)] };

    public TestCard Card { get; }

    public static byte[] Aid(int number) => [0xF0, 0x43, 0x61, 0x72, 0x64, 0x43, (byte)number];

    public static byte[] Parameters(string value, string element = "", bool isWhole = false, bool isByName = false) =>
        [(byte)((isWhole ? 1 : 0) | (isByName ? 2 : 0)), (byte)element.Length, .. Latin(element), (byte)value.Length, .. Latin(value)];

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A message of the server: with a body that has its length, and a next URI, unless the fields say otherwise.</summary>
    public static string Message(string type, string body, string fields = "X-Admin-Next-URI: /next\r\n") =>
        $"HTTP/1.1 200 OK\r\nX-Admin-Protocol: globalplatform-remote-admin/1.0\r\n{fields}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public static string Chunked(string type, params string[] chunks) =>
        $"HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /next\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(chunks.Select(chunk => $"{chunk.Length:x}\r\n{chunk}\r\n")) + "0\r\n\r\n";

    public AgentCard Install(int number, string value, string element = "", bool isWhole = false, bool isByName = false, int container = 0)
    {
        StatusWord status = TryInstall(number, value, element, isWhole, isByName, container);
        return status == StatusWord.Success ? this : throw new InvalidOperationException(status.ToString());
    }

    public StatusWord TryInstall(int number, string value, string element = "", bool isWhole = false, bool isByName = false, int container = 0) =>
        Card.Card.InstallApplet(Courier.Package, Courier.Module, Aid(number), Parameters(value, element, isWhole, isByName), container);

    public string Start(bool isSecured = true) => Text(Card.Card.Agent.Start("server"u8, "//card/1"u8, "/start"u8, _answer, isSecured));

    /// <summary>Gives the server's bytes to the card, in pieces of some length.</summary>
    /// <returns>The request that the card answers with, without its first four lines; or what else it wants.</returns>
    public string Feed(string message, int piece = int.MaxValue)
    {
        byte[] bytes = Latin(message);
        int at = 0;
        AgentStep step;
        do
        {
            int length = Math.Min(piece, bytes.Length - at);
            step = Card.Card.Agent.Feed(bytes.AsSpan(at, length), _answer);
            at += length;
        }
        while (at < bytes.Length && step.Status == AgentStatus.NeedMore);

        return Text(step);
    }

    /// <summary>What an applet counted: messages, parts and bytes of the last one.</summary>
    public string Counts(int number)
    {
        Card.Send($"00A4040007{Convert.ToHexString(Aid(number))}00");
        string[] answer = Card.Send("8002000000").Split(' ');
        return string.Join(' ', Enumerable.Range(0, 3).Select(i => uint.Parse(answer[0].AsSpan(8 * i, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    public void SetLifeCycle(int number, byte state)
    {
        NonVolatileMemory memory = Card.Card.State.NonVolatile;
        memory.WriteByte(Find(number) + ApplicationEntry.LifeCycleOffset, state);
    }

    public NvAddress Find(int number) => ApplicationRegistry.Find(Card.Card.State.NonVolatile, MemoryView.All, Aid(number));

    private string Text(AgentStep step)
    {
        if (step.Status != AgentStatus.Request)
        {
            return step.Status.ToString();
        }

        string request = Encoding.Latin1.GetString(_answer, 0, step.Length);
        string common = FirstRequest.Replace("/start", "/next", StringComparison.Ordinal)[..^2];
        return request.StartsWith(common, StringComparison.Ordinal) ? request[common.Length..].Replace("\r\n", "|", StringComparison.Ordinal) : request;
    }
}
