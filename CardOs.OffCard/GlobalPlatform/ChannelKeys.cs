using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>The expanded keys of a session on the off-card side.</summary>
internal sealed class ChannelKeys
{
    private ChannelKeys(KeySchedule encryption, KeySchedule commandMac, KeySchedule responseMac, KeySchedule data)
    {
        Encryption = encryption;
        CommandMac = commandMac;
        ResponseMac = responseMac;
        Data = data;
    }

    public KeySchedule Encryption { get; }

    public KeySchedule CommandMac { get; }

    public KeySchedule ResponseMac { get; }

    /// <summary>SCP02: the session's data encryption key; SCP03: the static one.</summary>
    public KeySchedule Data { get; }

    /// <summary>GlobalPlatform 2.3.1 E.4.1; with implicit initiation the last two keys are of the counter that follows.</summary>
    public static ChannelKeys DeriveScp02(SecureChannelKeySet keys, Scp02Options options, ushort counter)
    {
        var mac = options.HasThreeKeys ? keys.Mac : keys.Encryption;
        var data = options.HasThreeKeys ? keys.DataEncryption : keys.Encryption;
        ushort later = options.IsExplicit ? counter : (ushort)(counter + 1);
        return new ChannelKeys(
            Scp02Key(keys.Encryption.Span, KeyDerivation.Scp02Encryption, counter),
            Scp02Key(mac.Span, KeyDerivation.Scp02CommandMac, counter),
            Scp02Key(mac.Span, KeyDerivation.Scp02ResponseMac, later),
            Scp02Key(data.Span, KeyDerivation.Scp02DataEncryption, later));
    }

    /// <summary>Amendment D 6.2.1.</summary>
    public static ChannelKeys DeriveScp03(SecureChannelKeySet keys, ReadOnlySpan<byte> host, ReadOnlySpan<byte> card) => new(
        Scp03Key(keys.Encryption.Span, KeyDerivation.Scp03Encryption, host, card),
        Scp03Key(keys.Mac.Span, KeyDerivation.Scp03CommandMac, host, card),
        Scp03Key(keys.Mac.Span, KeyDerivation.Scp03ResponseMac, host, card),
        Aes(keys.DataEncryption.Span));

    /// <summary>Session keys that are given: for known answers.</summary>
    internal static ChannelKeys Given(SecureChannelProtocol protocol, ReadOnlySpan<byte> encryption, ReadOnlySpan<byte> commandMac, ReadOnlySpan<byte> responseMac) =>
        protocol == SecureChannelProtocol.Scp03
            ? new ChannelKeys(Aes(encryption), Aes(commandMac), Aes(responseMac), Aes(encryption))
            : new ChannelKeys(Des(encryption), Des(commandMac), Des(responseMac), Des(encryption));

    internal static KeySchedule Aes(ReadOnlySpan<byte> key) => Expand(CipherAlgorithms.AesFor(key.Length), key);

    internal static KeySchedule Des(ReadOnlySpan<byte> key) => Expand(key.Length == Scp02.KeyLength ? CipherAlgorithm.TripleDes2 : CipherAlgorithm.None, key);

    private static KeySchedule Scp02Key(ReadOnlySpan<byte> key, ushort constant, ushort counter)
    {
        Span<byte> derived = stackalloc byte[Scp02.KeyLength];
        KeyDerivation.DeriveScp02(Des(key), constant, counter, derived);
        return Des(derived);
    }

    private static KeySchedule Scp03Key(ReadOnlySpan<byte> key, byte constant, ReadOnlySpan<byte> host, ReadOnlySpan<byte> card)
    {
        Span<byte> derived = stackalloc byte[CipherAlgorithms.MaxKeyLength];
        derived = derived[..key.Length];
        KeyDerivation.DeriveScp03(Aes(key), constant, host, card, derived);
        return Aes(derived);
    }

    private static KeySchedule Expand(CipherAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        var schedule = new KeySchedule();
        schedule.Expand(algorithm, key, mayAllocate: true);
        return schedule;
    }
}
