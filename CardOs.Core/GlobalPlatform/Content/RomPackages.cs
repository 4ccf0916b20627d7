using System;
using CardOs.Applications;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Packages that are in the card's ROM and can be installed from: that of security domains, and the C# applets'.</summary>
internal static class RomPackages
{
    /// <summary>The package of security domains, and the module in it: the names that cards have for them.</summary>
    public static ReadOnlySpan<byte> DomainPackage => [0xA0, 0x00, 0x00, 0x01, 0x51, 0x53, 0x50];

    public static ReadOnlySpan<byte> DomainModule => [0xA0, 0x00, 0x00, 0x01, 0x51, 0x53, 0x50, 0x41];

    /// <summary>Whether a package, or a module of one, has an AID.</summary>
    public static bool Has(CardState state, scoped ReadOnlySpan<byte> aid)
    {
        bool has = aid.SequenceEqual(DomainPackage);
        for (int i = 0; i < state.Options.Rom.Count; i++)
        {
            has |= aid.SequenceEqual(state.Options.Rom[i].Package);
        }

        return has;
    }

    /// <summary>Whether one of the C# applets of the ROM is the first of its package there: packages are listed once.</summary>
    public static bool IsFirstOfPackage(CardState state, int index)
    {
        RomApplet applet = state.Options.Rom[index];
        for (int i = 0; i < index; i++)
        {
            if (applet.Package.AsSpan().SequenceEqual(state.Options.Rom[i].Package))
            {
                return false;
            }
        }

        return true;
    }
}
