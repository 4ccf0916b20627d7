using System;
using System.Buffers.Binary;
using CardOs.Crypto.Authentication;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs.Keys;

/// <summary>The authentication keys of the containers.</summary>
internal static class AuthenticationKeyList
{
    /// <summary>What a new authentication key is.</summary>
    public readonly ref struct Description
    {
        public AuthenticationAlgorithm Algorithm { get; init; }

        public ReadOnlySpan<byte> Key { get; init; }

        /// <summary>OPc or TOPc, or empty.</summary>
        public ReadOnlySpan<byte> OperatorKey { get; init; }

        /// <summary>As <see cref="MilenageConstants"/> has them.</summary>
        public ReadOnlySpan<byte> Constants { get; init; }

        public byte Iterations { get; init; }

        public byte MacLength { get; init; }

        public byte ResponseLength { get; init; }

        public byte CipherKeyLength { get; init; }

        public byte IntegrityKeyLength { get; init; }

        public bool TruncatesGsmResponse { get; init; }

        public ulong SequenceNumber { get; init; }

        public ulong MaxJump { get; init; }

        public ulong MaxAge { get; init; }
    }

    /// <summary>The container's authentication key of this number, from 1 on, or null.</summary>
    public static NvAddress Find(NonVolatileMemory memory, int container, int number)
    {
        NvAddress record = memory.ReadAddress(Head(container));
        for (int i = 1; i < number && !record.IsNull; i++)
        {
            record = memory.ReadAddress(record);
        }

        return record;
    }

    /// <summary>Adds an authentication key at the end of the container's list.</summary>
    /// <returns>Null when there is no room.</returns>
    public static NvAddress Create(NonVolatileMemory memory, int container, scoped in Description description)
    {
        Span<byte> record = stackalloc byte[AuthenticationKey.Length];
        record.Clear();
        record[AuthenticationKey.AlgorithmOffset] = (byte)description.Algorithm;
        record[AuthenticationKey.KeyLengthOffset] = (byte)description.Key.Length;
        record[AuthenticationKey.MacLengthOffset] = description.MacLength;
        record[AuthenticationKey.ResponseLengthOffset] = description.ResponseLength;
        record[AuthenticationKey.CipherKeyLengthOffset] = description.CipherKeyLength;
        record[AuthenticationKey.IntegrityKeyLengthOffset] = description.IntegrityKeyLength;
        record[AuthenticationKey.IterationsOffset] = description.Iterations;
        record[AuthenticationKey.FlagsOffset] = description.TruncatesGsmResponse ? AuthenticationKey.TruncatesFlag : (byte)0;
        BinaryPrimitives.WriteUInt64BigEndian(record.Slice(AuthenticationKey.MaxJumpOffset), description.MaxJump);
        BinaryPrimitives.WriteUInt64BigEndian(record.Slice(AuthenticationKey.MaxAgeOffset), description.MaxAge);
        description.Key.CopyTo(record.Slice(AuthenticationKey.KeyOffset));
        description.OperatorKey.CopyTo(record.Slice(AuthenticationKey.OperatorKeyOffset));
        description.Constants.CopyTo(record.Slice(AuthenticationKey.ConstantsOffset, MilenageConstants.Length));
        SequenceNumbers.Fill(record.Slice(AuthenticationKey.SequenceNumbersOffset), description.SequenceNumber);
        return RecordList.TryAppend(memory, container, Head(container), record, BlockKind.AuthenticationKey, owner: 0, out NvAddress address)
            ? address
            : NvAddress.Null;
    }

    private static NvAddress Head(int container) => NonVolatileMap.RootOf(container) + NonVolatileMap.Root.AuthenticationKeys;
}
