using System.Collections.Generic;
using CardOs.Cli.Images;
using Spectre.Console;

namespace CardOs.Cli.LoadFiles;

/// <summary>What was added to the memory account, a row for each kind of block and owner.</summary>
internal static class ShareView
{
    public static Table Draw(MemoryAccount before, MemoryAccount after, ImageContents contents)
    {
        var old = new Dictionary<(int, string, int), MemoryShare>();
        foreach (MemoryShare share in before.Shares)
        {
            old[(share.Container, share.Kind, share.Owner)] = share;
        }

        Table table = Screen.TableOf("Memory of", "kind", ">owner", ">blocks", ">bytes", ">overhead", ">sum");
        long sum = 0;
        foreach (MemoryShare share in after.Shares)
        {
            MemoryShare was = old.GetValueOrDefault((share.Container, share.Kind, share.Owner));
            int used = share.Used - was.Used;
            int overhead = share.Overhead - was.Overhead;
            if (used == 0 && overhead == 0)
            {
                continue;
            }

            sum += used + overhead;
            table.Row(
                contents.NameOf(share.Container),
                Screen.Words(share.Kind),
                share.Owner == 0 ? "" : $"{share.Owner}",
                Screen.Number(share.Blocks - was.Blocks),
                Screen.Number(used),
                Screen.Number(overhead),
                Screen.Number(used + overhead));
        }

        return table.Row("all", "", "", "", "", "", Screen.Number(sum));
    }
}
