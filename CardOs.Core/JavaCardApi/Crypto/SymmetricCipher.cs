using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>DES, triple DES and AES in ECB and CBC, in parts.</summary>
/// <remarks>
/// The state, lost at a reset: then the key is the one of the last init, and the initial vector zeros.
/// <code>
/// 0                16        32       48      49       50
/// +----------------+---------+--------+-------+--------+
/// | initial vector | chain   | held   | count | begun  |
/// +----------------+---------+--------+-------+--------+
/// </code>
/// </remarks>
internal static class SymmetricCipher
{
    public const int StateLength = BegunAt + 1;

    private const int MaxBlock = CipherAlgorithms.MaxBlockLength;
    private const int ChainAt = MaxBlock;
    private const int HeldAt = 2 * MaxBlock;
    private const int CountAt = 3 * MaxBlock;
    private const int BegunAt = CountAt + 1;
    private const int ChunkLength = 1024;

    /// <summary>Whether a cipher works with a kind of key, and an initial vector of a length, 0 for none.</summary>
    public static bool Takes(CipherCode cipher, KeyKind kind, int vector) => cipher switch
    {
        CipherCode.AesCbc => kind == KeyKind.Aes && (vector is 0 or 16),
        CipherCode.AesCtr => kind == KeyKind.Aes && (vector is >= 0 and <= 16),
        CipherCode.AesEcb => kind == KeyKind.Aes && vector == 0,
        CipherCode.DesCbc => kind == KeyKind.Des && (vector is 0 or 8),
        CipherCode.DesEcb => kind == KeyKind.Des && vector == 0,
        _ => false,
    };

    public static void Init(Span<byte> state, scoped ReadOnlySpan<byte> vector)
    {
        state.Clear();
        vector.CopyTo(state);
    }

    /// <summary>Puts a DES or AES key into the card's slot.</summary>
    public static KeySchedule Expand(scoped ref NativeCall call, KeyObject key)
    {
        ReadOnlySpan<byte> bytes = key.Component(ref call, KeyComponents.Secret);
        KeySchedule schedule = call.Card.AppletKey;
        schedule.Expand(key.Kind == KeyKind.Aes ? CipherAlgorithms.AesFor(bytes.Length) : CipherAlgorithms.DesFor(bytes.Length), bytes, mayAllocate: false);
        return schedule;
    }

    public static bool TryProcess(
        ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> input, in ArrayRef output, int offset, bool isLast, out int length)
    {
        Span<byte> state = self.State(ref call);
        if (state[BegunAt] == 0)
        {
            state.Slice(0, MaxBlock).CopyTo(state.Slice(ChainAt));
            state[CountAt] = 0;
            state[BegunAt] = 1;
        }

        var work = new SymmetricWork(self, Expand(ref call, key), offset);
        bool isDone = isLast
            ? TryFinish(ref call, ref work, state, input, output)
            : TryUpdate(ref call, ref work, state, input, output, Whole(work, state[CountAt] + input.Length));
        work.Key.Clear();
        if (isLast)
        {
            state[BegunAt] = 0;
            state.Slice(HeldAt, MaxBlock).Clear();
        }

        length = work.Written;
        return isDone;
    }

    // What of the input so far is transformed now: a block that may hold padding waits.
    private static int Whole(in SymmetricWork work, int total)
    {
        int sure = work.RemovesPadding ? total - 1 : total;
        return sure <= 0 ? 0 : sure / work.Key.BlockLength * work.Key.BlockLength;
    }

    private static bool TryFinish(ref NativeCall call, ref SymmetricWork work, Span<byte> state, scoped ReadOnlySpan<byte> input, in ArrayRef output)
    {
        int block = work.Key.BlockLength;
        int total = state[CountAt] + input.Length;
        bool needsWhole = !work.IsEncryption || work.Padding == PaddingCode.None;
        if (needsWhole && total % block != 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        int whole = Whole(work, total);
        int final = work.FinalLength(total - whole);
        return call.TryRange(output, work.Offset, whole + final)
            && TryUpdate(ref call, ref work, state, input, output, whole)
            && TryLast(ref call, ref work, state, output);
    }

    private static bool TryUpdate(
        ref NativeCall call, ref SymmetricWork work, Span<byte> state, scoped ReadOnlySpan<byte> input, in ArrayRef output, int whole)
    {
        if (!call.TryRange(output, work.Offset, whole))
        {
            return false;
        }

        Span<byte> chunk = stackalloc byte[ChunkLength];
        Span<byte> held = state.Slice(HeldAt, MaxBlock);
        while (whole > 0)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(whole, ChunkLength));
            int count = Math.Min(state[CountAt], (byte)MaxBlock);
            held.Slice(0, count).CopyTo(part);
            int taken = part.Length - count;
            input.Slice(0, taken).CopyTo(part.Slice(count));
            input = input.Slice(taken);
            state[CountAt] = 0;
            work.Transform(state.Slice(ChainAt, MaxBlock), part);
            if (!work.TryWrite(ref call, output, part))
            {
                return false;
            }

            whole -= part.Length;
        }

        input.CopyTo(held.Slice(state[CountAt]));
        state[CountAt] += (byte)input.Length;
        return true;
    }

    private static bool TryLast(ref NativeCall call, ref SymmetricWork work, Span<byte> state, in ArrayRef output)
    {
        Span<byte> last = stackalloc byte[MaxBlock];
        last = last.Slice(0, work.Key.BlockLength);
        state.Slice(HeldAt, last.Length).CopyTo(last);
        int count = state[CountAt];
        Span<byte> chain = state.Slice(ChainAt, MaxBlock);
        if (work.IsEncryption)
        {
            if (work.FinalLength(count) == 0)
            {
                return true;
            }

            work.Pad(last, count);
            work.Transform(chain, last);
            return work.TryWrite(ref call, output, last);
        }

        if (!work.RemovesPadding)
        {
            return true;
        }

        if (count == 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        work.Transform(chain, last);
        return work.TryUnpad(last, out int length)
            ? call.TryRange(output, work.Offset, length) && work.TryWrite(ref call, output, last.Slice(0, length))
            : CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
    }
}
