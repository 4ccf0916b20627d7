using System;
using System.Diagnostics.CodeAnalysis;
using CardOs.Apdu.SecuredPackets;

namespace CardOs.OffCard;

/// <summary>The server of the two-stage service: seals data of the first type with one key set, of the second type with two.</summary>
/// <remarks>
/// <code>
/// first type   E(k1, data)
/// second type  E(k1, E(k2, data))      the inner packet begins with CPI, 01: so the card knows it is still sealed
/// </code>
/// </remarks>
public sealed class TwoStageComposer
{
    /// <summary>A server for one card.</summary>
    /// <param name="first">The channel to the first store, with the first key set.</param>
    /// <param name="second">The channel to the second store, with the second key set.</param>
    public TwoStageComposer(OtaChannel first, OtaChannel second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        First = first;
        Second = second;
    }

    /// <summary>The channel to the first store.</summary>
    public OtaChannel First { get; }

    /// <summary>The channel to the second store.</summary>
    public OtaChannel Second { get; }

    /// <summary>Seals data as their type demands.</summary>
    /// <param name="type">What the data are about.</param>
    /// <param name="data">Data objects in BER-TLV.</param>
    /// <returns>A packet in the form of short messages, to be handed to a message centre.</returns>
    /// <exception cref="ArgumentException">There are no data, or too many for a packet.</exception>
    /// <exception cref="InvalidOperationException">A key is missing, or a counter used up.</exception>
    public byte[] Compose(OtaDataType type, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            throw new ArgumentException("There are no data to send.", nameof(data));
        }

        return First.SealPacket(type == OtaDataType.Second ? Second.SealPacket(data, PacketForm.Identified) : data);
    }

    /// <summary>Opens the card's answer, both stages of it.</summary>
    /// <param name="response">The response data of the ENVELOPE that completed the message.</param>
    /// <param name="receipt">What became of the data.</param>
    /// <returns>False when the answer is no receipt of the first store.</returns>
    public bool TryOpen(ReadOnlySpan<byte> response, [NotNullWhen(true)] out TwoStageReceipt? receipt)
    {
        receipt = null;
        if (!First.TryOpen(response, out ProofOfReceipt? outer))
        {
            return false;
        }

        ProofOfReceipt? inner = null;
        if (!outer.Data.IsEmpty)
        {
            Second.TryOpen(outer.Data.Span, out inner);
        }

        receipt = new TwoStageReceipt(outer, inner);
        return true;
    }
}
