using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Toolkit;

/// <summary>The data of an ENVELOPE command: one BER-TLV object full of COMPREHENSION-TLV objects: TS 102 223 7.</summary>
/// <remarks>
/// <code>
/// +------------+--------------+-------------------------------+
/// | tag D1..DF | length (BER) | COMPREHENSION-TLV objects     |
/// +------------+--------------+-------------------------------+
/// </code>
/// </remarks>
public readonly ref struct Envelope
{
    private Envelope(EnvelopeTag tag, ReadOnlySpan<byte> content)
    {
        Tag = tag;
        Content = content;
    }

    /// <summary>What the envelope is about.</summary>
    public EnvelopeTag Tag { get; }

    /// <summary>The objects.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Sees an envelope in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is not one object with a one-byte tag, or its content is not a sequence of objects.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out Envelope envelope)
    {
        bool isOne = BerTlvDecoder.TryReadElement(source, out BerTag tag, out ReadOnlySpan<byte> content, out int consumed)
            && consumed == source.Length && tag.EncodedLength == 1 && IsSequence(content);
        envelope = isOne ? new Envelope((EnvelopeTag)tag.Value, content) : default;
        return isOne;
    }

    /// <summary>Starts reading the objects.</summary>
    public ComprehensionTlvReader Read() => new(Content);

    /// <summary>Finds the first object with this tag, whatever its comprehension bit.</summary>
    public bool TryFind(ToolkitTag tag, out ReadOnlySpan<byte> value) => Read().TryFind((int)tag, out value);

    /// <summary>From where to where the envelope goes.</summary>
    /// <returns>False when it does not say.</returns>
    public bool TryGetDevices(out DeviceIdentities devices)
    {
        devices = default;
        return TryFind(ToolkitTag.DeviceIdentities, out ReadOnlySpan<byte> value) && DeviceIdentities.TryRead(value, out devices);
    }

    /// <summary>The event that an event download is about.</summary>
    /// <returns>False when there is not exactly one.</returns>
    public bool TryGetEvent(out ToolkitEvent toolkitEvent)
    {
        bool isThere = TryFind(ToolkitTag.EventList, out ReadOnlySpan<byte> value) && value.Length == 1;
        toolkitEvent = isThere ? (ToolkitEvent)value[0] : default;
        return isThere;
    }

    internal static bool IsSequence(ReadOnlySpan<byte> content)
    {
        var reader = new ComprehensionTlvReader(content);
        while (reader.TryRead(out _, out _))
        {
        }

        return reader.IsAtEnd;
    }
}
