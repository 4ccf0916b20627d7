using System;
using System.Diagnostics;
using CardOs.Apdu;

namespace CardOs.Cli.Reader;

/// <summary>The card as the reader's contacts reach it.</summary>
internal sealed class InsertedCard
{
    private readonly Card _card;
    private readonly CardImageFile? _image;
    private readonly ReaderStatistics _statistics;
    private readonly ReaderTrace? _trace;
    private byte[] _answerToReset = [];

    public InsertedCard(Card card, CardImageFile? image, ReaderStatistics statistics, ReaderTrace? trace)
    {
        _card = card;
        _image = image;
        _statistics = statistics;
        _trace = trace;

        // A reader asks what card it has before it gives power.
        if (card.IsPowered)
        {
            card.PowerOff();
        }

        TakeAnswer(card.PowerOn());
        card.PowerOff();
    }

    /// <summary>The answer to the last reset.</summary>
    public ReadOnlySpan<byte> AnswerToReset => _answerToReset;

    /// <summary>A cold reset, whether the card has power or not.</summary>
    public void PowerOn()
    {
        PowerOff();
        TakeAnswer(_card.PowerOn());
        _statistics.PowerOns++;
        _trace?.OnReset("power on", _answerToReset);
    }

    /// <summary>A warm reset; without power, a cold one.</summary>
    public void Reset()
    {
        if (!_card.IsPowered)
        {
            PowerOn();
            return;
        }

        TakeAnswer(_card.WarmReset());
        _statistics.Resets++;
        _trace?.OnReset("reset", _answerToReset);
    }

    /// <summary>Takes the power; also when it is off.</summary>
    public void PowerOff()
    {
        if (_card.IsPowered)
        {
            _card.PowerOff();
            _statistics.EndWork();
            _trace?.OnPowerOff();
        }
    }

    /// <summary>Sends a command. What it changed is saved before its answer is seen.</summary>
    /// <returns>Bytes of the answer; 0 from a card without power.</returns>
    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        if (!_card.IsPowered)
        {
            _trace?.OnCommand(command, [], TimeSpan.Zero);
            return 0;
        }

        _statistics.BeginCommand();
        long start = Stopwatch.GetTimestamp();
        ResponseApdu answer = _card.Transmit(command, response);
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        _image?.SaveChanges();
        _statistics.EndCommand(duration);
        _trace?.OnCommand(command, answer.Bytes, duration);
        return answer.Bytes.Length;
    }

    private void TakeAnswer(ReadOnlySpan<byte> answer)
    {
        if (!answer.SequenceEqual(_answerToReset))
        {
            _answerToReset = answer.ToArray();
        }

        // A reset counts boots, which the random generator starts from.
        _image?.SaveChanges();
    }
}
