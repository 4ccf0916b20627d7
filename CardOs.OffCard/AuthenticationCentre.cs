using System;
using System.Buffers.Binary;
using CardOs.Crypto;
using CardOs.Crypto.Authentication;
using CardOs.Profiles;

namespace CardOs.OffCard;

/// <summary>The home network's side of authentication, for one subscription: TS 33.102 6.3, with the sequence numbers of C.1.</summary>
public sealed class AuthenticationCentre
{
    private const int IndexBits = 5;
    private const int NumberLength = AuthenticationFunctions.SequenceNumberLength;
    private const int FieldLength = AuthenticationFunctions.FieldLength;
    private const ulong MaxSequenceNumber = 0xFFFF_FFFF_FFFF;

    private readonly AuthenticationProfile _profile;
    private readonly byte[] _operatorKey;
    private readonly byte[] _constants;
    private readonly KeySchedule? _schedule;

    /// <summary>Takes the key that the card was made with; the sequence numbers start behind what the card counts as used.</summary>
    /// <exception cref="ArgumentException">No card can have such a key.</exception>
    public AuthenticationCentre(AuthenticationProfile profile)
    {
        _profile = profile ?? throw new ArgumentNullException(nameof(profile));
        AuthenticationCheck.Check(profile, "profile");
        _operatorKey = AuthenticationPersonalisation.DeriveOperatorKey(profile);
        _constants = AuthenticationPersonalisation.ConstantsOf(profile);
        _schedule = profile.Algorithm == AuthenticationAlgorithm.Milenage ? AuthenticationPersonalisation.ExpandKey(profile) : null;
        SequenceNumber = profile.SequenceNumber;
    }

    /// <summary>The SQN that was given out last.</summary>
    public ulong SequenceNumber { get; private set; }

    /// <summary>AMF of the vectors, 16 bits; its first bit says that a vector is for EPS and 5G (TS 33.102 annex H).</summary>
    public ushort ManagementField { get; init; }

    /// <summary>A vector with the next SQN: SEQ and IND one higher, TS 33.102 C.1.1.1, C.1.2.</summary>
    public AuthenticationVector Next(ReadOnlySpan<byte> challenge)
    {
        ulong index = (SequenceNumber + 1) & ((1UL << IndexBits) - 1);
        SequenceNumber = (((SequenceNumber >> IndexBits) + 1) << IndexBits) | index;
        return Generate(challenge, SequenceNumber, ManagementField);
    }

    /// <summary>A vector with any SQN and AMF: TS 33.102 6.3.2.</summary>
    public AuthenticationVector Generate(ReadOnlySpan<byte> challenge, ulong sequenceNumber, ushort managementField)
    {
        CheckChallenge(challenge);
        CheckMutual();
        AuthenticationParameters parameters = Parameters;
        Span<byte> buffer = stackalloc byte[AuthenticationKeys.MaxLength];
        var keys = new AuthenticationKeys(buffer, parameters);
        AuthenticationFunctions.ComputeKeys(parameters, challenge, keys);
        byte[] token = new byte[NumberLength + FieldLength + parameters.MacLength];
        WriteNumber(sequenceNumber, token);
        BinaryPrimitives.WriteUInt16BigEndian(token.AsSpan(NumberLength), managementField);
        AuthenticationFunctions.ComputeMac(parameters, challenge, token.AsSpan(0, NumberLength), token.AsSpan(NumberLength, FieldLength), token.AsSpan(NumberLength + FieldLength));
        Add(keys.AnonymityKey, token);
        return new AuthenticationVector(challenge.ToArray(), token, keys.Response.ToArray(), keys.CipherKey.ToArray(), keys.IntegrityKey.ToArray());
    }

    /// <summary>SRES and Kc: by an algorithm of GSM, or converted (TS 33.102 6.8.1.2).</summary>
    public GsmTriplet GenerateTriplet(ReadOnlySpan<byte> challenge)
    {
        CheckChallenge(challenge);
        byte[] result = new byte[AuthenticationFunctions.GsmLength];
        AuthenticationFunctions.ComputeGsm(Parameters, challenge, result);
        return new GsmTriplet(challenge.ToArray(), result[..GsmConversion.ResultLength], result[GsmConversion.ResultLength..]);
    }

    /// <summary>A vector for the bootstrapping of GBA_U: its token carries MAC* in the place of MAC, TS 33.220 5.3.2.</summary>
    public BootstrappedKeys Bootstrap(ReadOnlySpan<byte> challenge)
    {
        AuthenticationVector vector = Next(challenge);
        NafKeys.Mask(vector.IntegrityKey, vector.Token.AsSpan(NumberLength + FieldLength));
        return new BootstrappedKeys(vector);
    }

    /// <summary>Opens the token of a synchronisation failure, and goes on behind the card's SQN: TS 33.102 6.3.5.</summary>
    /// <param name="challenge">RAND of the vector that the card refused.</param>
    /// <param name="token">AUTS.</param>
    /// <param name="cardSequenceNumber">SQN_MS.</param>
    /// <returns>False, and nothing changed, when the token is not the card's.</returns>
    public bool TryResynchronise(ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> token, out ulong cardSequenceNumber)
    {
        CheckChallenge(challenge);
        CheckMutual();
        cardSequenceNumber = 0;
        AuthenticationParameters parameters = Parameters;
        if (token.Length != NumberLength + parameters.MacLength)
        {
            return false;
        }

        Span<byte> number = stackalloc byte[NumberLength];
        AuthenticationFunctions.ComputeResynchronisationKey(parameters, challenge, number);
        Add(token[..NumberLength], number);
        Span<byte> mac = stackalloc byte[AuthenticationFunctions.MaxMacLength];

        // AMF is zero in AUTS: TS 33.102 6.3.3.
        ReadOnlySpan<byte> field = [0, 0];
        AuthenticationFunctions.ComputeResynchronisationMac(parameters, challenge, number, field, mac);
        if (!ConstantTime.AreEqual(mac[..parameters.MacLength], token[NumberLength..]))
        {
            return false;
        }

        cardSequenceNumber = ((ulong)BinaryPrimitives.ReadUInt16BigEndian(number) << 32) | BinaryPrimitives.ReadUInt32BigEndian(number[2..]);
        SequenceNumber = cardSequenceNumber;
        return true;
    }

    private AuthenticationParameters Parameters => new()
    {
        Algorithm = _profile.Algorithm,
        Schedule = _schedule,
        Key = _profile.Key,
        OperatorKey = _operatorKey,
        Constants = _constants,
        Iterations = _profile.Iterations,
        MacLength = _profile.MacLength,
        ResponseLength = _profile.ResponseLength,
        CipherKeyLength = _profile.CipherKeyLength,
        IntegrityKeyLength = _profile.IntegrityKeyLength,
        TruncatesGsmResponse = _profile.TruncatesGsmResponse,
    };

    private static void WriteNumber(ulong number, Span<byte> destination)
    {
        if (number > MaxSequenceNumber)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, "A sequence number has 48 bits.");
        }

        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(number >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[sizeof(ushort)..], (uint)number);
    }

    private static void Add(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] ^= source[i];
        }
    }

    private static void CheckChallenge(ReadOnlySpan<byte> challenge)
    {
        if (challenge.Length != AuthenticationFunctions.ChallengeLength)
        {
            throw new ArgumentException("A challenge has 16 bytes.", nameof(challenge));
        }
    }

    private void CheckMutual()
    {
        if (!Parameters.HasMutualAuthentication)
        {
            throw new InvalidOperationException("The key is for an algorithm of GSM, which has no tokens.");
        }
    }
}
