namespace CardOs.Profiles;

/// <summary>Whose key sets open an application's packets.</summary>
public enum SecurityDomain : byte
{
    /// <summary>The issuer's, on the USAT side.</summary>
    Issuer = 0,

    /// <summary>The service provider's, on the GlobalPlatform side.</summary>
    Services = 1,
}
