using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu.Tlv;
using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>Any sequence of SET DATA on two channels is to a BER-TLV file what it is to a dictionary, and loses no memory.</summary>
[TestFixture]
public sealed class DataObjectModelTests
{
    private const string File = "A4000C022F13";
    private static readonly uint[] Tags = [0x80, 0x81, 0xA0, 0x9F1F, 0xBF8101];

    private readonly Dictionary<uint, byte[]> _objects = [];
    private readonly Transfer?[] _transfers = new Transfer?[2];
    private TestCard _card = new(DataFiles.Options);

    [Test]
    public void A_file_of_data_objects_is_a_dictionary()
    {
        _card = new TestCard(DataFiles.Options);
        var start = new CardSnapshot();
        _card.SendAll("0070000001", "0070000002", "00" + File, "01" + File, "02" + File);
        _card.Card.SnapshotInto(start);
        Properties.Hold<int[]>(operations =>
        {
            _card.Card.Restore(start);
            _objects.Clear();
            _objects.Add(0x80, [0x11, 0x22]);
            _objects.Add(0xBF8101, [0x0A, 0x0B, 0x0C]);
            Array.Clear(_transfers);
            return Array.TrueForAll(operations, Step) && Agrees();
        });
    }

    private bool Step(int operation)
    {
        uint bits = Properties.Spread(operation);
        int channel = (int)(bits & 1);
        uint tag = Tags[(bits >> 1) % (uint)Tags.Length];
        int length = (int)((bits >> 4) % 90);
        int part = (int)((bits >> 12) % 40);
        return ((bits >> 20) % 6) switch
        {
            0 => Set(channel, tag, length, length),
            1 => Set(channel, tag, length, Math.Min(part, length)),
            2 or 3 => More(channel, 1 + part, (bits & 0x40) != 0),
            4 => Remove(channel, tag),
            _ => Select(channel),
        };
    }

    private bool Select(int channel)
    {
        _transfers[channel] = null;
        return _card.Send($"0{channel}{File}") == "9000";
    }

    private bool Set(int channel, uint tag, int length, int part)
    {
        byte[] value = [.. Enumerable.Range(length, part).Select(i => (byte)i)];
        string header = $"{tag:X2}{length:X2}";
        string answer = _card.Send($"8{channel}DB0080{(header.Length / 2) + part:X2}{header}{Convert.ToHexString(value)}");
        if (!Fits(tag, length))
        {
            return answer == "6A84";
        }

        _transfers[channel] = part == length ? null : new Transfer(tag, length, [.. value], -1);
        _objects.Remove(tag);
        if (part == length)
        {
            _objects[tag] = value;
        }

        return answer == (part == length ? "9000" : "63F1");
    }

    private bool More(int channel, int part, bool isAgain)
    {
        byte[] value = [.. Enumerable.Range(100, part).Select(i => (byte)i)];
        Transfer? transfer = _transfers[channel];
        isAgain &= transfer is null || transfer.Previous >= 0;
        string answer = _card.Send($"8{channel}DB00{(isAgain ? 0x40 : 0):X2}{part:X2}{Convert.ToHexString(value)}");
        if (transfer is null)
        {
            return answer == "6985";
        }

        int start = isAgain ? transfer.Value.Count - transfer.Previous : transfer.Value.Count;
        if (start + part > transfer.Length)
        {
            return answer == "6A80";
        }

        byte[] all = [.. transfer.Value.Take(start), .. value];
        if (all.Length < transfer.Length)
        {
            _transfers[channel] = transfer with { Value = [.. all], Previous = part };
            return answer == "63F1";
        }

        _transfers[channel] = null;
        if (!Fits(transfer.Tag, transfer.Length))
        {
            return answer == "6A84";
        }

        _objects[transfer.Tag] = all;
        return answer == "9000";
    }

    private bool Remove(int channel, uint tag)
    {
        string answer = _card.Send($"8{channel}DB0080{BerTlvEncoder.LengthOfTag(tag):X2}{tag:X2}");
        if (!_objects.Remove(tag))
        {
            return answer == "6A88";
        }

        _transfers[channel] = null;
        return answer == "9000";
    }

    private bool Fits(uint tag, int length)
    {
        int used = _objects.Where(pair => pair.Key != tag).Sum(pair => BerTlvEncoder.LengthOfElement(pair.Key, pair.Value.Length));
        return used + BerTlvEncoder.LengthOfElement(tag, length) <= DataFiles.MaxObjects;
    }

    // A third channel sees what is whole, in blocks; the blocks are those of the objects, and none when the transfers end.
    private bool Agrees()
    {
        foreach (uint tag in Tags)
        {
            string command = $"82CB0080{BerTlvEncoder.LengthOfTag(tag):X2}{tag:X2}";
            string expected = _objects.TryGetValue(tag, out byte[]? value) ? $"{tag:X2}{value.Length:X2}{Convert.ToHexString(value)} 9000" : "6A88";
            string whole = _card.Send(command + "00");
            string answer = whole.Length > 16 ? _card.Send(command + "05") : whole;
            string retrieved = string.Empty;
            while (answer.EndsWith(" 62F1", StringComparison.Ordinal))
            {
                retrieved += answer[..^5];
                answer = _card.Send("82CB000003");
                answer = answer.Length == 4 && answer.StartsWith("6C", StringComparison.Ordinal) ? _card.Send("82CB0000" + answer[2..]) : answer;
            }

            if (whole != expected || retrieved + answer != expected)
            {
                return false;
            }
        }

        string list = _card.Send("82CB0080015C00");
        Select(0);
        Select(1);
        string blocks = DataFiles.Blocks(_card);
        return list.Length == 4 + 5 + (2 * _objects.Keys.Sum(BerTlvEncoder.LengthOfTag))
            && _objects.Keys.All(tag => list.Contains($"{tag:X2}", StringComparison.Ordinal))
            && blocks == $"{3 + _objects.Count}:{((3 + _objects.Count) * 12) + 6 + _objects.Values.Sum(value => value.Length)}";
    }

    private sealed record Transfer(uint Tag, int Length, List<byte> Value, int Previous);
}
