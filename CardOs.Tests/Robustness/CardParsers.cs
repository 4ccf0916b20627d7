using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Tests.Core;

namespace CardOs.Tests.Robustness;

/// <summary>The card itself: any bytes as commands, as packets, as parts of packets, as scripts and as data of the stores.</summary>
/// <remarks>It answers with two bytes at least, and what it refuses changes no word of its memory.</remarks>
internal sealed class CardParsers : IParserSource
{
    private const int ResetEvery = 64;
    private const int ReceiptStatusOffset = 15;

    private static readonly string[] Scripts =
    [
        "00A4000C022F0100D6000002112200B0000004", "00A4000C022F0200DC010405AABBCCDDEE", "AA1022070" + "0A4000C022F01220500B0000004",
        "AE80220700A4000C022F010000", "AA0C810181220700A4000C022F01", "AA0E820C8103012100820281028D0104", "AA03830101", "AA03810103", "DF010412345678C10155",
    ];

    private readonly byte[] _response = new byte[70_000];
    private readonly byte[] _command = new byte[300];
    private TestCard _card = new();
    private int _inputs;

    /// <summary>Words that the present card's memory was written.</summary>
    public long WordsWritten => _card.WordsWritten;

    public void Register(ParserList parsers)
    {
        parsers.Register("Card.Transmit", source => Send(source), every: 2);
        parsers.Register("Card.Transmit, packet", SendPacket, every: 2);
        parsers.Register("Card.Transmit, part", SendPart, every: 2);
        parsers.Register("Card.Transmit, compact script", source => SendData(source, 0xB0, 0x00, 0x00), every: 2);
        parsers.Register("Card.Transmit, expanded script", source => SendData(source, 0xB0, 0x01, 0x20), every: 2);
        parsers.Register("Card.Transmit, store", source => SendData(source, 0xBF, 0xFF, 0x01), every: 2);
        foreach (string seed in Seeds())
        {
            parsers.Seed(seed);
        }
    }

    private static IEnumerable<string> Seeds()
    {
        foreach (string script in Scripts)
        {
            yield return script;
        }

        var packet = new TestPacket { Data = Scripts[0] };
        yield return Convert.ToHexString(packet.Envelope());
        yield return Convert.ToHexString((packet with { Spi = "1619" }).Envelope());
        yield return Convert.ToHexString((packet with { Spi = "0021" }).Envelope());
        yield return Convert.ToHexString((packet with { Spi = "1201", Kid = "22" }).Seal());
        yield return Convert.ToHexString(TestMessage.Page(packet.Seal()));
        foreach (string command in new[]
        {
            "00A4000C022F01", "00A4040010" + TestProfile.Usim + "00", "00B0810010", "00D68100021234", "00B2011C05", "00DC021C05AABBCCDDEE", "80F2000000",
            "0070000001", "00C0000000", "0084000008", "80CAFF2100", "8012000000", "801400000C810301210082028281830100", "10D60000021234", "00D600000000021234",
        })
        {
            yield return command;
        }
    }

    private void SendPacket(ReadOnlySpan<byte> source)
    {
        Span<byte> userData = stackalloc byte[140];
        ReadOnlySpan<byte> packet = source.Slice(0, Math.Min(source.Length, 137));
        userData[0] = 0x02;
        userData[1] = 0x70;
        userData[2] = 0x00;
        packet.CopyTo(userData.Slice(3));
        SendMessage(userData.Slice(0, 3 + packet.Length));
    }

    // The first bytes choose reference, total and sequence.
    private void SendPart(ReadOnlySpan<byte> source)
    {
        if (source.Length < 3)
        {
            return;
        }

        Span<byte> userData = stackalloc byte[140];
        bool isFirst = (source[2] & 3) == 0;
        ReadOnlySpan<byte> header = isFirst ? [0x07, 0x00, 0x03, 0x00, 0x00, 0x01, 0x70, 0x00] : [0x05, 0x00, 0x03, 0x00, 0x00, 0x00];
        header.CopyTo(userData);
        userData[3] = (byte)(source[0] & 3);
        userData[4] = (byte)(2 + (source[1] & 1));
        userData[5] = (byte)(1 + (source[2] & 3));
        ReadOnlySpan<byte> content = source.Slice(3, Math.Min(source.Length - 3, userData.Length - header.Length));
        content.CopyTo(userData.Slice(header.Length));
        SendMessage(userData.Slice(0, header.Length + content.Length));
    }

    private void SendData(ReadOnlySpan<byte> source, byte tar1, byte tar2, byte tar3)
    {
        Span<byte> packet = stackalloc byte[137];
        ReadOnlySpan<byte> data = source.Slice(0, Math.Min(source.Length, packet.Length - 16));
        ReadOnlySpan<byte> head = [0x00, (byte)(14 + data.Length), 0x0D, 0x00, (byte)(source.Length % 7 == 0 ? 0x21 : 0x01), 0x00, 0x00, tar1, tar2, tar3];
        packet.Clear();
        head.CopyTo(packet);
        data.CopyTo(packet.Slice(16));
        SendPacket(packet.Slice(0, 16 + data.Length));
    }

    private void SendMessage(ReadOnlySpan<byte> userData)
    {
        ReadOnlySpan<byte> head = [0x40, 0x05, 0x81, 0x21, 0x43, 0xF5, 0x7F, 0xF6, 0x52, 0x10, 0x10, 0x21, 0x43, 0x65, 0x00, (byte)userData.Length];
        int tpdu = head.Length + userData.Length;
        ReadOnlySpan<byte> front = [0x80, 0xC2, 0x00, 0x00, (byte)(tpdu + 10), 0xD1, 0x81, (byte)(tpdu + 7), 0x82, 0x02, 0x83, 0x81, 0x8B, 0x81, (byte)tpdu];
        front.CopyTo(_command);
        head.CopyTo(_command.AsSpan(front.Length));
        userData.CopyTo(_command.AsSpan(front.Length + head.Length));
        Send(_command.AsSpan(0, front.Length + tpdu + 1));
        _command.AsSpan().Clear();
    }

    private void Send(ReadOnlySpan<byte> command)
    {
        if (++_inputs % ResetEvery == 0)
        {
            _card.Card.WarmReset();
            _card = _inputs % (ResetEvery * 64) == 0 ? new TestCard() : _card;
        }

        long words = _card.WordsWritten;
        ResponseApdu response = _card.Card.Transmit(command, _response);
        ParserList.Require(!response.IsMute && (ushort)response.Status >= 0x6100, "no answer");
        ParserList.Touch(response.Data);
        if (IsRefused(command, response))
        {
            ParserList.Require(_card.WordsWritten == words, $"{(ushort)response.Status:X4}, but memory was written");
        }
    }

    // No room is found out in the midst of writing, and then taken back.
    private static bool IsRefused(ReadOnlySpan<byte> command, ResponseApdu response)
    {
        if (command.Length > 1 && command[1] == (byte)Instruction.Envelope && response.Data.Length > ReceiptStatusOffset && response.Data[0] == 0x02)
        {
            return (ResponseStatusCode)response.Data[ReceiptStatusOffset] is not (ResponseStatusCode.PorOk or ResponseStatusCode.ResponseInSmsSubmit
                or ResponseStatusCode.InsufficientMemory or > ResponseStatusCode.ResponseInSmsSubmit);
        }

        return response.Status.IsWarning || (response.Status.IsError && response.Status != StatusWord.NotEnoughMemory);
    }
}
