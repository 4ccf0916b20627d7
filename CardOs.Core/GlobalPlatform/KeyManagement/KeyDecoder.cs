using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>Takes a key of PUT KEY into clear, and looks at it: GlobalPlatform 11.8.2.3.</summary>
internal static class KeyDecoder
{
    /// <summary>Reads a key.</summary>
    /// <param name="state">The card.</param>
    /// <param name="channel">The channel whose data encryption key the secrets are under.</param>
    /// <param name="field">The key as it came.</param>
    /// <param name="clear">Takes its components in clear.</param>
    /// <param name="used">Bytes of <paramref name="clear"/> in use.</param>
    /// <param name="key">Takes what it is.</param>
    /// <param name="checks">Takes its check value, when it came with one.</param>
    /// <param name="answered">Bytes of <paramref name="checks"/> in use.</param>
    /// <returns>9000; 6A80 for what is malformed or of an unknown type; 6982 for a wrong check value; 6985 without a key that secrets can be under.</returns>
    public static StatusWord Read(
        CardState state,
        int channel,
        scoped KeyDataField field,
        Span<byte> clear,
        ref int used,
        scoped ref NewKey key,
        Span<byte> checks,
        ref int answered)
    {
        key.Start = used;
        if (!TryReadNumber(field.Usage, out key.Usage) || !TryReadNumber(field.Access, out key.Access))
        {
            return StatusWord.IncorrectData;
        }

        KeyComponentReader components = field.ReadComponents();
        int count = 0;
        while (components.TryRead(out KeyComponentBlock component))
        {
            key.Type = count++ == 0 ? component.Type : key.Type;
            StatusWord status = ReadComponent(state, channel, component, clear, ref used);
            if (status != StatusWord.Success)
            {
                return status;
            }
        }

        key.Length = used - key.Start;
        if (KeyTypes.IsBlockCipher(key.Type))
        {
            ReadOnlySpan<byte> value = clear.Slice(key.Start + DomainKey.ComponentHeaderLength, key.Length - DomainKey.ComponentHeaderLength);
            return count == 1 ? Check(state.KeyCache, key.Type, value, field.CheckValue, checks, ref answered) : StatusWord.IncorrectData;
        }

        // Other keys have no check value that all agree on; one that comes is not looked at.
        return key.Length <= DomainKey.MaxComponentsLength ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    private static StatusWord ReadComponent(CardState state, int channel, scoped KeyComponentBlock component, Span<byte> clear, ref int used)
    {
        if (!KeyTypes.IsKnown(component.Type))
        {
            return StatusWord.IncorrectData;
        }

        if (KeyTypes.IsPublic(component.Type))
        {
            return DomainKeys.TryWriteComponent(clear, ref used, component.Type, component.Block) ? StatusWord.Success : StatusWord.NotEnoughMemory;
        }

        int block = DataKey.BlockLength(state, channel);
        if (block == 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!component.TrySplit(block, out ReadOnlySpan<byte> enciphered, out int length) || length > enciphered.Length)
        {
            return StatusWord.IncorrectData;
        }

        // It is deciphered where it will lie, and what padded it is given up again.
        int start = used;
        if (!DomainKeys.TryWriteComponent(clear, ref used, component.Type, enciphered))
        {
            return StatusWord.NotEnoughMemory;
        }

        if (!DataKey.TryDecrypt(state, channel, clear.Slice(start + DomainKey.ComponentHeaderLength, enciphered.Length)))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        clear[start + 1] = (byte)(length >> 8);
        clear[start + 2] = (byte)length;
        used = start + DomainKey.ComponentHeaderLength + length;
        return StatusWord.Success;
    }

    private static StatusWord Check(
        KeyCache cache, KeyComponentType type, ReadOnlySpan<byte> value, ReadOnlySpan<byte> expected, Span<byte> checks, ref int answered)
    {
        CipherAlgorithm algorithm = KeyTypes.AlgorithmOf(type, value.Length);
        if (algorithm == CipherAlgorithm.None || expected.Length != KeyTypes.CheckValueLength)
        {
            return StatusWord.IncorrectData;
        }

        Span<byte> check = checks.Slice(answered, KeyTypes.CheckValueLength);
        KeyTypes.CheckValue(cache, algorithm, value, check);
        answered += KeyTypes.CheckValueLength;
        return ConstantTime.AreEqual(check, expected) ? StatusWord.Success : StatusWord.SecurityStatusNotSatisfied;
    }

    // At most two bytes, the first of them in the higher bits; one byte stands in the higher bits as well.
    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, out ushort number)
    {
        number = 0;
        if (bytes.Length > sizeof(ushort))
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            number |= (ushort)(bytes[i] << (8 * (1 - i)));
        }

        return true;
    }
}
