using System;
using CardOs.Crypto;

namespace CardOs.Tests.Core.Crypto;

/// <summary>GCM and CCM over a text in place, in two parts.</summary>
internal static class AeadRun
{
    private static readonly byte[] State = new byte[AeadState.Length];

    public static byte[] Transform(KeySchedule key, bool isCcm, byte[] nonce, byte[] additional, byte[] text, int tagLength, bool encrypt, int split)
    {
        byte[] tag = new byte[GcmMode.TagLength];
        Transform(key, isCcm, nonce, additional, text, tagLength, encrypt, split, tag);
        return tag.AsSpan(0, tagLength).ToArray();
    }

    public static void Transform(
        KeySchedule key, bool isCcm, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> additional, Span<byte> text, int tagLength, bool encrypt, int split, Span<byte> tag)
    {
        var state = new AeadState(State);
        int first = Math.Min(split, additional.Length);
        if (isCcm)
        {
            CcmMode.Start(key, state, nonce, additional.Length, text.Length, tagLength);
            CcmMode.Authenticate(key, state, additional.Slice(0, first));
            CcmMode.Authenticate(key, state, additional.Slice(first));
            CcmMode.Transform(key, state, text.Slice(0, split), encrypt);
            CcmMode.Transform(key, state, text.Slice(split), encrypt);
            CcmMode.Finish(key, state, tag);
        }
        else
        {
            GcmMode.Start(key, state, nonce);
            GcmMode.Authenticate(key, state, additional.Slice(0, first));
            GcmMode.Authenticate(key, state, additional.Slice(first));
            GcmMode.Transform(key, state, text.Slice(0, split), encrypt);
            GcmMode.Transform(key, state, text.Slice(split), encrypt);
            GcmMode.Finish(key, state, tag);
        }
    }
}
