using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Crypto;
using CardOs.Crypto.Authentication;
using CardOs.Keys;

namespace CardOs.Applications.Usim;

/// <summary>The card's side of authentication and key agreement: TS 33.102 6.3.3.</summary>
/// <remarks>
/// <code>
/// 0           6     8
/// +-----------+-----+-----+       0              6
/// | SQN + AK  | AMF | MAC |       +--------------+-------+
/// +-----------+-----+-----+       | SQN_MS + AK* | MAC-S |
/// AUTN                            +--------------+-------+ AUTS
/// </code>
/// </remarks>
internal static class MutualAuthentication
{
    public const int MaxResynchronisationTokenLength = SequenceNumberLength + AuthenticationFunctions.MaxMacLength;

    private const int SequenceNumberLength = AuthenticationFunctions.SequenceNumberLength;
    private const int FieldLength = AuthenticationFunctions.FieldLength;
    private const int MacOffset = SequenceNumberLength + FieldLength;

    /// <summary>How long AUTN is with a key.</summary>
    public static int TokenLength(in AuthenticationParameters parameters) => MacOffset + parameters.MacLength;

    /// <summary>How long AUTS is with a key.</summary>
    public static int ResynchronisationTokenLength(in AuthenticationParameters parameters) => SequenceNumberLength + parameters.MacLength;

    /// <summary>Checks AUTN: the MAC first, and then whether its SQN is a fresh one, which is then used up.</summary>
    /// <param name="state">The card.</param>
    /// <param name="key">The authentication key.</param>
    /// <param name="parameters">What it is for.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="token">AUTN.</param>
    /// <param name="isBootstrapping">Whether AUTN carries MAC*, TS 33.220 5.3.2.</param>
    /// <param name="keys">Take RES, CK and IK.</param>
    /// <param name="resynchronisationToken">Takes AUTS when the SQN is not fresh.</param>
    /// <param name="isFresh">Whether the network was accepted.</param>
    /// <returns>9000, or 9862 when the MAC is wrong.</returns>
    public static StatusWord Run(
        CardState state, AuthenticationKey key, in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> token,
        bool isBootstrapping, AuthenticationKeys keys, Span<byte> resynchronisationToken, out bool isFresh)
    {
        isFresh = false;
        AuthenticationFunctions.ComputeKeys(parameters, rand, keys);
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        number.Clear();
        Span<byte> sqn = number.Slice(sizeof(ulong) - SequenceNumberLength);
        Add(token, keys.AnonymityKey, sqn);
        Span<byte> mac = stackalloc byte[AuthenticationFunctions.MaxMacLength];
        mac = mac.Slice(0, parameters.MacLength);
        AuthenticationFunctions.ComputeMac(parameters, rand, sqn, token.Slice(SequenceNumberLength, FieldLength), mac);
        if (isBootstrapping)
        {
            NafKeys.Mask(keys.IntegrityKey, mac);
        }

        if (!ConstantTime.AreEqual(mac, token.Slice(MacOffset)))
        {
            return StatusWord.AuthenticationError;
        }

        ulong received = BinaryPrimitives.ReadUInt64BigEndian(number);
        ulong highest = SequenceNumbers.Highest(key);
        if (SequenceNumbers.IsFresh(key, received, highest))
        {
            // Before anything is answered: whatever happens to the power, this token is used up.
            SequenceNumbers.Accept(state.NonVolatile, key, received);
            isFresh = true;
            return StatusWord.Success;
        }

        WriteResynchronisationToken(parameters, rand, highest, resynchronisationToken);
        return StatusWord.Success;
    }

    private static void WriteResynchronisationToken(in AuthenticationParameters parameters, ReadOnlySpan<byte> rand, ulong highest, Span<byte> token)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, highest);
        Span<byte> sqn = number.Slice(sizeof(ulong) - SequenceNumberLength);
        Span<byte> anonymityKey = stackalloc byte[AuthenticationKeys.AnonymityKeyLength];
        AuthenticationFunctions.ComputeResynchronisationKey(parameters, rand, anonymityKey);
        Add(sqn, anonymityKey, token);

        // AMF is zero, so that it need not be sent: TS 33.102 6.3.3.
        Span<byte> field = stackalloc byte[FieldLength];
        field.Clear();
        AuthenticationFunctions.ComputeResynchronisationMac(parameters, rand, sqn, field, token.Slice(SequenceNumberLength, parameters.MacLength));
    }

    private static void Add(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> sum)
    {
        for (int i = 0; i < SequenceNumberLength; i++)
        {
            sum[i] = (byte)(left[i] ^ right[i]);
        }
    }
}
