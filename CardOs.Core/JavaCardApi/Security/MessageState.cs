using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;

namespace CardOs.JavaCardApi.Security;

/// <summary>The message of a signature so far: a MAC, an HMAC or a hash in progress.</summary>
/// <remarks>
/// <code>
/// +----------------------------+------------------+-------+
/// | initial vector (16)        | MAC              | begun |     MACs
/// +----------------------------+------------------+-------+
/// | HMAC, or hash                                 | begun |     others
/// +-----------------------------------------------+-------+
/// </code>
/// </remarks>
internal static class MessageState
{
    private const int VectorLength = CipherAlgorithms.MaxBlockLength;

    public static int Length(SignatureCipher cipher, DigestAlgorithm digest) => 1 + cipher switch
    {
        SignatureCipher.Hmac => Hmac.StateLength(digest),
        SignatureCipher.Rsa or SignatureCipher.Dsa or SignatureCipher.Ecdsa or SignatureCipher.EcdsaPlain => Digest.StateLength(digest),
        _ => VectorLength + MacState.Length,
    };

    /// <summary>Forgets the message, and keeps an initial vector.</summary>
    public static void Reset(Span<byte> state, scoped ReadOnlySpan<byte> vector)
    {
        state.Clear();
        vector.CopyTo(state);
    }

    /// <summary>Forgets the message, but not the initial vector.</summary>
    public static void Forget(Span<byte> state) => state[state.Length - 1] = 0;

    public static void Update(ref NativeCall call, SignatureObject self, KeyObject key, scoped ReadOnlySpan<byte> part)
    {
        Span<byte> state = self.State(ref call);
        if (self.IsOfHash)
        {
            BeginHash(self, state);
            Digest.Update(self.Digest, state, part);
            if (self.HasMessage)
            {
                RecoverableMessage.Update(self.Digest, state, part);
            }
        }
        else if (self.Cipher == SignatureCipher.Hmac)
        {
            BeginHmac(ref call, self.Digest, key, state);
            Hmac.Update(self.Digest, state, part);
        }
        else
        {
            KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
            MacState.Update(schedule, BeginMac(state), part, IsRetail(self.Padding));
            schedule.Clear();
        }
    }

    /// <summary>The hash of the message.</summary>
    public static void FinishHash(ref NativeCall call, SignatureObject self, scoped Span<byte> hash)
    {
        Span<byte> state = self.State(ref call);
        BeginHash(self, state);
        Digest.Finish(self.Digest, state, hash);
        Forget(state);
    }

    /// <summary>The MAC or HMAC of the message: else CryptoException ILLEGAL_USE, where whole blocks are needed.</summary>
    public static bool TryFinishMac(ref NativeCall call, SignatureObject self, KeyObject key, scoped Span<byte> mac)
    {
        Span<byte> state = self.State(ref call);
        bool isDone = true;
        if (self.Cipher == SignatureCipher.Hmac)
        {
            BeginHmac(ref call, self.Digest, key, state);
            Hmac.Finish(self.Digest, state, mac);
        }
        else
        {
            KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
            isDone = TryFinish(schedule, self, BeginMac(state), mac) || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
            schedule.Clear();
        }

        Forget(state);
        return isDone;
    }

    /// <summary>Goes on with a hash that was begun elsewhere.</summary>
    public static bool TryResume(DigestAlgorithm digest, Span<byte> state, scoped ReadOnlySpan<byte> chain, ulong length)
    {
        if (!Digest.TryResume(digest, state, chain, length))
        {
            return false;
        }

        state[state.Length - 1] = 1;
        return true;
    }

    private static bool TryFinish(KeySchedule key, SignatureObject self, Span<byte> state, Span<byte> mac)
    {
        int block = key.BlockLength;
        int held = MacState.HeldCount(state);
        switch (self.Padding)
        {
            case PaddingCode.Method1Algorithm3:
                RetailMac.Finish(key, state, BlockPadding.Method1, mac);
                return true;
            case PaddingCode.Method2Algorithm3:
                RetailMac.Finish(key, state, BlockPadding.Method2, mac);
                return true;
            case PaddingCode.Method1:
                CbcMac.Finish(key, state, BlockPadding.Method1, mac);
                return true;
            case PaddingCode.Method2:
                CbcMac.Finish(key, state, BlockPadding.Method2, mac);
                return true;
            case PaddingCode.Pkcs5:
                Span<byte> pad = stackalloc byte[CipherAlgorithms.MaxBlockLength];
                pad = pad.Slice(0, block - (held % block));
                pad.Fill((byte)pad.Length);
                CbcMac.Update(key, state, pad);
                break;
            default:
                if (self.Cipher == SignatureCipher.AesCmac128)
                {
                    Cmac.Finish(key, state, mac);
                    return true;
                }

                break;
        }

        if (MacState.HeldCount(state) % block != 0)
        {
            return false;
        }

        CbcMac.Finish(key, state, BlockPadding.None, mac);
        return true;
    }

    private static bool IsRetail(PaddingCode padding) => padding is PaddingCode.Method1Algorithm3 or PaddingCode.Method2Algorithm3;

    private static Span<byte> BeginMac(Span<byte> state)
    {
        Span<byte> mac = state.Slice(VectorLength, MacState.Length);
        if (IsNew(state))
        {
            MacState.Start(mac, state.Slice(0, VectorLength));
        }

        return mac;
    }

    private static void BeginHmac(scoped ref NativeCall call, DigestAlgorithm digest, KeyObject key, Span<byte> state)
    {
        if (IsNew(state))
        {
            Hmac.Start(digest, key.Component(ref call, KeyComponents.Secret), state);
        }
    }

    private static void BeginHash(SignatureObject self, Span<byte> state)
    {
        if (!IsNew(state))
        {
            return;
        }

        Digest.Start(self.Digest, state);
        if (self.HasMessage)
        {
            RecoverableMessage.Start(self.Digest, state);
        }
    }

    private static bool IsNew(Span<byte> state)
    {
        bool isNew = state[state.Length - 1] == 0;
        state[state.Length - 1] = 1;
        return isNew;
    }
}
