namespace CardOs.Applications.Usim;

/// <summary>The security contexts of AUTHENTICATE, in P2: TS 31.102 7.1.2, TS 31.103 7.1.2.</summary>
internal enum AuthenticationContext : byte
{
    Gsm = 0,

    /// <summary>3G, EPS and 5G; IMS AKA in an ISIM.</summary>
    Mutual = 1,

    /// <summary>Voice group calls; HTTP digest in an ISIM.</summary>
    GroupCall = 2,

    Bootstrapping = 4,

    Multicast = 5,

    LocalKey = 6,
}
