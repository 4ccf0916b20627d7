using System;
using System.Collections.Generic;
using Spectre.Console;

namespace CardOs.Cli.Demo;

/// <summary>The memory account before and after as a table; each column adds up to the size of the memory.</summary>
internal static class AccountChangeView
{
    public static Table Draw(MemoryAccount before, MemoryAccount after)
    {
        SortedDictionary<(int Container, string Kind), long> old = Sum(before);
        SortedDictionary<(int Container, string Kind), long> current = Sum(after);
        Table table = Screen.TableOf("memory of", "kind", ">before", ">after", ">change");
        foreach ((int Container, string Kind) key in Keys(old, current))
        {
            Add(table, Name(key.Container), Screen.Words(key.Kind), old.GetValueOrDefault(key), current.GetValueOrDefault(key));
        }

        Add(table, "all", "", Total(old), Total(current));
        return table;
    }

    private static SortedDictionary<(int Container, string Kind), long> Sum(MemoryAccount account)
    {
        const int EveryCard = -1;
        const int Nobody = int.MaxValue;
        var sums = new SortedDictionary<(int Container, string Kind), long>();
        foreach (MemoryArea area in account.Areas)
        {
            Increase(sums, (EveryCard, area.Name), area.Length);
        }

        foreach (MemoryShare share in account.Shares)
        {
            Increase(sums, (share.Container, share.Kind), share.Used + share.Overhead);
        }

        foreach (ContainerMemory container in account.Containers)
        {
            Increase(sums, (container.Container, "free"), container.Free);
        }

        Increase(sums, (Nobody, "free"), account.Unowned);
        return sums;
    }

    private static string Name(int container) => container switch
    {
        < 0 => "every card",
        0 => "the common container",
        int.MaxValue => "nobody",
        _ => $"container {container}",
    };

    private static void Increase(SortedDictionary<(int Container, string Kind), long> sums, (int Container, string Kind) key, long bytes) =>
        sums[key] = sums.GetValueOrDefault(key) + bytes;

    private static SortedSet<(int Container, string Kind)> Keys(
        SortedDictionary<(int Container, string Kind), long> first, SortedDictionary<(int Container, string Kind), long> second)
    {
        var keys = new SortedSet<(int Container, string Kind)>(first.Keys);
        keys.UnionWith(second.Keys);
        return keys;
    }

    private static long Total(SortedDictionary<(int Container, string Kind), long> sums)
    {
        long total = 0;
        foreach (long bytes in sums.Values)
        {
            total += bytes;
        }

        return total;
    }

    private static void Add(Table table, string owner, string kind, long before, long after)
    {
        long change = after - before;
        string sign = Math.Sign(change) > 0 ? "+" : "";
        table.Row(owner, kind, Screen.Number(before), Screen.Number(after), change == 0 ? "" : sign + Screen.Number(change));
    }
}
