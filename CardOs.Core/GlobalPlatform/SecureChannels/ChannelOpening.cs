using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>INITIALIZE UPDATE and EXTERNAL AUTHENTICATE behind their checks of form: challenges, session keys, cryptograms, counters.</summary>
internal static class ChannelOpening
{
    private const byte Scp02Level = 0x01;

    /// <summary>Answers INITIALIZE UPDATE of SCP02: GlobalPlatform 2.3.1 E.1.2.1, E.5.1.</summary>
    public static StatusWord InitializeScp02(
        CardState state, SecureChannelSession session, scoped in SecureChannelOwner owner, scoped ReadOnlySpan<byte> hostChallenge, scoped ReadOnlySpan<byte> given, ref ResponseWriter reply)
    {
        uint counter = session.CardCounter;
        if (hostChallenge.Length != Scp02.HostChallengeLength)
        {
            return StatusWord.WrongLength;
        }

        if (counter >= Scp02.MaxCounter)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        DeriveScp02(state, session, (ushort)counter, (ushort)counter);
        hostChallenge.CopyTo(session.HostChallenge);
        Span<byte> challenge = session.CardChallenge.Slice(0, Scp02.ChallengeLength);
        if (given.Length == challenge.Length)
        {
            given.CopyTo(challenge);
        }
        else if (new Scp02Options(session.Options).HasPseudoRandomChallenge)
        {
            Scp02.MacAid(Expand(state, CipherAlgorithm.TripleDes2, session.CommandMacKey), session.Aid, challenge);
        }
        else
        {
            CardRandom.Fill(state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), challenge);
        }

        Span<byte> sequence = stackalloc byte[Scp02.CounterLength];
        BinaryPrimitives.WriteUInt16BigEndian(sequence, (ushort)counter);
        Span<byte> cryptogram = stackalloc byte[Scp02.MacLength];
        Scp02.Cryptogram(Expand(state, CipherAlgorithm.TripleDes2, session.EncryptionKey), hostChallenge, sequence, challenge, cryptogram);
        return Answer(session, owner, challenge, cryptogram, sequence, ref reply);
    }

    /// <summary>Answers INITIALIZE UPDATE of SCP03; a pseudo-random challenge takes the next sequence counter. Amendment D 6.2.2.</summary>
    public static StatusWord InitializeScp03(
        CardState state, SecureChannelSession session, scoped in SecureChannelOwner owner, scoped ReadOnlySpan<byte> hostChallenge, scoped ReadOnlySpan<byte> given, ref ResponseWriter reply)
    {
        var options = new Scp03Options(session.Options);
        int length = options.MacLength;
        if (hostChallenge.Length != length)
        {
            return StatusWord.WrongLength;
        }

        hostChallenge.CopyTo(session.HostChallenge);
        Span<byte> challenge = session.CardChallenge.Slice(0, length);
        Span<byte> sequence = stackalloc byte[Scp03.CounterLength];
        sequence.Clear();
        if (options.HasPseudoRandomChallenge)
        {
            var set = new KeySet(state.NonVolatile, session.KeySet);
            ulong counter = set.Counter + 1;
            if (counter > Scp03.MaxCounter)
            {
                return StatusWord.ConditionsOfUseNotSatisfied;
            }

            set.CommitCounter(counter);
            sequence[0] = (byte)(counter >> 16);
            BinaryPrimitives.WriteUInt16BigEndian(sequence.Slice(1), (ushort)counter);
            KeySchedule key = Expand(state, set.AlgorithmOf(KeyRole.Cipher), set.KeyOf(KeyRole.Cipher));
            KeyDerivation.DeriveScp03(key, KeyDerivation.Scp03CardChallenge, sequence, session.Aid, challenge);
        }
        else
        {
            sequence = default;
            CardRandom.Fill(state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), challenge);
        }

        if (given.Length == length)
        {
            given.CopyTo(challenge);
        }

        DeriveScp03(state, session, length);
        Span<byte> cryptogram = stackalloc byte[Scp03.MaxMacLength];
        cryptogram = cryptogram.Slice(0, length);
        KeySchedule macKey = Expand(state, CipherAlgorithms.AesFor(session.KeyLength), session.CommandMacKey);
        KeyDerivation.DeriveScp03(macKey, KeyDerivation.Scp03CardCryptogram, hostChallenge, challenge, cryptogram);
        return Answer(session, owner, challenge, cryptogram, sequence, ref reply);
    }

    /// <summary>What the host cryptogram of a session has to be.</summary>
    public static void HostCryptogram(CardState state, SecureChannelSession session, Span<byte> cryptogram)
    {
        SessionKeys keys = SecureChannelKeys.Of(state, session);
        if (session.Protocol == SecureChannelProtocol.Scp03)
        {
            int length = cryptogram.Length;
            KeyDerivation.DeriveScp03(
                keys.CommandMac, KeyDerivation.Scp03HostCryptogram, session.HostChallenge.Slice(0, length), session.CardChallenge.Slice(0, length), cryptogram);
            return;
        }

        Span<byte> sequence = stackalloc byte[Scp02.CounterLength];
        BinaryPrimitives.WriteUInt16BigEndian(sequence, (ushort)session.CardCounter);
        Scp02.Cryptogram(
            keys.Encryption,
            sequence,
            session.CardChallenge.Slice(0, Scp02.ChallengeLength),
            session.HostChallenge.Slice(0, Scp02.HostChallengeLength),
            cryptogram);
    }

    /// <summary>Opens a session of SCP02 with the first C-MAC, when that is right: GlobalPlatform 2.3.1 E.1.2.2.</summary>
    /// <returns>Success, then the command is unwrapped as any other; else why not.</returns>
    public static StatusWord InitiateImplicitly(CardState state, int channel, scoped in SecureChannelOwner owner)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        if (ChannelKeySet.Find(state.NonVolatile, owner, version: 0, isExplicit: false, out NvAddress address) == SecureChannelProtocol.None)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        var set = new KeySet(state.NonVolatile, address);
        if (set.Counter >= Scp02.MaxCounter)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        session.Begin(state, owner, SecureChannelProtocol.Scp02, address, set.Version, Scp02.KeyLength);
        session.CardCounter = (uint)set.Counter;
        DeriveScp02(state, session, (ushort)set.Counter, (ushort)(set.Counter + 1));
        if (new Scp02Options(session.Options).MacsAid)
        {
            Scp02.MacAid(Expand(state, CipherAlgorithm.TripleDes2, session.CommandMacKey), session.Aid, session.Chain.Slice(0, Scp02.MacLength));
            Scp02.MacAid(Expand(state, CipherAlgorithm.TripleDes2, session.ResponseMacKey), session.Aid, session.ResponseChain.Slice(0, Scp02.MacLength));
        }

        state.KeyCache.Temporary.Clear();
        session.BaseLevel = SecurityLevel.Authenticated;
        session.Level = SecurityLevel.Authenticated | (SecurityLevel)Scp02Level;
        return StatusWord.Success;
    }

    /// <summary>Counts a session of SCP02 whose first C-MAC was right; the keys of one counter open one session.</summary>
    public static bool TryCount(CardState state, SecureChannelSession session)
    {
        NvAddress address = KeySets.Find(state.NonVolatile, session.Container, session.Domain, session.Version);
        var set = new KeySet(state.NonVolatile, session.KeySet);
        if (address.IsNull || address.Value != session.KeySet.Value || set.Counter != session.CardCounter)
        {
            return false;
        }

        set.CommitCounter(session.CardCounter + 1);
        return true;
    }

    private static StatusWord Answer(
        SecureChannelSession session,
        scoped in SecureChannelOwner owner,
        scoped ReadOnlySpan<byte> challenge,
        scoped ReadOnlySpan<byte> cryptogram,
        scoped ReadOnlySpan<byte> sequence,
        ref ResponseWriter reply)
    {
        Span<byte> zeros = stackalloc byte[InitializeUpdateResponse.DiversificationLength];
        zeros.Clear();
        var answer = new InitializeUpdateResponse
        {
            Diversification = owner.DiversificationData.IsEmpty ? zeros : owner.DiversificationData,
            KeyVersion = session.Version,
            Protocol = session.Protocol,
            Options = session.Options,
            Challenge = challenge,
            Cryptogram = cryptogram,
            Counter = sequence,
        };
        if (!answer.TryWrite(reply.Free, out int written))
        {
            return StatusWord.WrongLength;
        }

        reply.Advance(written);
        return StatusWord.Success;
    }

    // E.4.1; in implicit initiation the last two keys are of the counter that follows: E.1.2.2.
    private static void DeriveScp02(CardState state, SecureChannelSession session, ushort counter, ushort nextCounter)
    {
        var set = new KeySet(state.NonVolatile, session.KeySet);
        bool hasThree = new Scp02Options(session.Options).HasThreeKeys;
        KeySchedule key = Expand(state, CipherAlgorithm.TripleDes2, set.KeyOf(KeyRole.Cipher));
        KeyDerivation.DeriveScp02(key, KeyDerivation.Scp02Encryption, counter, session.EncryptionKey);
        key = Expand(state, CipherAlgorithm.TripleDes2, set.KeyOf(hasThree ? KeyRole.Check : KeyRole.Cipher));
        KeyDerivation.DeriveScp02(key, KeyDerivation.Scp02CommandMac, counter, session.CommandMacKey);
        KeyDerivation.DeriveScp02(key, KeyDerivation.Scp02ResponseMac, nextCounter, session.ResponseMacKey);
        key = Expand(state, CipherAlgorithm.TripleDes2, set.KeyOf(hasThree ? KeyRole.KeyEncryption : KeyRole.Cipher));
        KeyDerivation.DeriveScp02(key, KeyDerivation.Scp02DataEncryption, nextCounter, session.DataKey);
    }

    // Amendment D 6.2.1; the data encryption key is the static one.
    private static void DeriveScp03(CardState state, SecureChannelSession session, int length)
    {
        var set = new KeySet(state.NonVolatile, session.KeySet);
        CipherAlgorithm algorithm = set.AlgorithmOf(KeyRole.Cipher);
        ReadOnlySpan<byte> host = session.HostChallenge.Slice(0, length);
        ReadOnlySpan<byte> card = session.CardChallenge.Slice(0, length);
        KeySchedule key = Expand(state, algorithm, set.KeyOf(KeyRole.Cipher));
        KeyDerivation.DeriveScp03(key, KeyDerivation.Scp03Encryption, host, card, session.EncryptionKey);
        key = Expand(state, algorithm, set.KeyOf(KeyRole.Check));
        KeyDerivation.DeriveScp03(key, KeyDerivation.Scp03CommandMac, host, card, session.CommandMacKey);
        KeyDerivation.DeriveScp03(key, KeyDerivation.Scp03ResponseMac, host, card, session.ResponseMacKey);
        set.KeyOf(KeyRole.KeyEncryption).CopyTo(session.DataKey);
    }

    private static KeySchedule Expand(CardState state, CipherAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        KeySchedule schedule = state.KeyCache.Temporary;
        schedule.Expand(algorithm, key, mayAllocate: false);
        return schedule;
    }
}
