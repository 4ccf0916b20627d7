using System;
using CardOs.Apdu.SecuredPackets;
using CoreCipher = CardOs.Crypto.CipherAlgorithm;

namespace CardOs.OffCard;

/// <summary>The keys of an over-the-air channel, and how KIc and KID name them to the card: TS 102 225 5.1.2, 5.1.3.</summary>
/// <remarks>Keys of different sets or algorithms are put together with <see cref="WithCipher"/> and <see cref="WithCheck"/>.</remarks>
public sealed record OtaKeys
{
    private const int MaxKeySet = 15;

    private OtaKeys()
    {
    }

    /// <summary>No keys: packets without ciphering and checksum.</summary>
    public static OtaKeys None { get; } = new();

    /// <summary>The key that enciphers; null when there is none.</summary>
    public OtaKey? Cipher { get; private init; }

    /// <summary>The key of the checksum; null when there is none.</summary>
    public OtaKey? Check { get; private init; }

    /// <summary>KIc as it stands in packets; set it to send another byte than the one that follows from the keys.</summary>
    public Kic Kic { get; init; }

    /// <summary>KID as it stands in packets; set it to send another byte than the one that follows from the keys.</summary>
    public Kid Kid { get; init; }

    /// <summary>Bytes of an AES checksum: 8 or 4.</summary>
    public int MacLength { get; private init; } = 8;

    /// <summary>The redundancy check when there is no key for a checksum; implicit where none was chosen.</summary>
    public RedundancyAlgorithm RedundancyCheck { get; private init; }

    /// <summary>An AES key set: KIc in CBC mode, KID in CMAC mode.</summary>
    /// <param name="keyset">The key set, which is the key version number: 0 to 15.</param>
    /// <param name="kic">16, 24 or 32 bytes.</param>
    /// <param name="kid">16, 24 or 32 bytes.</param>
    /// <param name="macLength">Bytes of the checksum: 8 or 4, as the card has it.</param>
    /// <exception cref="ArgumentException">A key has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key set or checksum.</exception>
    public static OtaKeys Aes(int keyset, ReadOnlySpan<byte> kic, ReadOnlySpan<byte> kid, int macLength = 8) =>
        None.WithCipher(keyset, OtaKey.Aes(kic)).WithCheck(keyset, OtaKey.Aes(kid), macLength);

    /// <summary>A triple-DES key set, with two (16 bytes) or three keys (24 bytes) in outer CBC mode.</summary>
    /// <param name="keyset">The key set, which is the key version number: 0 to 15.</param>
    /// <param name="kic">16 or 24 bytes.</param>
    /// <param name="kid">16 or 24 bytes.</param>
    /// <exception cref="ArgumentException">A key has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key set.</exception>
    public static OtaKeys TripleDes(int keyset, ReadOnlySpan<byte> kic, ReadOnlySpan<byte> kid)
    {
        if (kic.Length == 8 || kid.Length == 8)
        {
            throw new ArgumentException("Triple DES takes keys of 16 or 24 bytes.");
        }

        return None.WithCipher(keyset, OtaKey.Des(kic)).WithCheck(keyset, OtaKey.Des(kid));
    }

    /// <summary>A single-DES key set in CBC mode.</summary>
    /// <param name="keyset">The key set, which is the key version number: 0 to 15.</param>
    /// <param name="kic">8 bytes.</param>
    /// <param name="kid">8 bytes.</param>
    /// <exception cref="ArgumentException">A key has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key set.</exception>
    public static OtaKeys Des(int keyset, ReadOnlySpan<byte> kic, ReadOnlySpan<byte> kid)
    {
        if (kic.Length != 8 || kid.Length != 8)
        {
            throw new ArgumentException("Single DES takes keys of 8 bytes.");
        }

        return None.WithCipher(keyset, OtaKey.Des(kic)).WithCheck(keyset, OtaKey.Des(kid));
    }

    /// <summary>A single-DES key set that enciphers in ECB mode.</summary>
    /// <inheritdoc cref="Des"/>
    public static OtaKeys DesEcb(int keyset, ReadOnlySpan<byte> kic, ReadOnlySpan<byte> kid) =>
        Des(keyset, kic, kid).WithCipher(keyset, OtaKey.DesEcb(kic));

    /// <summary>No keys, and a redundancy check.</summary>
    public static OtaKeys Crc(RedundancyAlgorithm algorithm) => None.WithRedundancyCheck(algorithm);

    /// <summary>The same keys with another one that enciphers, or with none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key set.</exception>
    public OtaKeys WithCipher(int keyset, OtaKey? key) => this with
    {
        Cipher = key,
        Kic = new Kic(Checked(keyset), key?.Algorithm switch
        {
            CoreCipher.Des => CipherAlgorithm.DesCbc,
            CoreCipher.DesEcb => CipherAlgorithm.DesEcb,
            CoreCipher.TripleDes2 => CipherAlgorithm.TripleDesCbcTwoKeys,
            CoreCipher.TripleDes3 => CipherAlgorithm.TripleDesCbcThreeKeys,
            CoreCipher.Aes128 or CoreCipher.Aes192 or CoreCipher.Aes256 => CipherAlgorithm.AesCbc,
            _ => CipherAlgorithm.Implicit,
        }),
    };

    /// <summary>The same keys with another one for the checksum, or with none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such key set or checksum.</exception>
    public OtaKeys WithCheck(int keyset, OtaKey? key, int macLength = 8) => this with
    {
        Check = key,
        RedundancyCheck = RedundancyAlgorithm.Implicit,
        MacLength = macLength is 4 or 8 ? macLength : throw new ArgumentOutOfRangeException(nameof(macLength), "An AES checksum has 4 or 8 bytes."),
        Kid = new Kid(Checked(keyset), key?.Algorithm switch
        {
            CoreCipher.Des or CoreCipher.DesEcb => ChecksumAlgorithm.DesCbc,
            CoreCipher.TripleDes2 => ChecksumAlgorithm.TripleDesCbcTwoKeys,
            CoreCipher.TripleDes3 => ChecksumAlgorithm.TripleDesCbcThreeKeys,
            CoreCipher.Aes128 or CoreCipher.Aes192 or CoreCipher.Aes256 => ChecksumAlgorithm.AesCmac,
            _ => ChecksumAlgorithm.Implicit,
        }),
    };

    /// <summary>The same keys with a redundancy check in the place of the checksum.</summary>
    public OtaKeys WithRedundancyCheck(RedundancyAlgorithm algorithm) => this with
    {
        Check = null,
        RedundancyCheck = algorithm,
        Kid = new Kid(Kid.KeySet, algorithm),
    };

    private static int Checked(int keyset) =>
        keyset is >= 0 and <= MaxKeySet ? keyset : throw new ArgumentOutOfRangeException(nameof(keyset), "A key set is 0 to 15.");
}
