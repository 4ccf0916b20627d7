using System;
using CardOs.Profiles;

namespace CardOs.Crypto.Authentication;

/// <summary>An authentication key and how it is used: what the functions of <see cref="AuthenticationFunctions"/> need beside the challenge.</summary>
internal readonly ref struct AuthenticationParameters
{
    public AuthenticationAlgorithm Algorithm { get; init; }

    /// <summary>K, expanded, for Milenage.</summary>
    public KeySchedule? Schedule { get; init; }

    /// <summary>K or Ki.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>OPc or TOPc.</summary>
    public ReadOnlySpan<byte> OperatorKey { get; init; }

    /// <summary>As <see cref="MilenageConstants"/> has them.</summary>
    public ReadOnlySpan<byte> Constants { get; init; }

    public int Iterations { get; init; }

    public int MacLength { get; init; }

    public int ResponseLength { get; init; }

    public int CipherKeyLength { get; init; }

    public int IntegrityKeyLength { get; init; }

    /// <summary>Whether SRES is the beginning of RES, and not its folded words.</summary>
    public bool TruncatesGsmResponse { get; init; }

    /// <summary>Whether the algorithm has the functions of 3G, and not only those of GSM.</summary>
    public bool HasMutualAuthentication => Algorithm <= AuthenticationAlgorithm.Xor;
}
