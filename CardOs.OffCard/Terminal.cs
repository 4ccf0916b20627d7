using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;

namespace CardOs.OffCard;

/// <summary>A terminal with a card in it: it sends commands, fetches answers, runs proactive sessions and delivers messages. TS 102 221, TS 102 223.</summary>
public sealed partial class Terminal
{
    private const byte ToolkitClass = 0x80;
    private const int AllData = 256;

    private readonly Card _card;
    private readonly byte[] _buffer = new byte[Card.MaxShortResponse];
    private readonly List<byte[]> _submitted = [];
    private readonly List<byte[]> _commands = [];

    /// <summary>A terminal with this card.</summary>
    /// <param name="card">The card; it may be without power.</param>
    /// <param name="split">When messages are divided.</param>
    public Terminal(Card card, SplitPolicy? split = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        _card = card;
        Split = split ?? new SplitPolicy();
    }

    /// <summary>When messages are divided for the card.</summary>
    public SplitPolicy Split { get; }

    /// <summary>What the terminal says it can do: TS 102 223 5.2.</summary>
    public ReadOnlyMemory<byte> Profile { get; init; } = new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x00, 0x00, 0xFF, 0xFF };

    /// <summary>How the terminal ends a proactive command: by default it performs all.</summary>
    public Func<CommandDetails, GeneralResult> Perform { get; set; } = _ => GeneralResult.Performed;

    /// <summary>Told of every command that goes to the card and of its answer, as they are on the wire; nothing when absent.</summary>
    public Action<ReadOnlyMemory<byte>, CardAnswer>? Exchanged { get; set; }

    /// <summary>The SMS-SUBMITs that the card asked to send, in order.</summary>
    public IReadOnlyList<byte[]> Submitted => _submitted;

    /// <summary>All proactive commands that were fetched, in order.</summary>
    public IReadOnlyList<byte[]> ProactiveCommands => _commands;

    /// <summary>Gives the card power and tells it the terminal's profile.</summary>
    /// <returns>The answer to reset; empty when the power was cut.</returns>
    public byte[] PowerOn()
    {
        byte[] answer = _card.PowerOn().ToArray();
        if (answer.Length != 0)
        {
            Send(Instruction.TerminalProfile, Profile.Span, expectedLength: 0);
        }

        return answer;
    }

    /// <summary>Takes the power away.</summary>
    public void PowerOff() => _card.PowerOff();

    /// <summary>Takes the messages that the card asked to send so far, and forgets them.</summary>
    public IReadOnlyList<byte[]> TakeSubmitted()
    {
        byte[][] messages = [.. _submitted];
        _submitted.Clear();
        return messages;
    }

    /// <summary>Sends a command, fetches its whole answer, and runs the proactive session that it starts.</summary>
    /// <param name="command">The command as bytes.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">The card has no power.</exception>
    public CardAnswer Transmit(ReadOnlySpan<byte> command)
    {
        CardAnswer answer = Exchange(command);
        while (answer.Status.ProactiveCommandLength > 0)
        {
            answer = answer with { Status = RunProactiveCommand(answer.Status.ProactiveCommandLength) };
        }

        return answer;
    }

    // 6Cxx: once more with that length; 61xx: as often as the card has more. TS 102 221 7.3.1.
    private CardAnswer Exchange(ReadOnlySpan<byte> command)
    {
        CardAnswer answer = Once(command);
        if (answer.Status.ExactLength > 0)
        {
            byte[] again = command.ToArray();
            again[^1] = (byte)answer.Status.ExactLength;
            answer = Once(again);
        }

        var data = new List<byte>(answer.Data.ToArray());
        while (answer.Status.BytesAvailable > 0)
        {
            answer = Once(Encode((byte)(command[0] & 0x03), Instruction.GetResponse, [], answer.Status.BytesAvailable));
            data.AddRange(answer.Data.ToArray());
        }

        return answer with { Data = data.ToArray() };
    }

    private CardAnswer Once(ReadOnlySpan<byte> command)
    {
        ResponseApdu response = _card.Transmit(command, _buffer);
        var answer = new CardAnswer(response.Status, response.Data.ToArray());
        Exchanged?.Invoke(command.ToArray(), answer);
        return answer;
    }

    private StatusWord RunProactiveCommand(int length)
    {
        CardAnswer fetched = Exchange(Encode(ToolkitClass, Instruction.Fetch, [], length));
        if (!ProactiveCommand.TryParse(fetched.Data.Span, out ProactiveCommand command))
        {
            return fetched.Status;
        }

        _commands.Add(fetched.Data.ToArray());
        GeneralResult result = Perform(command.Details);
        if (command.Details.Type == ProactiveCommandType.SendShortMessage
            && result == GeneralResult.Performed && command.TryFind(ToolkitTag.SmsTpdu, out ReadOnlySpan<byte> tpdu))
        {
            _submitted.Add(tpdu.ToArray());
        }

        Span<byte> response = stackalloc byte[byte.MaxValue];
        TerminalResponse.TryWrite(response, command.Details, result, [], [], out int written);
        return Once(Encode(ToolkitClass, Instruction.TerminalResponse, response[..written], 0)).Status;
    }

    private CardAnswer Send(Instruction instruction, ReadOnlySpan<byte> data, int expectedLength) =>
        Transmit(Encode(ToolkitClass, instruction, data, expectedLength));

    private static byte[] Encode(byte cla, Instruction instruction, ReadOnlySpan<byte> data, int expectedLength, ushort parameters = 0)
    {
        var command = new CommandApdu(cla, (byte)instruction, (byte)(parameters >> 8), (byte)parameters, data, expectedLength);
        byte[] bytes = new byte[command.EncodedLength];
        command.Write(bytes);
        return bytes;
    }
}
