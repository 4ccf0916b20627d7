using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>AES in counter mode: every byte that goes in comes out at once.</summary>
/// <remarks>
/// The state is that of <see cref="SymmetricCipher"/>. What of the initial vector was not given is zeros, at its end.
/// <code>
/// 0                16        32       48      49       50
/// +----------------+---------+--------+-------+--------+
/// | initial vector | counter | stream | used  | begun  |
/// +----------------+---------+--------+-------+--------+
/// </code>
/// </remarks>
internal static class CounterCipher
{
    private const int BlockLength = CipherAlgorithms.MaxBlockLength;
    private const int CounterAt = BlockLength;
    private const int StreamAt = 2 * BlockLength;
    private const int UsedAt = 3 * BlockLength;
    private const int BegunAt = UsedAt + 1;
    private const int ChunkLength = 1024;

    public static bool TryProcess(
        ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> input, in ArrayRef output, int offset, bool isLast, out int length)
    {
        length = input.Length;
        if (!call.TryRange(output, offset, length))
        {
            return false;
        }

        Span<byte> state = self.State(ref call);
        if (state[BegunAt] == 0)
        {
            state.Slice(0, BlockLength).CopyTo(state.Slice(CounterAt));
            state[UsedAt] = 0;
            state[BegunAt] = 1;
        }

        KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
        bool isDone = TryTransform(ref call, schedule, state, input, output, offset);
        schedule.Clear();
        if (isLast)
        {
            state[BegunAt] = 0;
            state.Slice(StreamAt, BlockLength).Clear();
        }

        return isDone;
    }

    private static bool TryTransform(
        ref NativeCall call, KeySchedule key, Span<byte> state, scoped ReadOnlySpan<byte> input, in ArrayRef output, int offset)
    {
        Span<byte> chunk = stackalloc byte[ChunkLength];
        while (!input.IsEmpty)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(input.Length, ChunkLength));
            input.Slice(0, part.Length).CopyTo(part);
            input = input.Slice(part.Length);
            CtrMode.Apply(key, state.Slice(CounterAt, BlockLength), BlockLength, state.Slice(StreamAt, BlockLength), state[UsedAt], part);
            state[UsedAt] = (byte)((state[UsedAt] + part.Length) % BlockLength);
            if (!call.TryWrite(output, offset, part))
            {
                return false;
            }

            offset += part.Length;
        }

        return true;
    }
}
