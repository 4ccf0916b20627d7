using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.Applications;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>One entry of the answer to GET STATUS: GlobalPlatform 2.3.1 11.4.3.1.</summary>
/// <remarks>
/// <code>
/// E3 { 4F AID, 9F70 state, C5 privileges, CF channel ..., C4 package, CC domain }     applications, domains
/// E3 { 4F AID, 9F70 state, CE version, 84 module ..., CC domain }                     packages
/// without tags: length AID, AID, state, privileges (one byte) [, number of modules, length and AID of each ]
/// </code>
/// </remarks>
internal static class StatusEntry
{
    private const uint EntryTag = 0xE3;
    private const uint AidTag = 0x4F;
    private const uint StateTag = 0x9F70;
    private const uint PrivilegesTag = 0xC5;
    private const uint ChannelTag = 0xCF;
    private const uint PackageTag = 0xC4;
    private const uint DomainTag = 0xCC;
    private const uint VersionTag = 0xCE;
    private const uint ModuleTag = 0x84;
    private const byte Contacts = 0x40;

    /// <summary>Writes the entry of an application or a domain.</summary>
    public static bool TryWrite(CardState state, NvAddress application, scoped StatusCriteria criteria, ref BerTlvWriter writer)
    {
        NonVolatileMemory memory = state.NonVolatile;
        var entry = new ApplicationEntry(memory, application);
        NvAddress above = SecurityDomains.Above(memory, application);
        Span<byte> privileges = stackalloc byte[PrivilegeBytes.Length];
        PrivilegeBytes.Write(privileges, entry.Privileges);
        ReadOnlySpan<byte> package = PackageOf(state, entry);
        bool fits = writer.TryOpen(EntryTag, out int mark)
            && (!criteria.Wants(AidTag, true) || writer.TryWrite(AidTag, entry.Aid))
            && (!criteria.Wants(StateTag, true) || writer.TryWrite(StateTag, entry.LifeCycle))
            && (!criteria.Wants(PrivilegesTag, true) || writer.TryWrite(PrivilegesTag, privileges));
        for (int channel = 0; fits && channel < WorkingMap.ChannelCount && criteria.Wants(ChannelTag, true); channel++)
        {
            bool isImplicit = ((entry.ImplicitChannels >> channel) & 1) != 0;
            fits = !isImplicit || writer.TryWrite(ChannelTag, (byte)(Contacts | channel));
        }

        return fits
            && (package.IsEmpty || !criteria.Wants(PackageTag, true) || writer.TryWrite(PackageTag, package))
            && (above.IsNull || !criteria.Wants(DomainTag, true) || writer.TryWrite(DomainTag, new ApplicationEntry(memory, above).Aid))
            && writer.TryClose(mark);
    }

    /// <summary>Writes the entry of an application in the old form.</summary>
    public static bool TryWriteOld(CardState state, NvAddress application, ref BerTlvWriter writer)
    {
        var entry = new ApplicationEntry(state.NonVolatile, application);
        Span<byte> privileges = stackalloc byte[PrivilegeBytes.Length];
        PrivilegeBytes.Write(privileges, entry.Privileges);
        return TryWriteLv(ref writer, entry.Aid) && TryWriteBytes(ref writer, entry.LifeCycle, privileges[0]);
    }

    /// <summary>Writes the entry of a package.</summary>
    public static bool TryWrite(CardState state, scoped ListedPackage package, bool withModules, scoped StatusCriteria criteria, ref BerTlvWriter writer)
    {
        NvAddress domain = package.DomainOf(state);
        Span<byte> version = stackalloc byte[2];
        bool hasVersion = package.TryReadVersion(version);
        bool fits = writer.TryOpen(EntryTag, out int mark)
            && (!criteria.Wants(AidTag, true) || writer.TryWrite(AidTag, package.Aid))
            && (!criteria.Wants(StateTag, true) || writer.TryWrite(StateTag, LifeCycles.Loaded))
            && (!hasVersion || !criteria.Wants(VersionTag, true) || writer.TryWrite(VersionTag, version));
        for (int i = 0; fits && withModules && package.TryReadModule(state, i, out ReadOnlySpan<byte> module); i++)
        {
            fits = !criteria.Wants(ModuleTag, true) || module.IsEmpty || writer.TryWrite(ModuleTag, module);
        }

        return fits
            && (domain.IsNull || !criteria.Wants(DomainTag, true) || writer.TryWrite(DomainTag, new ApplicationEntry(state.NonVolatile, domain).Aid))
            && writer.TryClose(mark);
    }

    /// <summary>Writes the entry of a package in the old form.</summary>
    public static bool TryWriteOld(CardState state, scoped ListedPackage package, bool withModules, ref BerTlvWriter writer)
    {
        if (!TryWriteLv(ref writer, package.Aid) || !TryWriteBytes(ref writer, LifeCycles.Loaded, 0))
        {
            return false;
        }

        int count = 0;
        for (int i = 0; package.TryReadModule(state, i, out ReadOnlySpan<byte> module); i++)
        {
            count += module.IsEmpty ? 0 : 1;
        }

        bool fits = !withModules || TryWriteByte(ref writer, (byte)count);
        for (int i = 0; fits && withModules && package.TryReadModule(state, i, out ReadOnlySpan<byte> module); i++)
        {
            fits = module.IsEmpty || TryWriteLv(ref writer, module);
        }

        return fits;
    }

    // The package whose code an application runs; empty for the card's own kinds.
    private static ReadOnlySpan<byte> PackageOf(CardState state, ApplicationEntry entry)
    {
        switch (entry.Kind)
        {
            case ApplicationKind.SecurityDomain:
                return RomPackages.DomainPackage;
            case ApplicationKind.JavaCardApplet:
                return state.Machine.Package(new AppletPart(state.NonVolatile, entry.Address).Package).Aid;
            case ApplicationKind.RomApplet:
                return RomAppletHost.PackageOf(state, entry.Address);
            default:
                return default;
        }
    }

    private static bool TryWriteLv(ref BerTlvWriter writer, scoped ReadOnlySpan<byte> value) =>
        TryWriteByte(ref writer, (byte)value.Length) && writer.TryWriteEncoded(value);

    private static bool TryWriteBytes(ref BerTlvWriter writer, byte first, byte second) => TryWriteByte(ref writer, first) && TryWriteByte(ref writer, second);

    private static bool TryWriteByte(ref BerTlvWriter writer, byte value)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = value;
        return writer.TryWriteEncoded(bytes);
    }
}
