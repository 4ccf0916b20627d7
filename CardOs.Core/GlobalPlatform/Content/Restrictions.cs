using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>What cannot be done any more by a domain or with an application, or on the whole card: GlobalPlatform 2.3.1 table 11-52, tag D9. Never taken back.</summary>
/// <remarks>
/// <code>
/// b1 deletion | b2 load | b3 installation | b4 make selectable | b5 extradition | b6 personalization | b7 registry update
/// </code>
/// But for deletion these are the bits of P1 of INSTALL.
/// </remarks>
internal static class Restrictions
{
    /// <summary>DELETE.</summary>
    public const InstallOptions Deletion = (InstallOptions)0x01;

    // Tags that no command can name: an application's own, and with the issuer's domain those of the card.
    private const uint OwnTag = 0x0001_00D9;
    private const uint CardTag = 0x0002_00D9;

    /// <summary>Whether a domain, or with an application, may do all of this.</summary>
    public static bool Allow(NonVolatileMemory memory, NvAddress application, InstallOptions what)
    {
        NvAddress issuer = SecurityDomains.Issuer(memory);
        return (Of(memory, application, OwnTag) & what) == 0 && (issuer.IsNull || (Of(memory, issuer, CardTag) & what) == 0);
    }

    /// <summary>Adds restrictions, together with the open transaction.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="application">Whom they are for; null for the whole card.</param>
    /// <param name="what">The restrictions.</param>
    /// <returns>False when the memory does not suffice.</returns>
    public static bool TryAdd(NonVolatileMemory memory, NvAddress application, InstallOptions what)
    {
        NvAddress entry = application.IsNull ? SecurityDomains.Issuer(memory) : application;
        return HiddenObjects.TryPutByte(memory, entry, application.IsNull ? CardTag : OwnTag, (byte)(Of(memory, entry, application.IsNull ? CardTag : OwnTag) | what));
    }

    private static InstallOptions Of(NonVolatileMemory memory, NvAddress application, uint tag) =>
        DataStore.TryGet(memory, application, tag, out System.ReadOnlySpan<byte> value) ? (InstallOptions)value[0] : InstallOptions.None;
}
