using System.Linq;
using Spectre.Console;

namespace CardOs.Cli.Images;

/// <summary>The memory account as a table: its bytes add up to the size of the memory.</summary>
internal static class AccountView
{
    public static Table Draw(MemoryAccount account, ImageContents contents)
    {
        Table table = Screen.TableOf("Memory of", "kind", ">owner", ">blocks", ">bytes", ">overhead", ">sum");
        foreach (MemoryArea area in account.Areas)
        {
            table.Row("every card", area.Name, "", "", Screen.Number(area.Length), "", Screen.Number(area.Length));
        }

        foreach (MemoryShare share in account.Shares)
        {
            table.Row(
                contents.NameOf(share.Container),
                Screen.Words(share.Kind) + (share.IsReserved ? " (reserved)" : ""),
                share.Owner == 0 ? "" : $"{share.Owner}",
                Screen.Number(share.Blocks),
                Screen.Number(share.Used),
                Screen.Number(share.Overhead),
                Screen.Number(share.Used + share.Overhead));
        }

        foreach (ContainerMemory container in account.Containers.Where(container => container.Free > 0))
        {
            table.Row(contents.NameOf(container.Container), "free", "", "", Screen.Number(container.Free), "", Screen.Number(container.Free));
        }

        table.Row("nobody", "free", "", "", Screen.Number(account.Unowned), "", Screen.Number(account.Unowned));
        return table.Row("all", "", "", "", "", "", Screen.Number(SumOf(account)));
    }

    // Added up from the rows: the account shows itself that nothing is missing.
    private static long SumOf(MemoryAccount account) =>
        account.Areas.Sum(area => area.Length)
        + account.Shares.Sum(share => share.Used + share.Overhead)
        + account.Containers.Sum(container => container.Free)
        + account.Unowned;
}
