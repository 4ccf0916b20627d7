using System;
using CardOs.Applications;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>A package as GET STATUS lists it: a loaded one, that of security domains, or one of the C# applets in ROM.</summary>
internal readonly ref struct ListedPackage
{
    private const int OfDomains = -1;
    private const int Loaded = -2;

    private readonly LoadedPackage _package;
    private readonly int _rom;

    public ListedPackage(LoadedPackage package)
    {
        _package = package;
        _rom = Loaded;
        Aid = package.Aid;
    }

    private ListedPackage(int rom, ReadOnlySpan<byte> aid)
    {
        _package = default;
        _rom = rom;
        Aid = aid;
    }

    public ReadOnlySpan<byte> Aid { get; }

    /// <summary>The packages in ROM by number: 0 is that of security domains.</summary>
    /// <returns>False when there is none of this number, or its package was listed before.</returns>
    public static bool TryOfRom(CardState state, int number, out ListedPackage package)
    {
        int rom = number - 1;
        package = rom == OfDomains ? new ListedPackage(rom, RomPackages.DomainPackage)
            : rom < state.Options.Rom.Count ? new ListedPackage(rom, state.Options.Rom[rom].Package)
            : default;
        return rom == OfDomains || (rom < state.Options.Rom.Count && RomPackages.IsFirstOfPackage(state, rom));
    }

    /// <summary>The domain that it belongs to: what is in ROM belongs to the issuer's.</summary>
    public NvAddress DomainOf(CardState state) =>
        _rom == Loaded ? ContentLookup.DomainOf(state.NonVolatile, _package) : SecurityDomains.Issuer(state.NonVolatile);

    /// <summary>Its version, major and minor; false for packages in ROM, which have none.</summary>
    public bool TryReadVersion(Span<byte> version)
    {
        if (_rom != Loaded)
        {
            return false;
        }

        version[0] = _package.Major;
        version[1] = _package.Minor;
        return true;
    }

    /// <summary>Its modules by number; empty for a number that is another package's.</summary>
    /// <returns>False behind the last one.</returns>
    public bool TryReadModule(CardState state, int index, out ReadOnlySpan<byte> module)
    {
        module = default;
        switch (_rom)
        {
            case Loaded:
                module = index < _package.AppletCount ? _package.AppletAid(index) : default;
                return index < _package.AppletCount;
            case OfDomains:
                module = index == 0 ? RomPackages.DomainModule : default;
                return index == 0;
            default:
                RomApplet? applet = _rom + index < state.Options.Rom.Count ? state.Options.Rom[_rom + index] : null;
                module = applet is not null && Aid.SequenceEqual(applet.Package) ? applet.Module : default;
                return applet is not null;
        }
    }
}
