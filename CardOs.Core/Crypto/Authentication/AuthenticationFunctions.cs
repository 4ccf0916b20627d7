using System;
using CardOs.Profiles;

namespace CardOs.Crypto.Authentication;

/// <summary>f1 to f5* of TS 33.102 6.3, A3 and A8 of GSM, by whichever algorithm a key is for: the card's and the authentication centre's alike.</summary>
internal static class AuthenticationFunctions
{
    public const int ChallengeLength = 16;

    public const int SequenceNumberLength = 6;

    public const int FieldLength = 2;

    public const int MaxMacLength = Tuak.MaxLength;

    /// <summary>Bytes of SRES and Kc together.</summary>
    public const int GsmLength = GsmConversion.ResultLength + GsmConversion.CipherKeyLength;

    /// <summary>f2 to f5.</summary>
    public static void ComputeKeys(in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, AuthenticationKeys keys)
    {
        switch (parameters.Algorithm)
        {
            case AuthenticationAlgorithm.Milenage:
                // RES of 8 bytes behind AK, CK and IK of 16: the buffer is as Milenage writes it.
                Milenage.ComputeKeys(parameters.Schedule!, parameters.OperatorKey, new MilenageConstants(parameters.Constants), rand, keys.All);
                break;
            case AuthenticationAlgorithm.Tuak:
                Tuak.ComputeKeys(
                    parameters.Key, parameters.OperatorKey, parameters.Iterations, rand, keys.Response, keys.CipherKey, keys.IntegrityKey, keys.AnonymityKey);
                break;
            default:
                XorAlgorithm.ComputeKeys(parameters.Key, rand, keys.Response, keys.CipherKey, keys.IntegrityKey, keys.AnonymityKey);
                break;
        }
    }

    /// <summary>f1, as long as <see cref="AuthenticationParameters.MacLength"/>.</summary>
    public static void ComputeMac(
        in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac) =>
        Compute(parameters, rand, sqn, amf, mac.Slice(0, parameters.MacLength), isResynchronisation: false);

    /// <summary>f1*, as long as <see cref="AuthenticationParameters.MacLength"/>.</summary>
    public static void ComputeResynchronisationMac(
        in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac) =>
        Compute(parameters, rand, sqn, amf, mac.Slice(0, parameters.MacLength), isResynchronisation: true);

    /// <summary>f5*, 6 bytes.</summary>
    public static void ComputeResynchronisationKey(in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, Span<byte> ak)
    {
        ak = ak.Slice(0, AuthenticationKeys.AnonymityKeyLength);
        switch (parameters.Algorithm)
        {
            case AuthenticationAlgorithm.Milenage:
                Span<byte> output = stackalloc byte[AuthenticationBlock.Length];
                Milenage.ComputeResynchronisationKey(parameters.Schedule!, parameters.OperatorKey, new MilenageConstants(parameters.Constants), rand, output);
                output.Slice(0, ak.Length).CopyTo(ak);
                break;
            case AuthenticationAlgorithm.Tuak:
                Tuak.ComputeResynchronisationKey(parameters.Key, parameters.OperatorKey, parameters.Iterations, rand, ak);
                break;
            default:
                XorAlgorithm.ComputeAnonymityKey(parameters.Key, rand, ak);
                break;
        }
    }

    /// <summary>SRES (4) and Kc (8): by an algorithm of GSM, or converted from what f2 to f4 yield (TS 33.102 6.8.1.2).</summary>
    public static void ComputeGsm(in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, Span<byte> result)
    {
        switch (parameters.Algorithm)
        {
            case AuthenticationAlgorithm.Comp128Version1:
                Comp128.Compute(parameters.Key, rand, result);
                break;
            case AuthenticationAlgorithm.Comp128Version2:
                Comp128Second.Compute(parameters.Key, rand, isShort: true, result);
                break;
            case AuthenticationAlgorithm.Comp128Version3:
                Comp128Second.Compute(parameters.Key, rand, isShort: false, result);
                break;
            case AuthenticationAlgorithm.GsmXor:
                XorAlgorithm.ComputeGsm(parameters.Key, rand, result);
                break;
            default:
                Span<byte> buffer = stackalloc byte[AuthenticationKeys.MaxLength];
                var keys = new AuthenticationKeys(buffer, parameters);
                ComputeKeys(parameters, rand, keys);
                Convert(parameters, keys, result);
                buffer.Clear();
                break;
        }
    }

    private static void Convert(in AuthenticationParameters parameters, AuthenticationKeys keys, Span<byte> result)
    {
        if (parameters.TruncatesGsmResponse)
        {
            GsmConversion.TruncateResponse(keys.Response, result);
        }
        else
        {
            GsmConversion.FoldResponse(keys.Response, result);
        }

        GsmConversion.FoldKeys(keys.CipherKey, keys.IntegrityKey, result.Slice(GsmConversion.ResultLength));
    }

    private static void Compute(
        in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac, bool isResynchronisation)
    {
        switch (parameters.Algorithm)
        {
            case AuthenticationAlgorithm.Milenage:
                Span<byte> macs = stackalloc byte[2 * Milenage.MacLength];
                Milenage.ComputeMacs(parameters.Schedule!, parameters.OperatorKey, new MilenageConstants(parameters.Constants), rand, sqn, amf, macs);
                macs.Slice(isResynchronisation ? Milenage.MacLength : 0, Milenage.MacLength).CopyTo(mac);
                break;
            case AuthenticationAlgorithm.Tuak when isResynchronisation:
                Tuak.ComputeResynchronisationMac(parameters.Key, parameters.OperatorKey, parameters.Iterations, rand, sqn, amf, mac);
                break;
            case AuthenticationAlgorithm.Tuak:
                Tuak.ComputeMac(parameters.Key, parameters.OperatorKey, parameters.Iterations, rand, sqn, amf, mac);
                break;
            default:
                XorAlgorithm.ComputeMac(parameters.Key, rand, sqn, amf, mac);
                break;
        }
    }
}
