using System;
using CardOs.Crypto.Authentication;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>Authentication of 2G: the GSM context of AUTHENTICATE, and RUN GSM ALGORITHM of TS 51.011.</summary>
internal static class GsmAuthentication
{
    /// <summary>Bytes of RAND.</summary>
    public const int ChallengeLength = AuthenticationFunctions.ChallengeLength;

    /// <summary>Bytes of SRES (4) and Kc (8).</summary>
    public const int ResultLength = AuthenticationFunctions.GsmLength;

    /// <summary>Computes SRES and Kc, with any algorithm: TS 33.102 6.8.1.2 converts what those of 3G yield.</summary>
    /// <param name="state">The card.</param>
    /// <param name="authenticationRecord">The authentication key of an application.</param>
    /// <param name="rand">RAND, 16 bytes.</param>
    /// <param name="sresKc">Takes 12 bytes.</param>
    public static void Run(CardState state, NvAddress authenticationRecord, ReadOnlySpan<byte> rand, Span<byte> sresKc)
    {
        var key = new AuthenticationKey(state.NonVolatile, authenticationRecord);
        AuthenticationFunctions.ComputeGsm(key.Parameters(state.KeyCache), rand.Slice(0, ChallengeLength), sresKc.Slice(0, ResultLength));
    }
}
