using System;
using System.Buffers.Binary;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace CardOs.Cli.Reader;

/// <summary>One connection of the reader's driver: what it says to the card, and what the card answers.</summary>
/// <remarks>
/// <code>
/// 0        2
/// +--------+----------------
/// | length | 00  power off      | 04  the answer to reset, please: answered
/// |        | 01  power on       | else a command APDU: answered
/// |        | 02  reset          |
/// +--------+----------------
/// </code>
/// Lengths have their most significant byte first. An empty answer is a mute card's: the driver then takes it for pulled out.
/// The driver passes on what a client sends, also a single byte, and waits for ever for its answer: see <see cref="Patience"/>.
/// </remarks>
internal sealed class ReaderLink(InsertedCard card)
{
    /// <summary>How long nothing may come behind a message that has no answer, before the connection is closed.</summary>
    /// <remarks>The driver asks for the answer to reset several times a second. When it does not, the message was a client's command, and closing is its answer.</remarks>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    private const int LengthBytes = sizeof(ushort);

    private const int Gone = -1;

    private readonly byte[] _message = new byte[LengthBytes + ushort.MaxValue];
    private readonly byte[] _answer = new byte[LengthBytes + ushort.MaxValue];

    /// <summary>Serves the driver until the connection ends, which takes the card's power.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="onMessage">Called for each message that came.</param>
    /// <param name="stop">Ends it between two messages.</param>
    public async Task RunAsync(Stream stream, Action onMessage, CancellationToken stop)
    {
        try
        {
            bool isAnswered = true;
            while (await ReceiveAsync(stream, isAnswered ? Timeout.InfiniteTimeSpan : Patience, stop).ConfigureAwait(false) is var length and >= 0)
            {
                onMessage();
                isAnswered = TryHandle(_message.AsSpan(LengthBytes, length), out int answerLength);
                if (isAnswered)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(_answer, (ushort)answerLength);
                    await stream.WriteAsync(_answer.AsMemory(0, LengthBytes + answerLength), stop).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            card.PowerOff();
        }
    }

    // The length of the message that came; negative when the driver is gone, or says nothing for that long.
    private async Task<int> ReceiveAsync(Stream stream, TimeSpan patience, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(patience);
        try
        {
            PromptAcknowledgement.Ask(stream);
            return await TryFillAsync(stream, 0, LengthBytes, end.Token).ConfigureAwait(false)
                && BinaryPrimitives.ReadUInt16BigEndian(_message) is var length
                && await TryFillAsync(stream, LengthBytes, length, end.Token).ConfigureAwait(false)
                ? length
                : Gone;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Gone;
        }
    }

    private async Task<bool> TryFillAsync(Stream stream, int start, int count, CancellationToken stop) =>
        await stream.ReadAtLeastAsync(_message.AsMemory(start, count), count, throwOnEndOfStream: false, stop).ConfigureAwait(false) == count;

    private bool TryHandle(ReadOnlySpan<byte> message, out int answerLength)
    {
        Span<byte> answer = _answer.AsSpan(LengthBytes);
        answerLength = 0;
        switch (message)
        {
            case []:
                return false;
            case [0x00]:
                card.PowerOff();
                return false;
            case [0x01]:
                card.PowerOn();
                return false;
            case [0x02]:
                card.Reset();
                return false;
            case [0x04]:
                card.AnswerToReset.CopyTo(answer);
                answerLength = card.AnswerToReset.Length;
                return true;
            default:
                // Too short for a command is a command as well: its sender waits for an answer.
                answerLength = card.Transmit(message, answer);
                return true;
        }
    }
}
