using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace CardOs.Cli.Reader;

/// <summary>Keeps a card in the reader: connects to its driver again and again.</summary>
internal sealed class VirtualReader(ReaderPlace place, InsertedCard card, TextWriter messages)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(300);

    // The driver asks for the answer to reset several times a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ReaderLink _link = new(card);
    private ReaderState _state;

    /// <summary>Serves the reader until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await ConnectAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        for (; ; await Task.Delay(Retry, stop).ConfigureAwait(false))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(place.Host, place.Port, stop).ConfigureAwait(false);
                await ServeAsync(client, stop).ConfigureAwait(false);
                Show(ReaderState.Waiting, "the connection ended");
            }
            catch (Exception failure) when (failure is SocketException or IOException)
            {
                Show(ReaderState.Waiting, failure.Message);
            }
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        client.NoDelay = true;
        await using NetworkStream stream = client.GetStream();
        using var silence = new Timer(_ => Show(ReaderState.Ignored, ""), state: null, Patience, Timeout.InfiniteTimeSpan);
        await _link.RunAsync(stream, () => OnMessage(silence), stop).ConfigureAwait(false);
    }

    private void OnMessage(Timer silence)
    {
        if (_state != ReaderState.Inserted)
        {
            silence.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Show(ReaderState.Inserted, "");
        }
    }

    // A line for each change, not for each attempt.
    private void Show(ReaderState state, string reason)
    {
        lock (_link)
        {
            if (state == _state)
            {
                return;
            }

            _state = state;
            messages.WriteLine(state switch
            {
                ReaderState.Inserted => $"The card is in the reader at {place}. Ctrl-C takes it out.",
                ReaderState.Ignored => $"The reader at {place} takes the connection and asks for nothing: is another card in that slot?",
                _ => $"Waiting for the reader at {place}: {reason}.",
            });
            messages.Flush();
        }
    }
}
