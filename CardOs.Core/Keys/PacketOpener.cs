using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>Opens command packets where they lie, and remembers their counters: TS 102 225 5.1.</summary>
internal static class PacketOpener
{
    private const int MaxCheckLength = 8;

    /// <summary>Deciphers, checks and counts a packet; on success its counter is stored.</summary>
    /// <param name="state">The card.</param>
    /// <param name="container">Whose key sets open it.</param>
    /// <param name="domain">Whose key sets within the container.</param>
    /// <param name="message">The packet; its text is in clear afterwards.</param>
    /// <param name="packet">The same packet, parsed.</param>
    /// <returns>Why it was refused, or that it was not.</returns>
    public static ResponseStatusCode Open(CardState state, int container, byte domain, Span<byte> message, scoped in CommandPacket packet)
    {
        NonVolatileMemory memory = state.NonVolatile;
        Spi spi = packet.Spi;
        if (!CanAnswer(state, container, domain, packet))
        {
            return ResponseStatusCode.UnidentifiedSecurityError;
        }

        PacketKeys? keys = state.KeyCache.Find(memory, container, domain, packet.Kic, packet.Kid, spi.IsCiphered, spi.Integrity);
        if (keys is null || keys.CheckLength != packet.CheckLength)
        {
            return ResponseStatusCode.UnidentifiedSecurityError;
        }

        Span<byte> text = message.Slice(packet.TextOffset);
        if ((text.Length & (keys.BlockLength - 1)) != 0)
        {
            return ResponseStatusCode.CipheringError;
        }

        Span<byte> computed = stackalloc byte[MaxCheckLength];
        computed = computed.Slice(0, keys.CheckLength);
        PacketCipher.DecipherAndCheck(
            keys.Cipher, keys.CheckKey, keys.Check, packet.Header, text, PacketCipher.CommandPrefix, keys.CheckLength, computed);
        CommandText fields = packet.ReadText();
        if (!ConstantTime.AreEqual(computed, fields.Check))
        {
            return ResponseStatusCode.CheckFailed;
        }

        if (!fields.IsPaddingValid || fields.PaddingCounter >= keys.BlockLength)
        {
            return spi.IsCiphered ? ResponseStatusCode.CipheringError : ResponseStatusCode.UnidentifiedSecurityError;
        }

        return ReplayCounter.Accept(memory, keys.CounterSet, spi.Counter, fields.Counter);
    }

    // A response that could not be secured as asked must not come from a command that was executed.
    private static bool CanAnswer(CardState state, int container, byte domain, scoped in CommandPacket packet)
    {
        Spi spi = packet.Spi;
        return (!spi.IsResponseCiphered && spi.ResponseIntegrity == IntegrityMode.None)
            || state.KeyCache.Find(
                state.NonVolatile, container, domain, packet.Kic, packet.Kid, spi.IsResponseCiphered, spi.ResponseIntegrity) is not null;
    }
}
