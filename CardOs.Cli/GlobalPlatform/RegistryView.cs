using System;
using System.Collections.Generic;
using System.Globalization;
using CardOs.OffCard.GlobalPlatform;
using Spectre.Console;

namespace CardOs.Cli.GlobalPlatform;

/// <summary>The registry of a card as a table.</summary>
internal static class RegistryView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<RegistryItem> items)
    {
        Table table = Screen.TableOf("what", "=AID", "state", "=privileges", "=security domain", "applets");
        foreach (RegistryItem item in items)
        {
            string privileges = item.Scope == RegistryScope.Packages ? "" : item.Privileges.ToString("x6", CultureInfo.InvariantCulture);
            table.Row(KindOf(item), Lower(item.Aid), StateOf(item), privileges, Lower(item.Domain), string.Join(' ', Array.ConvertAll([.. item.Modules], Lower)));
        }

        console.Show(table);
    }

    private static string KindOf(RegistryItem item) => item.Scope switch
    {
        RegistryScope.Packages => "package",
        RegistryScope.Issuer => "issuer's domain",
        _ => item.IsSecurityDomain ? "security domain" : "application",
    };

    private static string StateOf(RegistryItem item) => item.Scope switch
    {
        RegistryScope.Packages => "loaded",
        RegistryScope.Issuer => item.LifeCycle switch
        {
            0x01 => "ready",
            0x07 => "initialized",
            0x0F => "secured",
            0x7F => "locked",
            0xFF => "terminated",
            _ => Number(item.LifeCycle),
        },
        _ when item.IsLocked => "locked",
        _ => item.LifeCycle switch
        {
            0x03 => "installed",
            0x07 => "selectable",
            0x0F when item.IsSecurityDomain => "personalized",
            _ => Number(item.LifeCycle),
        },
    };

    private static string Number(byte state) => state.ToString("x2", CultureInfo.InvariantCulture);

    private static string Lower(string hex) => hex.ToLowerInvariant();
}
