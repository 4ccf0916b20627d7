using System;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Whose keys open a secure channel, and what they may open: the security domain as its caller knows it.</summary>
internal readonly ref struct SecureChannelOwner
{
    public SecureChannelOwner()
    {
        Scp02 = Scp02Options.Default;
        Scp03 = Scp03Options.Default;
    }

    /// <summary>The container of the key sets.</summary>
    public int Container { get; init; }

    /// <summary>The domain, as its key sets name it.</summary>
    public byte Domain { get; init; }

    /// <summary>The AID of the application that asks for the channel, 5 to 16 bytes: it enters pseudo-random challenges.</summary>
    public ReadOnlySpan<byte> Aid { get; init; }

    /// <summary>The key diversification data of the answer to INITIALIZE UPDATE, 10 bytes; empty for zeros.</summary>
    public ReadOnlySpan<byte> DiversificationData { get; init; }

    /// <summary>"i" of SCP02; null when the domain does not offer it.</summary>
    public Scp02Options? Scp02 { get; init; }

    /// <summary>"i" of SCP03; null when the domain does not offer it.</summary>
    public Scp03Options? Scp03 { get; init; }
}
