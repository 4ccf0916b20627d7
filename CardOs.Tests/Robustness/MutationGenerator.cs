using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Robustness;

/// <summary>Makes inputs that are nearly right: known ones, flipped, cut, doubled, with false lengths; and some that are only noise. Same seed, same inputs.</summary>
internal sealed class MutationGenerator
{
    public const int MaxLength = 4096;

    private const int MaxMutations = 4;
    private const int MaxNoise = 300;

    private static readonly byte[] Telling = [0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0xFE, 0xFF];

    private readonly Random _random;
    private readonly byte[][] _corpus;
    private readonly byte[] _bytes = new byte[MaxLength];
    private int _length;

    public MutationGenerator(int seed, IEnumerable<byte[]> corpus)
    {
        _random = new Random(seed);
        _corpus = corpus.Where(bytes => bytes.Length is > 0 and <= MaxLength).ToArray();
    }

    /// <summary>Every value in hex that the known answers hold, each once.</summary>
    public static IEnumerable<byte[]> KnownAnswers()
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (VectorCase vector in VectorFiles.All())
        {
            Collect(vector.Inputs, texts);
            Collect(vector.Expected, texts);
        }

        return texts.Select(VectorCase.Hex);
    }

    /// <summary>The next input; it is overwritten by the one after.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_corpus.Length == 0 || _random.Next(16) == 0)
        {
            _length = _random.Next(MaxNoise);
            _random.NextBytes(_bytes.AsSpan(0, _length));
            return _bytes.AsSpan(0, _length);
        }

        byte[] known = _corpus[_random.Next(_corpus.Length)];
        known.CopyTo(_bytes, 0);
        _length = known.Length;
        for (int i = _random.Next(MaxMutations + 1); i > 0; i--)
        {
            Mutate();
        }

        return _bytes.AsSpan(0, _length);
    }

    private static void Collect(JsonElement element, SortedSet<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Collect(property.Value, texts);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.String when element.GetString() is { Length: > 2 } text && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit):
                texts.Add(text);
                break;
            default:
                break;
        }
    }

    private void Mutate()
    {
        if (_length == 0)
        {
            Insert(0, 1);
            return;
        }

        int at = _random.Next(_length);
        switch (_random.Next(10))
        {
            case 0:
                _bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                _bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                _bytes[at] = Telling[_random.Next(Telling.Length)];
                break;
            case 3:
                _bytes[at] += (byte)(_random.Next(2) == 0 ? 1 : 255);
                break;
            case 4:
                _length = at;
                break;
            case 5:
                Remove(at, 1 + _random.Next(Math.Min(16, _length - at)));
                break;
            case 6:
                Insert(at, 1 + _random.Next(16));
                break;
            case 7:
                Duplicate(at, 1 + _random.Next(_length - at));
                break;
            case 8:
                FalseLength(at);
                break;
            default:
                Splice(at);
                break;
        }
    }

    // A long length field in front of whatever is there: 81 to 84 with extreme values, or 80.
    private void FalseLength(int at)
    {
        int count = _random.Next(5);
        Insert(at, 1 + count);
        if (at + count >= _length)
        {
            return;
        }

        _bytes[at] = (byte)(0x80 | count);
        for (int i = 1; i <= count; i++)
        {
            _bytes[at + i] = Telling[_random.Next(Telling.Length)];
        }
    }

    private void Splice(int at)
    {
        byte[] other = _corpus[_random.Next(_corpus.Length)];
        int from = _random.Next(other.Length);
        int count = Math.Min(other.Length - from, MaxLength - at);
        other.AsSpan(from, count).CopyTo(_bytes.AsSpan(at));
        _length = at + count;
    }

    private void Duplicate(int at, int count)
    {
        count = Math.Min(count, MaxLength - _length);
        _bytes.AsSpan(at, _length - at).CopyTo(_bytes.AsSpan(at + count));
        _length += count;
    }

    private void Insert(int at, int count)
    {
        count = Math.Min(count, MaxLength - _length);
        _bytes.AsSpan(at, _length - at).CopyTo(_bytes.AsSpan(at + count));
        _random.NextBytes(_bytes.AsSpan(at, count));
        _length += count;
    }

    private void Remove(int at, int count)
    {
        _bytes.AsSpan(at + count, _length - at - count).CopyTo(_bytes.AsSpan(at));
        _length -= count;
    }
}
