namespace CardOs.Crypto.Ecies;

/// <summary>The protection scheme identifiers of TS 33.501 C.1.</summary>
internal enum ProtectionScheme : byte
{
    /// <summary>The identity as it is.</summary>
    Null = 0,

    /// <summary>Profile A, on Curve25519: TS 33.501 C.3.4.1.</summary>
    ProfileA = 1,

    /// <summary>Profile B, on secp256r1: TS 33.501 C.3.4.2.</summary>
    ProfileB = 2,
}
