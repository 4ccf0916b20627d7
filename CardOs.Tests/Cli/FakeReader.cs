using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using CardOs.Cli;

namespace CardOs.Tests.Cli;

/// <summary>The driver's side of a virtual reader, in this process, and <c>cardos reader</c> on a thread of its own.</summary>
internal sealed class FakeReader : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TcpListener _slot = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly Task<int> _run;
    private TcpClient? _client;

    public FakeReader(params string[] arguments)
    {
        _slot.Start();
        string port = ((IPEndPoint)_slot.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var streams = new Streams(TextReader.Null, TextWriter.Synchronized(_out), TextWriter.Synchronized(_error));
        _run = Task.Factory.StartNew(
            () => CommandLine.Run(["reader", "--port", port, .. arguments], streams, _stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>What the tool said on standard error; whole behind <see cref="EndAsync"/>.</summary>
    public string Error => _error.ToString();

    /// <summary>Waits for the card, in place of the one that was there.</summary>
    public async Task AcceptAsync()
    {
        Eject();
        _client = await _slot.AcceptTcpClientAsync().WaitAsync(Deadline);
        _client.NoDelay = true;
    }

    /// <summary>Closes the connection.</summary>
    public void Eject() => _client?.Dispose();

    /// <summary>Writes bytes as they are.</summary>
    public async Task WriteAsync(string hex) => await _client!.GetStream().WriteAsync(Convert.FromHexString(hex));

    /// <summary>Writes a message.</summary>
    public Task SendAsync(string hex) => WriteAsync(Frame(hex));

    /// <summary>A message as it is on the wire.</summary>
    public static string Frame(string hex) => $"{hex.Length / 2:X4}{hex}";

    /// <summary>Reads an answer.</summary>
    public async Task<string> ReceiveAsync()
    {
        byte[] head = await ReadAsync(2);
        return Convert.ToHexString(await ReadAsync(BinaryPrimitives.ReadUInt16BigEndian(head)));
    }

    /// <summary>Sends a message and reads its answer.</summary>
    public async Task<string> AskAsync(string hex)
    {
        await SendAsync(hex);
        return await ReceiveAsync();
    }

    /// <summary>Whether the tool closes the connection.</summary>
    public async Task<bool> IsClosedByCardAsync() =>
        await _client!.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Deadline) == 0;

    /// <summary>Takes the card out as Ctrl-C does.</summary>
    /// <returns>The exit code and what was written to standard output.</returns>
    public async Task<(int Code, string Out)> EndAsync()
    {
        await _stop.CancelAsync();
        int code = await _run.WaitAsync(Deadline);
        return (code, _out.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client?.Dispose();
        _slot.Dispose();
        _stop.Dispose();
        await _out.DisposeAsync();
        await _error.DisposeAsync();
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        byte[] bytes = new byte[count];
        await _client!.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(Deadline);
        return bytes;
    }
}
