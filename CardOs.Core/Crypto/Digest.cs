using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The secure hash algorithms of FIPS 180-4, and others of their shape; FIPS 202 is <see cref="Sha3"/>. A hash in progress is bytes in the caller's memory, the same on every machine.</summary>
/// <remarks>
/// <code>
/// 0         8                       8 + block            8 + block + chain
/// +---------+-----------------------+--------------------+
/// | length  | begun block           | chaining value     |
/// +---------+-----------------------+--------------------+
/// </code>
/// </remarks>
internal static class Digest
{
    public const int MaxHashLength = 64;

    public const int MaxBlockLength = 128;

    public const int MaxStateLength = Sha3.StateLength;

    private const int LengthLength = sizeof(ulong);
    private const byte Marker = 0x80;

    public static int HashLength(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Md5 => 16,
        DigestAlgorithm.Sha1 or DigestAlgorithm.RipeMd160 => 20,
        DigestAlgorithm.Sha224 or DigestAlgorithm.Sha3For224 => 28,
        DigestAlgorithm.Sha256 or DigestAlgorithm.Sha3For256 => 32,
        DigestAlgorithm.Sha384 or DigestAlgorithm.Sha3For384 => 48,
        _ => 64,
    };

    /// <summary>The length of a block; of SHA-3, its rate.</summary>
    public static int BlockLength(DigestAlgorithm algorithm) => algorithm switch
    {
        >= DigestAlgorithm.Sha3For224 => Keccak.StateLength - (2 * HashLength(algorithm)),
        DigestAlgorithm.Sha384 or DigestAlgorithm.Sha512 => 128,
        _ => 64,
    };

    /// <summary>The length of the chaining value; 0 for SHA-3, which has none.</summary>
    public static int ChainLength(DigestAlgorithm algorithm) => algorithm switch
    {
        >= DigestAlgorithm.Sha3For224 => 0,
        DigestAlgorithm.Md5 => 16,
        DigestAlgorithm.Sha1 or DigestAlgorithm.RipeMd160 => 20,
        DigestAlgorithm.Sha224 or DigestAlgorithm.Sha256 => 32,
        _ => 64,
    };

    public static int StateLength(DigestAlgorithm algorithm) =>
        IsSha3(algorithm) ? Sha3.StateLength : LengthLength + BlockLength(algorithm) + ChainLength(algorithm);

    public static void Start(DigestAlgorithm algorithm, Span<byte> state)
    {
        state = state.Slice(0, StateLength(algorithm));
        state.Clear();
        if (IsSha3(algorithm))
        {
            return;
        }

        Span<byte> chain = Chain(algorithm, state);
        switch (algorithm)
        {
            case DigestAlgorithm.Sha1:
                Sha1.Start(chain);
                break;
            case DigestAlgorithm.Sha224:
                Sha256.Start224(chain);
                break;
            case DigestAlgorithm.Sha256:
                Sha256.Start(chain);
                break;
            case DigestAlgorithm.Sha384:
                Sha512.Start384(chain);
                break;
            case DigestAlgorithm.Md5:
                Md5.Start(chain);
                break;
            case DigestAlgorithm.RipeMd160:
                RipeMd160.Start(chain);
                break;
            default:
                Sha512.Start(chain);
                break;
        }
    }

    public static void Update(DigestAlgorithm algorithm, Span<byte> state, ReadOnlySpan<byte> data)
    {
        state = state.Slice(0, StateLength(algorithm));
        int block = BlockLength(algorithm);
        if (IsSha3(algorithm))
        {
            Sha3.Update(block, state, data);
            return;
        }

        ulong length = BinaryPrimitives.ReadUInt64BigEndian(state);
        BinaryPrimitives.WriteUInt64BigEndian(state, length + (ulong)data.Length);
        int begun = (int)(length & (ulong)(block - 1));
        Span<byte> buffer = state.Slice(LengthLength, block);
        if (begun > 0)
        {
            int take = Math.Min(block - begun, data.Length);
            data.Slice(0, take).CopyTo(buffer.Slice(begun));
            data = data.Slice(take);
            if (begun + take < block)
            {
                return;
            }

            Compress(algorithm, state, buffer);
        }

        int whole = data.Length / block * block;
        Compress(algorithm, state, data.Slice(0, whole));
        data.Slice(whole).CopyTo(buffer);
    }

    /// <param name="algorithm">The hash function.</param>
    /// <param name="state">The hash in progress; cleared.</param>
    /// <param name="hash">Takes the hash.</param>
    public static void Finish(DigestAlgorithm algorithm, Span<byte> state, Span<byte> hash)
    {
        state = state.Slice(0, StateLength(algorithm));
        hash = hash.Slice(0, HashLength(algorithm));
        int block = BlockLength(algorithm);
        if (IsSha3(algorithm))
        {
            Sha3.Finish(block, state, hash);
            state.Clear();
            return;
        }

        ulong length = BinaryPrimitives.ReadUInt64BigEndian(state);
        int begun = (int)(length & (ulong)(block - 1));
        Span<byte> buffer = state.Slice(LengthLength, block);
        buffer.Slice(begun).Clear();
        buffer[begun] = Marker;
        if (begun >= block - (block / 8))
        {
            Compress(algorithm, state, buffer);
            buffer.Clear();
        }

        Span<byte> bits = buffer.Slice(block - sizeof(ulong));
        if (algorithm is DigestAlgorithm.Md5 or DigestAlgorithm.RipeMd160)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bits, length << 3);
        }
        else
        {
            BinaryPrimitives.WriteUInt64BigEndian(bits, length << 3);
        }

        Compress(algorithm, state, buffer);
        Chain(algorithm, state).Slice(0, hash.Length).CopyTo(hash);
        state.Clear();
    }

    /// <summary>Goes on with a hash that was begun elsewhere: a chaining value, and how many bytes it stands for.</summary>
    /// <returns>False when the value has not the algorithm's length, or the bytes are not whole blocks.</returns>
    public static bool TryResume(DigestAlgorithm algorithm, Span<byte> state, ReadOnlySpan<byte> chain, ulong length)
    {
        if (IsSha3(algorithm) || chain.Length != ChainLength(algorithm) || length == 0 || length % (ulong)BlockLength(algorithm) != 0)
        {
            return false;
        }

        state = state.Slice(0, StateLength(algorithm));
        state.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(state, length);
        chain.CopyTo(Chain(algorithm, state));
        return true;
    }

    public static void Compute(DigestAlgorithm algorithm, ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Span<byte> state = stackalloc byte[MaxStateLength];
        Start(algorithm, state);
        Update(algorithm, state, data);
        Finish(algorithm, state, hash);
    }

    private static bool IsSha3(DigestAlgorithm algorithm) => algorithm >= DigestAlgorithm.Sha3For224;

    private static Span<byte> Chain(DigestAlgorithm algorithm, Span<byte> state) => state.Slice(LengthLength + BlockLength(algorithm));

    private static void Compress(DigestAlgorithm algorithm, Span<byte> state, ReadOnlySpan<byte> blocks)
    {
        Span<byte> chain = Chain(algorithm, state);
        switch (algorithm)
        {
            case DigestAlgorithm.Sha1:
                Sha1.Compress(chain, blocks);
                break;
            case DigestAlgorithm.Sha224 or DigestAlgorithm.Sha256:
                Sha256.Compress(chain, blocks);
                break;
            case DigestAlgorithm.Md5:
                Md5.Compress(chain, blocks);
                break;
            case DigestAlgorithm.RipeMd160:
                RipeMd160.Compress(chain, blocks);
                break;
            default:
                Sha512.Compress(chain, blocks);
                break;
        }
    }
}
