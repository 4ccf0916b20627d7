using System;
using CardOs.Crypto;

namespace CardOs.OffCard;

/// <summary>One key that both sides know, and the algorithm that it is for: TS 102 225 5.1.2, 5.1.3.</summary>
public sealed class OtaKey
{
    private OtaKey(CipherAlgorithm algorithm, ReadOnlySpan<byte> value)
    {
        Schedule = new KeySchedule();
        Schedule.Expand(algorithm, value, mayAllocate: true);
        Value = value.ToArray();
    }

    /// <summary>The key's bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    internal CipherAlgorithm Algorithm => Schedule.Algorithm;

    internal KeySchedule Schedule { get; }

    /// <summary>A key for AES: 16, 24 or 32 bytes.</summary>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static OtaKey Aes(ReadOnlySpan<byte> value) => Create(CipherAlgorithms.AesFor(value.Length), value, "16, 24 or 32");

    /// <summary>A key for DES (8 bytes), or for triple DES with two (16) or three keys (24), in CBC mode.</summary>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static OtaKey Des(ReadOnlySpan<byte> value) => Create(CipherAlgorithms.DesFor(value.Length), value, "8, 16 or 24");

    /// <summary>A key for DES (8 bytes), or for triple DES with two (16) or three keys (24), in ECB mode.</summary>
    /// <remarks>KIc has a code for single DES only; with longer keys it leaves the algorithm implicit.</remarks>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static OtaKey DesEcb(ReadOnlySpan<byte> value) => Create(CipherAlgorithms.DesEcbFor(value.Length), value, "8, 16 or 24");

    private static OtaKey Create(CipherAlgorithm algorithm, ReadOnlySpan<byte> value, string lengths) => algorithm == CipherAlgorithm.None
        ? throw new ArgumentException($"The key has {value.Length} bytes; the algorithm takes {lengths}.", nameof(value))
        : new OtaKey(algorithm, value);
}
