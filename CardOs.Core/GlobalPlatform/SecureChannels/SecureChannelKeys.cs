using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>The expanded keys of a session: those in the cache, or made again from the session.</summary>
internal static class SecureChannelKeys
{
    public static SessionKeys Of(CardState state, SecureChannelSession session) =>
        state.KeyCache.Sessions.Find(session.Number) ?? Expand(state, session);

    private static SessionKeys Expand(CardState state, SecureChannelSession session)
    {
        SessionKeys keys = state.KeyCache.Sessions.Take(session.Number);
        CipherAlgorithm algorithm = session.Protocol == SecureChannelProtocol.Scp03 ? CipherAlgorithms.AesFor(session.KeyLength) : CipherAlgorithm.TripleDes2;
        keys.Encryption.Expand(algorithm, session.EncryptionKey, mayAllocate: false);
        keys.CommandMac.Expand(algorithm, session.CommandMacKey, mayAllocate: false);
        keys.ResponseMac.Expand(algorithm, session.ResponseMacKey, mayAllocate: false);
        return keys;
    }
}
