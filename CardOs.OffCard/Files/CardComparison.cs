using System;
using System.Collections.Generic;
using System.Globalization;

namespace CardOs.OffCard.Files;

/// <summary>What two containers differ in: files, their bytes and rules, PINs.</summary>
internal sealed class CardComparison
{
    private readonly List<(string Place, string Change)> _changes = [];

    private CardComparison()
    {
    }

    /// <summary>The differences: where, and what; none when the containers are the same.</summary>
    public static List<(string Place, string Change)> Of(CardState first, CardState second, int container)
    {
        var comparison = new CardComparison();
        comparison.ComparePins("", CardFiles.PinsOf(first, container), CardFiles.PinsOf(second, container));
        comparison.CompareLists(CardFiles.Of(first, container), CardFiles.Of(second, container));
        return comparison._changes;
    }

    private void CompareLists(IReadOnlyList<CardFile> first, IReadOnlyList<CardFile> second)
    {
        foreach (CardFile old in first)
        {
            if (Find(second, old.Path) is { } changed)
            {
                CompareFiles(old, changed);
            }
            else
            {
                _changes.Add((PlaceOf(old), "removed"));
            }
        }

        foreach (CardFile added in second)
        {
            if (Find(first, added.Path) is null)
            {
                _changes.Add((PlaceOf(added), "added"));
            }
        }
    }

    private void CompareFiles(CardFile first, CardFile second)
    {
        string place = PlaceOf(first);
        Compare(place, "structure", FileWords.StructureOf(first), FileWords.StructureOf(second));
        Compare(place, "short identifier", $"{first.ShortIdentifier}", $"{second.ShortIdentifier}");
        Compare(place, "life cycle", FileWords.LifeCycleOf(first), FileWords.LifeCycleOf(second));
        Compare(place, "access", first.Access, second.Access);
        CompareContents(place, first, second);
        ComparePins(first.Path + "/", first.Pins, second.Pins);
        CompareLists(first.Children, second.Children);
    }

    private void CompareContents(string place, CardFile first, CardFile second)
    {
        for (int i = 0; i < Math.Max(first.Contents.Count, second.Contents.Count); i++)
        {
            byte[]? old = i < first.Contents.Count ? first.Contents[i] : null;
            byte[]? changed = i < second.Contents.Count ? second.Contents[i] : null;
            if (old is not null && changed is not null && old.AsSpan().SequenceEqual(changed))
            {
                continue;
            }

            string what = first.Descriptor.IsTransparent ? "contents" : first.Descriptor.IsBerTlv ? $"object {i + 1}" : $"record {i + 1}";
            if (old is not null && changed is not null && old.Length == changed.Length)
            {
                what += BytesOf(old, changed);
            }

            Compare(place, what, old is null ? "none" : ContentText.Of(first, old), changed is null ? "none" : ContentText.Of(second, changed));
        }
    }

    // Bytes that differ, from the first to the last.
    private static string BytesOf(byte[] first, byte[] second)
    {
        int start = first.AsSpan().CommonPrefixLength(second);
        int end = first.Length - 1;
        while (end > start && first[end] == second[end])
        {
            end--;
        }

        return start == end
            ? string.Create(CultureInfo.InvariantCulture, $" (byte {start})")
            : string.Create(CultureInfo.InvariantCulture, $" (bytes {start} to {end})");
    }

    private void ComparePins(string place, IReadOnlyList<CardPin> first, IReadOnlyList<CardPin> second)
    {
        foreach (CardPin old in first)
        {
            string here = $"{place}{AccessWords.NameOf(old.Reference)}";
            if (Find(second, old.Reference) is not { } changed)
            {
                _changes.Add((here, "removed"));
                continue;
            }

            Compare(here, "state", old.State, changed.State);
            if (old.Fingerprint != changed.Fingerprint)
            {
                _changes.Add((here, "has another value"));
            }
        }

        foreach (CardPin added in second)
        {
            if (Find(first, added.Reference) is null)
            {
                _changes.Add(($"{place}{AccessWords.NameOf(added.Reference)}", "added"));
            }
        }
    }

    private void Compare(string place, string what, string first, string second)
    {
        if (first != second)
        {
            _changes.Add((place, $"{what}: {first} -> {second}"));
        }
    }

    private static string PlaceOf(CardFile file) => file.Known is { Name.Length: > 0 } known ? $"{file.Path} {known.Name}" : file.Path;

    private static CardFile? Find(IReadOnlyList<CardFile> files, string path)
    {
        foreach (CardFile file in files)
        {
            if (file.Path == path)
            {
                return file;
            }
        }

        return null;
    }

    private static CardPin? Find(IReadOnlyList<CardPin> pins, byte reference)
    {
        foreach (CardPin pin in pins)
        {
            if (pin.Reference == reference)
            {
                return pin;
            }
        }

        return null;
    }
}
