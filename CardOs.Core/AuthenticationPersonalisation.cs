using CardOs.Crypto;
using CardOs.Crypto.Authentication;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs;

/// <summary>From the profile of an authentication key to what the functions take: for the factory, and for the network's side.</summary>
internal static class AuthenticationPersonalisation
{
    /// <summary>Writes an authentication key.</summary>
    /// <returns>Null when there is no room.</returns>
    public static NvAddress Write(NonVolatileMemory memory, int container, AuthenticationProfile profile) =>
        AuthenticationKeyList.Create(memory, container, new AuthenticationKeyList.Description
        {
            Algorithm = profile.Algorithm,
            Key = profile.Key,
            OperatorKey = DeriveOperatorKey(profile),
            Constants = ConstantsOf(profile),
            Iterations = (byte)profile.Iterations,
            MacLength = (byte)profile.MacLength,
            ResponseLength = (byte)profile.ResponseLength,
            CipherKeyLength = (byte)profile.CipherKeyLength,
            IntegrityKeyLength = (byte)profile.IntegrityKeyLength,
            TruncatesGsmResponse = profile.TruncatesGsmResponse,
            SequenceNumber = profile.SequenceNumber,
            MaxJump = profile.MaxSequenceJump,
            MaxAge = profile.MaxSequenceAge,
        });

    /// <summary>OPc or TOPc: given, or derived from OP or TOP; empty for an algorithm without.</summary>
    public static byte[] DeriveOperatorKey(AuthenticationProfile profile)
    {
        if (profile.OperatorKey.Length == 0)
        {
            return profile.DerivedOperatorKey;
        }

        byte[] derived = new byte[profile.OperatorKey.Length];
        if (profile.Algorithm == AuthenticationAlgorithm.Tuak)
        {
            Tuak.DeriveTopc(profile.Key, profile.OperatorKey, profile.Iterations, derived);
        }
        else
        {
            Milenage.DeriveOpc(ExpandKey(profile), profile.OperatorKey, derived);
        }

        return derived;
    }

    /// <summary>K of Milenage, expanded.</summary>
    public static KeySchedule ExpandKey(AuthenticationProfile profile)
    {
        var schedule = new KeySchedule();
        schedule.Expand(CipherAlgorithm.Aes128, profile.Key, mayAllocate: false);
        return schedule;
    }

    /// <summary>Rotations and constants as <see cref="MilenageConstants"/> has them.</summary>
    public static byte[] ConstantsOf(AuthenticationProfile profile)
    {
        byte[] bytes = MilenageConstants.Standard.ToArray();
        for (int i = 0; i < profile.Rotations.Count; i++)
        {
            bytes[i] = (byte)profile.Rotations[i];
        }

        profile.Constants.CopyTo(bytes, MilenageConstants.ConstantsOffset);
        return bytes;
    }
}
