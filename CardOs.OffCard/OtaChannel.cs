using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CardOs.Apdu.SecuredPackets;

namespace CardOs.OffCard;

/// <summary>The sending side of secured packets: seals scripts for one application of a card, and opens its receipts. TS 102 225, TS 31.115.</summary>
public sealed class OtaChannel
{
    private ushort _reference;

    /// <summary>A channel to the application with this reference.</summary>
    /// <param name="tar">The application.</param>
    /// <param name="keys">The keys shared with the card.</param>
    /// <param name="security">What packets are to be protected with; <see cref="OtaSecurity.Default"/> of the keys when absent.</param>
    public OtaChannel(Tar tar, OtaKeys keys, Spi? security = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Tar = tar;
        Keys = keys;
        Security = security ?? OtaSecurity.Default(keys);
    }

    /// <summary>The application.</summary>
    public Tar Tar { get; }

    /// <summary>The keys shared with the card.</summary>
    public OtaKeys Keys { get; }

    /// <summary>The security of command packets, and of the receipts that they ask for.</summary>
    public Spi Security { get; set; }

    /// <summary>The counter of the next packet; sealing adds one. Packets whose security has no counter carry 0.</summary>
    public ulong NextCounter { get; set; } = 1;

    /// <summary>How packets travel in short messages.</summary>
    public SmsParameters Sms { get; set; } = SmsParameters.Default;

    /// <summary>Seals a script, or other data, into the ENVELOPE commands that bring it to the card.</summary>
    /// <param name="data">What the application is to get.</param>
    /// <returns>One command for each short message, in the order in which they are to be sent.</returns>
    /// <exception cref="ArgumentException">The data are too long for 255 short messages.</exception>
    /// <exception cref="InvalidOperationException">The security asks for a key that is not there, or the counter is used up.</exception>
    public IReadOnlyList<byte[]> Seal(ReadOnlySpan<byte> data)
    {
        List<byte[]> commands = SealMessages(data);
        for (int i = 0; i < commands.Count; i++)
        {
            commands[i] = SmsWrapper.ToEnvelope(commands[i], Sms);
        }

        return commands;
    }

    /// <summary>Seals data into the SMS-DELIVERs that a service centre sends.</summary>
    /// <inheritdoc cref="Seal"/>
    public List<byte[]> SealMessages(ReadOnlySpan<byte> data) => SmsWrapper.ToMessages(SealPacket(data), Sms, ++_reference);

    /// <summary>Seals data into a bare packet.</summary>
    /// <param name="data">What the application is to get.</param>
    /// <param name="form">The framing: of short messages, or that with identifiers of CAT_TP and TCP/IP.</param>
    /// <returns>The packet.</returns>
    /// <exception cref="ArgumentException">The data are too long for a packet.</exception>
    /// <exception cref="InvalidOperationException">The security asks for a key that is not there, or the counter is used up.</exception>
    public byte[] SealPacket(ReadOnlySpan<byte> data, PacketForm form = PacketForm.Sms)
    {
        if (Security.Counter == CounterMode.None)
        {
            return CommandSealer.Seal(form, Security, Keys, Tar, counter: 0, data);
        }

        if (NextCounter > PacketCounter.MaxValue)
        {
            throw new InvalidOperationException("The counter is used up: the key set needs new keys.");
        }

        byte[] packet = CommandSealer.Seal(form, Security, Keys, Tar, NextCounter, data);
        NextCounter++;
        return packet;
    }

    /// <summary>Opens a receipt.</summary>
    /// <param name="response">The packet: response data of an ENVELOPE, with or without 02 71 00, or a packet with an identifier.</param>
    /// <param name="receipt">What it says.</param>
    /// <returns>False when it is no receipt of this application, or it is not protected as was asked for and not a plain refusal either.</returns>
    /// <exception cref="InvalidOperationException">The security asks for a key that is not there.</exception>
    public bool TryOpen(ReadOnlySpan<byte> response, [NotNullWhen(true)] out ProofOfReceipt? receipt)
    {
        bool isOpen = ReceiptOpener.TryOpen(response, Security, Keys, out receipt) && receipt!.Tar == Tar;
        receipt = isOpen ? receipt : null;
        return isOpen;
    }

    /// <summary>Opens a receipt that the card sent in one or more short messages.</summary>
    /// <param name="messages">The SMS-SUBMITs, in any order.</param>
    /// <param name="receipt">What it says.</param>
    /// <returns>As <see cref="TryOpen"/>; false too when a message is missing.</returns>
    /// <exception cref="InvalidOperationException">The security asks for a key that is not there.</exception>
    public bool TryOpenMessages(IReadOnlyList<byte[]> messages, [NotNullWhen(true)] out ProofOfReceipt? receipt)
    {
        ArgumentNullException.ThrowIfNull(messages);
        receipt = null;
        return SubmitJoiner.TryJoin(messages, out byte[] packet) && TryOpen(packet, out receipt);
    }
}
