using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The security of a packet, TS 102 225 5.1 and 5.2: a check over the packet without its check field, and encipherment of all behind the header.</summary>
/// <remarks>
/// <code>
/// header                | text: enciphered as a whole
/// ----------------------+-----------------+---------+-----------------------
/// lengths SPI .. TAR    | CNTR PCNTR (..) | check   | secured data, padding
/// ----------------------+-----------------+---------+-----------------------
/// |&lt;-------- checked, in this order -----&gt;|         |&lt;----- checked ------&gt;|
///                       |&lt;-- prefix  ----&gt;|
/// </code>
/// </remarks>
internal static class PacketCipher
{
    /// <summary>CNTR and PCNTR.</summary>
    public const int CommandPrefix = 6;

    /// <summary>CNTR, PCNTR and the status code.</summary>
    public const int ResponsePrefix = 7;

    /// <summary>Deciphers in place, then computes the check over the deciphered text.</summary>
    /// <param name="cipherKey">Null when the text is clear.</param>
    /// <param name="macKey">The key of the check, null when it needs none.</param>
    /// <param name="check">The kind of check.</param>
    /// <param name="header">What stands in front of the text and is checked.</param>
    /// <param name="text">The text; whole blocks when enciphered.</param>
    /// <param name="prefixLength">Bytes between the start of the text and its check field.</param>
    /// <param name="checkLength">Bytes of the check field.</param>
    /// <param name="computed">Takes <paramref name="checkLength"/> bytes: what the check field should hold.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a key is missing.</exception>
    public static void DecipherAndCheck(
        KeySchedule? cipherKey,
        KeySchedule? macKey,
        CheckAlgorithm check,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        int prefixLength,
        int checkLength,
        Span<byte> computed)
    {
        computed = computed.Slice(0, checkLength);
        if (cipherKey is not null && macKey is not null && TryFused(cipherKey, macKey, check, header, text, prefixLength, computed))
        {
            return;
        }

        CheckLengths(check, macKey, text.Length, prefixLength, checkLength);
        if (cipherKey is not null)
        {
            Decipher(cipherKey, text);
        }

        ComputeCheck(macKey, check, header, text.Slice(0, prefixLength), text.Slice(prefixLength + checkLength), computed);
    }

    /// <summary>Computes the check, writes it into its field and enciphers the text in place.</summary>
    /// <inheritdoc cref="DecipherAndCheck"/>
    public static void CheckAndEncipher(
        KeySchedule? cipherKey,
        KeySchedule? macKey,
        CheckAlgorithm check,
        ReadOnlySpan<byte> header,
        Span<byte> text,
        int prefixLength,
        int checkLength)
    {
        CheckLengths(check, macKey, text.Length, prefixLength, checkLength);
        Span<byte> field = text.Slice(prefixLength, checkLength);
        ComputeCheck(macKey, check, header, text.Slice(0, prefixLength), text.Slice(prefixLength + checkLength), field);
        if (cipherKey is null)
        {
            return;
        }

        if (CipherAlgorithms.IsEcb(cipherKey.Algorithm))
        {
            EcbMode.Encrypt(cipherKey, text, text);
        }
        else
        {
            CbcMode.Encrypt(cipherKey, default, text, text);
        }
    }

    // Each kind of packet with code of its own checks all the lengths that its code relies on.
    private static bool TryFused(
        KeySchedule cipherKey, KeySchedule macKey, CheckAlgorithm check, ReadOnlySpan<byte> header, Span<byte> text, int prefix, Span<byte> computed)
    {
        if (check == CheckAlgorithm.Cmac && AesPacket.Fits(cipherKey, macKey, header.Length, text.Length, prefix, computed.Length))
        {
            AesPacket.Open(cipherKey, macKey, header, text, prefix, computed.Length, computed);
            return true;
        }

        if (check == CheckAlgorithm.CbcMac && DesPacket.Fits(cipherKey, macKey, header.Length, text.Length, prefix, computed.Length))
        {
            DesPacket.Open(cipherKey, macKey, header, text, prefix, computed.Length, computed);
            return true;
        }

        return false;
    }

    private static void Decipher(KeySchedule key, Span<byte> text)
    {
        if (CipherAlgorithms.IsEcb(key.Algorithm))
        {
            EcbMode.Decrypt(key, text, text);
        }
        else
        {
            CbcMode.Decrypt(key, default, text, text);
        }
    }

    private static void ComputeCheck(
        KeySchedule? key, CheckAlgorithm check, ReadOnlySpan<byte> header, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> rest, Span<byte> computed)
    {
        switch (check)
        {
            case CheckAlgorithm.Cmac:
                Cmac.Compute(key!, header, prefix, rest, computed);
                break;
            case CheckAlgorithm.CbcMac:
                Span<byte> state = stackalloc byte[CbcMac.StateLength];
                CbcMac.Start(state, default);
                CbcMac.Update(key!, state, header);
                CbcMac.Update(key!, state, prefix);
                CbcMac.Update(key!, state, rest);
                CbcMac.Finish(key!, state, BlockPadding.Method1, computed);
                break;
            case CheckAlgorithm.Crc16:
                ushort crc16 = Crc.Update16(Crc.Update16(Crc.Update16(Crc.Start16, header), prefix), rest);
                BinaryPrimitives.WriteUInt16BigEndian(computed, Crc.Finish16(crc16));
                break;
            case CheckAlgorithm.Crc32:
                uint crc32 = Crc.Update32(Crc.Update32(Crc.Update32(Crc.Start32, header), prefix), rest);
                BinaryPrimitives.WriteUInt32BigEndian(computed, Crc.Finish32(crc32));
                break;
        }
    }

    private static void CheckLengths(CheckAlgorithm check, KeySchedule? key, int text, int prefix, int field)
    {
        int most = check switch
        {
            CheckAlgorithm.Crc16 => sizeof(ushort),
            CheckAlgorithm.Crc32 => sizeof(uint),
            CheckAlgorithm.CbcMac or CheckAlgorithm.Cmac => key?.BlockLength ?? -1,
            _ => 0,
        };
        bool exact = check is CheckAlgorithm.Crc16 or CheckAlgorithm.Crc32 or CheckAlgorithm.None;
        if (prefix < 0 || field < 0 || field > most || (exact && field != most) || text < prefix + field)
        {
            throw new ArgumentException("The packet is too short for its check field, or the field is not one of this check.");
        }
    }
}
