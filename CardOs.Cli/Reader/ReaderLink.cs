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
/// </remarks>
internal sealed class ReaderLink(InsertedCard card)
{
    private const int LengthBytes = sizeof(ushort);

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
            while (await ReceiveAsync(stream, stop).ConfigureAwait(false) is var length and >= 0)
            {
                onMessage();
                if (TryHandle(_message.AsSpan(LengthBytes, length), out int answerLength))
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

    // The length of the message that came; negative when the driver is gone.
    private async ValueTask<int> ReceiveAsync(Stream stream, CancellationToken stop)
    {
        const int Gone = -1;
        Memory<byte> head = _message.AsMemory(0, LengthBytes);
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false) < head.Length)
        {
            return Gone;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(head.Span);
        Memory<byte> payload = _message.AsMemory(LengthBytes, length);
        return await stream.ReadAtLeastAsync(payload, length, throwOnEndOfStream: false, stop).ConfigureAwait(false) < length ? Gone : length;
    }

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
