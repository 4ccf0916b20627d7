using System;
using CardOs.Apdu;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core;

/// <summary>A card that is talked to in hex.</summary>
internal sealed class TestCard
{
    private readonly byte[] _buffer = new byte[70_000];

    public TestCard(CardOptions? options = null)
    {
        Card = new Card(options ?? TestProfile.Options);
        Card.PowerOn();
    }

    public TestCard(Card card) => Card = card;

    public Card Card { get; }

    /// <summary>Words of non-volatile memory programmed so far.</summary>
    public long WordsWritten => Card.State.NonVolatile.WordsWritten;

    /// <summary>Sends a command; spaces in it do not count.</summary>
    /// <returns>Data and status word in hex, with a space between; "mute" without an answer.</returns>
    public string Send(string command) => Send(VectorCase.Hex(command));

    public string Send(ReadOnlySpan<byte> command) => Text(Card.Transmit(command, _buffer));

    /// <summary>Sends the commands one after the other.</summary>
    /// <returns>The last answer.</returns>
    public string SendAll(params string[] commands)
    {
        string last = string.Empty;
        foreach (string command in commands)
        {
            last = Send(command);
        }

        return last;
    }

    /// <summary>Runs commands on a fresh card: those in front of the last one, separated by bars, and then that one.</summary>
    public static string Answer(string before, string command)
    {
        var card = new TestCard();
        foreach (string one in before.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            card.Send(one);
        }

        return card.Send(command);
    }

    private static string Text(ResponseApdu response)
    {
        if (response.IsMute)
        {
            return "mute";
        }

        string status = ((ushort)response.Status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
        return response.Data.IsEmpty ? status : Convert.ToHexString(response.Data) + " " + status;
    }
}
