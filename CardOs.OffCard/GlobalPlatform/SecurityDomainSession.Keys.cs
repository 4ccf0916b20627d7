using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Secret data and new keys, enciphered for the card.</summary>
public sealed partial class SecurityDomainSession
{
    private const int CheckValueLength = 3;
    private const byte AesCheckByte = 0x01;
    private const int MaxKeyField = 64;

    /// <summary>Bytes of a block of the data encryption key's cipher.</summary>
    public int DataBlockLength => _keys.Data.BlockLength;

    /// <summary>Enciphers secret data with the data encryption key: GlobalPlatform 2.3.1 E.4.7, Amendment D 6.2.8.</summary>
    /// <param name="data">The data; zeros bring them to whole blocks.</param>
    /// <returns>The enciphered data.</returns>
    public byte[] EncipherData(ReadOnlySpan<byte> data)
    {
        int block = DataBlockLength;
        byte[] padded = new byte[(data.Length + block - 1) / block * block];
        data.CopyTo(padded);
        bool isEcb = Protocol == SecureChannelProtocol.Scp02 && new Scp02Options(Options).IsExplicit;
        DataEncryption.Code(_keys.Data, isEcb, padded, encipher: true);
        return padded;
    }

    /// <summary>The data of PUT KEY for a set of three keys with consecutive identifiers: GlobalPlatform 2.3.1 11.8.2.3, Amendment D 7.2.</summary>
    /// <param name="version">The new key version number.</param>
    /// <param name="type">DES or AES.</param>
    /// <param name="keys">The new keys.</param>
    /// <returns>The data field, in clear but for the keys.</returns>
    /// <exception cref="ArgumentException">The keys have no length of the type.</exception>
    public byte[] PutKeyData(byte version, KeyComponentType type, SecureChannelKeySet keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Span<byte> buffer = stackalloc byte[1 + (3 * MaxKeyField)];
        var writer = new PutKeyDataWriter(buffer, version);
        Add(ref writer, type, keys.Encryption.Span);
        Add(ref writer, type, keys.Mac.Span);
        Add(ref writer, type, keys.DataEncryption.Span);
        return writer.Written.ToArray();
    }

    /// <summary>The check value of a key: GlobalPlatform 2.3.1 B.6.</summary>
    /// <param name="type">DES or AES.</param>
    /// <param name="key">The key.</param>
    /// <returns>Three bytes.</returns>
    /// <exception cref="ArgumentException">The key has no length of the type.</exception>
    public static byte[] CheckValue(KeyComponentType type, ReadOnlySpan<byte> key)
    {
        var schedule = new KeySchedule();
        bool isAes = type == KeyComponentType.Aes;
        schedule.Expand(isAes ? CipherAlgorithms.AesFor(key.Length) : CipherAlgorithms.DesFor(key.Length), key, mayAllocate: true);
        Span<byte> block = stackalloc byte[schedule.BlockLength];
        block.Fill(isAes ? AesCheckByte : (byte)0);
        EcbMode.Encrypt(schedule, block, block);
        return block[..CheckValueLength].ToArray();
    }

    // AES keys have their length in front always, as Amendment D 7.2 writes them.
    private void Add(ref PutKeyDataWriter writer, KeyComponentType type, ReadOnlySpan<byte> key)
    {
        bool hasLength = type == KeyComponentType.Aes || key.Length % DataBlockLength != 0;
        if (!writer.TryWriteSecret(type, EncipherData(key), hasLength ? key.Length : -1) || !writer.TryEndKey(CheckValue(type, key)))
        {
            throw new ArgumentException("The keys are too long.", nameof(key));
        }
    }
}
