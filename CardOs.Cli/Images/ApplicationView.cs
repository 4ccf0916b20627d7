using System.Collections.Generic;
using CardOs.Memory;
using CardOs.OffCard.Profiles;
using CardOs.Profiles;
using CardOs.Registry;
using Spectre.Console;

namespace CardOs.Cli.Images;

/// <summary>The applications of a card as a table.</summary>
internal static class ApplicationView
{
    public static Table Draw(ImageContents contents)
    {
        Table table = Screen.TableOf("Installed in", "kind", "=AID", "TARs", "=domain", "=MSL", ">owner", ">used", ">quota");
        foreach (int container in contents.Containers)
        {
            NvAddress address = ApplicationRegistry.First(contents.Memory, container);
            while (!address.IsNull)
            {
                var entry = new ApplicationEntry(contents.Memory, address);
                table.Row(
                    contents.NameOf(container),
                    Screen.Words(ProfileWords.NameOf(ProfileWords.Kinds, entry.Kind)),
                    Hex.Write(entry.Aid),
                    string.Join(' ', TarsOf(contents.Memory, address)),
                    ProfileWords.NameOf(ProfileWords.Domains, (SecurityDomain)entry.Domain),
                    $"{entry.MinimumSecurity:x2}",
                    $"{entry.Owner}",
                    Screen.Number(entry.Used),
                    Screen.Number(entry.Quota));
                address = entry.Next;
            }
        }

        return table;
    }

    private static List<string> TarsOf(NonVolatileMemory memory, NvAddress application)
    {
        var tars = new List<string>();
        int count = memory.ReadByte(application + ApplicationEntry.TarCountOffset);
        for (int i = 0; i < count; i++)
        {
            tars.Add(Hex.Write(memory.Read(application + (ApplicationEntry.TarsOffset + (i * ApplicationEntry.TarLength)), ApplicationEntry.TarLength)));
        }

        return tars;
    }
}
