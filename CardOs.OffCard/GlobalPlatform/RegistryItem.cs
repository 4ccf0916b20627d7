using System.Collections.Generic;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>What a card says of an application, a security domain or a package: GlobalPlatform 2.3.1 11.4.3.1.</summary>
/// <param name="Scope">In which answer it was.</param>
/// <param name="Aid">Its AID in hex, upper case.</param>
/// <param name="LifeCycle">Its life cycle state.</param>
/// <param name="Privileges">Its privileges, 3 bytes, the first in the highest bits; 0 for a package.</param>
/// <param name="Domain">The AID of the security domain that it belongs to; empty when the card does not say it.</param>
/// <param name="Modules">AIDs of the applets of a package.</param>
public sealed record RegistryItem(RegistryScope Scope, string Aid, byte LifeCycle, int Privileges, string Domain, IReadOnlyList<string> Modules)
{
    private const int SecurityDomainPrivilege = 0x80_0000;

    /// <summary>Whether it is a security domain.</summary>
    public bool IsSecurityDomain => (Privileges & SecurityDomainPrivilege) != 0;

    /// <summary>Whether it is locked.</summary>
    public bool IsLocked => Scope != RegistryScope.Packages && (Scope == RegistryScope.Issuer ? LifeCycle == 0x7F : LifeCycle >= 0x80);
}
