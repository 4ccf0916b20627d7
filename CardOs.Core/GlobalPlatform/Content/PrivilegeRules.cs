using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Which privileges go together: GlobalPlatform 2.3.1 6.6.2, 11.1.2.</summary>
internal static class PrivilegeRules
{
    private const Privileges ForDomains = Privileges.DapVerification | Privileges.DelegatedManagement | Privileges.AuthorizedManagement | Privileges.TokenManagement
        | Privileges.ReceiptGeneration | Privileges.MandatedDapVerification | Privileges.CipheredLoadFileDataBlock;

    private const Privileges NotWithDelegated = Privileges.AuthorizedManagement | Privileges.TokenManagement | Privileges.ReceiptGeneration;

    private const Privileges Reserved = (Privileges)0x0F;

    /// <summary>Whether an application or security domain can have all of these.</summary>
    public static bool AreConsistent(Privileges privileges, bool isDomain)
    {
        bool isMarked = (privileges & Privileges.SecurityDomain) != 0;
        bool isMandated = (privileges & Privileges.MandatedDapVerification) != 0;
        bool isDelegated = (privileges & Privileges.DelegatedManagement) != 0;
        return isMarked == isDomain
            && (isDomain || (privileges & ForDomains) == 0)
            && (!isMandated || (privileges & Privileges.DapVerification) != 0)
            && (!isDelegated || (privileges & NotWithDelegated) == 0)
            && (privileges & Reserved) == 0;
    }

    /// <summary>Whether a domain may give privileges: only the issuer's gives what reaches beyond a domain's own content.</summary>
    public static bool MayGive(scoped in Performer performer, Privileges privileges)
    {
        const Privileges OfIssuer = Privileges.CardLock | Privileges.CardTerminate | Privileges.CardReset | Privileges.FinalApplication
            | Privileges.GlobalDelete | Privileges.GlobalLock | Privileges.GlobalRegistry | Privileges.MandatedDapVerification | Privileges.TokenManagement
            | Privileges.ReceiptGeneration;
        return performer.IsIssuer || (privileges & OfIssuer) == 0;
    }
}
