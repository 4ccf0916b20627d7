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
        if (!PacketSecurity.TryResolve(memory, container, domain, packet.Kic, packet.Kid, spi.IsCiphered, spi.Integrity, out PacketSecurity security)
            || security.CheckLength != packet.CheckLength)
        {
            return ResponseStatusCode.UnidentifiedSecurityError;
        }

        // A response that could not be secured as asked must not come from a command that was executed.
        bool isPlain = !spi.IsResponseCiphered && spi.ResponseIntegrity == IntegrityMode.None;
        if (!isPlain && !PacketSecurity.TryResolve(
            memory, container, domain, packet.Kic, packet.Kid, spi.IsResponseCiphered, spi.ResponseIntegrity, out _))
        {
            return ResponseStatusCode.UnidentifiedSecurityError;
        }

        Span<byte> text = message.Slice(packet.TextOffset);
        if ((text.Length & (security.BlockLength - 1)) != 0)
        {
            return ResponseStatusCode.CipheringError;
        }

        Span<byte> computed = stackalloc byte[MaxCheckLength];
        computed = computed.Slice(0, security.CheckLength);
        PacketCipher.DecipherAndCheck(
            security.CipherSet.IsNull ? null : state.KeyCache.Get(memory, security.CipherSet, KeyRole.Cipher, security.CipherAlgorithm),
            security.CheckSet.IsNull ? null : state.KeyCache.Get(memory, security.CheckSet, KeyRole.Check, security.CheckKeyAlgorithm),
            security.Check,
            packet.Header,
            text,
            PacketCipher.CommandPrefix,
            security.CheckLength,
            computed);

        CommandText fields = packet.ReadText();
        if (!ConstantTime.AreEqual(computed, fields.Check))
        {
            return ResponseStatusCode.CheckFailed;
        }

        if (!fields.IsPaddingValid || fields.PaddingCounter >= Math.Max(security.BlockLength, 1))
        {
            return spi.IsCiphered ? ResponseStatusCode.CipheringError : ResponseStatusCode.UnidentifiedSecurityError;
        }

        return ReplayCounter.Accept(memory, CounterSet(memory, container, domain, packet, security), spi.Counter, fields.Counter);
    }

    // The counter is the check key set's, or the cipher key set's when no key checks.
    private static NvAddress CounterSet(NonVolatileMemory memory, int container, byte domain, scoped in CommandPacket packet, in PacketSecurity security)
    {
        if (!security.CheckSet.IsNull)
        {
            return security.CheckSet;
        }

        return security.CipherSet.IsNull ? KeySets.Find(memory, container, domain, packet.Kic.KeySet) : security.CipherSet;
    }
}
