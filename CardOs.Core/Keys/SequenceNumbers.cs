using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The card's side of sequence numbers: TS 33.102 C.2. An SQN is a SEQ of 43 bits and, behind it, an IND of 5.</summary>
internal static class SequenceNumbers
{
    /// <summary>How many values IND has.</summary>
    public const int Count = 1 << IndexBits;

    /// <summary>Bits of IND.</summary>
    public const int IndexBits = 5;

    /// <summary>The greatest SQN.</summary>
    public const ulong Max = 0xFFFF_FFFF_FFFF;

    /// <summary>The highest SQN that was accepted: SQN_MS of a synchronisation failure, TS 33.102 C.2.1.</summary>
    public static ulong Highest(AuthenticationKey key)
    {
        ReadOnlySpan<byte> accepted = key.Accepted;
        ulong highest = 0;
        for (int i = 0; i <= accepted.Length - sizeof(ulong); i += sizeof(ulong))
        {
            highest = Math.Max(highest, BinaryPrimitives.ReadUInt64BigEndian(accepted.Slice(i)));
        }

        return highest;
    }

    /// <summary>Whether a received SQN may be accepted: TS 33.102 C.2.1, C.2.2.</summary>
    public static bool IsFresh(AuthenticationKey key, ulong sqn, ulong highest)
    {
        ulong sequence = sqn >> IndexBits;
        ulong highestSequence = highest >> IndexBits;
        ulong last = BinaryPrimitives.ReadUInt64BigEndian(key.Accepted.Slice(IndexOf(sqn) * sizeof(ulong))) >> IndexBits;
        return sequence > last
            && (sequence <= highestSequence || sequence - highestSequence <= key.MaxJump)
            && (key.MaxAge == 0 || sequence >= highestSequence || highestSequence - sequence < key.MaxAge);
    }

    /// <summary>Remembers an accepted SQN, at once and for good.</summary>
    public static void Accept(NonVolatileMemory memory, AuthenticationKey key, ulong sqn) =>
        memory.WriteUInt64(key.Address + (AuthenticationKey.SequenceNumbersOffset + (IndexOf(sqn) * sizeof(ulong))), sqn);

    /// <summary>What a new record holds for each IND, when every SQN up to <paramref name="used"/> counts as used.</summary>
    public static void Fill(Span<byte> accepted, ulong used)
    {
        for (int i = 0; i < Count; i++)
        {
            ulong sequence = used >> IndexBits;
            sequence -= i > IndexOf(used) && sequence > 0 ? 1u : 0u;
            BinaryPrimitives.WriteUInt64BigEndian(accepted.Slice(i * sizeof(ulong)), (sequence << IndexBits) | (uint)i);
        }
    }

    private static int IndexOf(ulong sqn) => (int)sqn & (Count - 1);
}
