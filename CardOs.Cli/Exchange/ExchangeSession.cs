using System;
using System.IO;

namespace CardOs.Cli.Exchange;

/// <summary>One card and the lines that are sent to it.</summary>
internal sealed class ExchangeSession
{
    // The longest answer to an extended command.
    private const int LongestResponse = 65_536 + 2;

    // Some shells put a byte order mark in front of what they pipe.
    private static readonly char[] Blank = [' ', '\t', '\r', '\uFEFF'];

    private readonly Card _card;
    private readonly byte[] _response = new byte[LongestResponse];

    private ExchangeSession(Card card) => _card = card;

    /// <summary>Powers the card on and does what the lines say, until they end or one is bad.</summary>
    public static int Run(Card card, TextReader lines, Streams streams)
    {
        var session = new ExchangeSession(card);
        session.PowerOn();
        using var progress = new Progress(streams, "lines");
        int number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            try
            {
                session.Do(line, streams.Out);
            }
            catch (InputException failure)
            {
                streams.Error.WriteLine($"error: line {number}: {failure.Message}");
                return ExitCodes.BadInput;
            }

            progress.Report(number);
        }

        return ExitCodes.Success;
    }

    private void Do(string line, TextWriter output)
    {
        int comment = line.IndexOf('#', StringComparison.Ordinal);
        string text = (comment < 0 ? line : line[..comment]).Trim(Blank);
        if (text.Length == 0)
        {
            return;
        }

        string[] words = text.Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        switch (words[0].ToLowerInvariant())
        {
            case "reset" when words.Length == 1:
                Reset();
                break;
            case "poweron" when words.Length == 1:
                PowerOn();
                break;
            case "poweroff" when words.Length == 1:
                _card.PowerOff();
                break;
            case "keep" when words.Length == 1:
                _card.KeepPower();
                break;
            case "cut":
                Cut(words);
                break;
            case "reset" or "poweron" or "poweroff" or "keep":
                throw new InputException($"expected nothing behind '{words[0]}', found '{words[1]}'");
            default:
                Send(text, output);
                break;
        }
    }

    private void Send(string text, TextWriter output)
    {
        if (!char.IsAsciiHexDigit(text[0]))
        {
            throw new InputException($"expected a command APDU in hex, or reset, poweron, poweroff, cut N, keep; found '{text}'");
        }

        byte[] command = Hex.Parse(text);
        if (!_card.IsPowered)
        {
            throw new InputException("the card has no power: expected 'reset' or 'poweron' first");
        }

        // A mute card has no bytes: its line is empty.
        output.WriteLine(Convert.ToHexString(_card.Transmit(command, _response).Bytes));
        output.Flush();
    }

    private void Reset()
    {
        if (_card.IsPowered)
        {
            _card.WarmReset();
        }
        else
        {
            _card.PowerOn();
        }
    }

    private void PowerOn()
    {
        if (_card.IsPowered)
        {
            _card.PowerOff();
        }

        _card.PowerOn();
    }

    private void Cut(string[] words)
    {
        if (words.Length is < 2 or > 4 || !int.TryParse(words[1], out int writes) || writes < 0)
        {
            throw new InputException("expected 'cut N [nothing|prefix|subset [SEED]]', N the number of words that are still programmed");
        }

        TearMode mode = TearMode.Prefix;
        if (words.Length > 2 && (!char.IsAsciiLetter(words[2][0]) || !Enum.TryParse(words[2], ignoreCase: true, out mode)))
        {
            throw new InputException($"expected nothing, prefix or subset, found '{words[2]}'");
        }

        ulong seed = 0;
        if (words.Length > 3 && !ulong.TryParse(words[3], out seed))
        {
            throw new InputException($"expected a seed (a number), found '{words[3]}'");
        }

        _card.CutPowerAfter(writes, mode, seed);
    }
}
