using System;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>How a secure channel is to be opened.</summary>
public sealed record SecureChannelSettings
{
    /// <summary>What is to protect the commands and responses; <see cref="SecurityLevel.Authenticated"/> need not be said.</summary>
    public SecurityLevel Level { get; init; } = SecurityLevel.CommandMac;

    /// <summary>The key version number; 0 for the one that the card chooses.</summary>
    public byte KeyVersion { get; init; }

    /// <summary>The logical channel, 0 to 19.</summary>
    public int Channel { get; init; }

    /// <summary>"i" of SCP02, which the card's answer does not say.</summary>
    public Scp02Options Scp02 { get; init; } = Scp02Options.Default;

    /// <summary>The host challenge: 8 bytes, for S16 of SCP03 16; empty for a random one of 8.</summary>
    public ReadOnlyMemory<byte> HostChallenge { get; init; }

    /// <summary>The AID of the domain: when given, a pseudo-random card challenge is checked to be one; with implicit initiation it is needed.</summary>
    public ReadOnlyMemory<byte> Aid { get; init; }

    /// <summary>SCP02: whether a command without data gets an enciphered block of padding at level 03, which some cards expect.</summary>
    public bool EnciphersNoData { get; init; }
}
