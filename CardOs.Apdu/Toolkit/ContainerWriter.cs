using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Toolkit;

/// <summary>Writes a container of COMPREHENSION-TLV objects: an envelope or a proactive command: TS 102 223 6.6 and 7.</summary>
/// <remarks>Every method that gives false has written nothing.</remarks>
public ref struct ContainerWriter
{
    private const int ShortHeadLength = 2;

    private readonly Span<byte> _destination;
    private readonly EnvelopeTag _tag;
    private ComprehensionTlvWriter _objects;

    /// <summary>Starts a container without objects.</summary>
    public ContainerWriter(Span<byte> destination, EnvelopeTag tag)
    {
        _destination = destination;
        _tag = tag;
        _objects = new ComprehensionTlvWriter(destination.Length > ShortHeadLength ? destination.Slice(ShortHeadLength) : default);
    }

    /// <summary>Bytes that still fit.</summary>
    public readonly int Room => _objects.Room;

    /// <summary>Adds an object.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWrite(ToolkitTag tag, scoped ReadOnlySpan<byte> value, bool comprehensionRequired = true) =>
        _objects.TryWrite((int)tag, comprehensionRequired, value);

    /// <summary>Adds an object whose value the caller fills in place.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryReserve(ToolkitTag tag, int valueLength, out Span<byte> value, bool comprehensionRequired = true) =>
        _objects.TryReserve((int)tag, comprehensionRequired, valueLength, out value);

    /// <summary>Adds the details of a proactive command.</summary>
    /// <returns>False when they do not fit.</returns>
    public bool TryWrite(CommandDetails details) =>
        TryReserve(ToolkitTag.CommandDetails, CommandDetails.Length, out Span<byte> value) && details.TryWrite(value);

    /// <summary>Adds the devices.</summary>
    /// <returns>False when they do not fit.</returns>
    public bool TryWrite(DeviceIdentities devices) =>
        TryReserve(ToolkitTag.DeviceIdentities, DeviceIdentities.Length, out Span<byte> value) && devices.TryWrite(value);

    /// <summary>Adds objects that are encoded already.</summary>
    /// <returns>False when they do not fit.</returns>
    public bool TryWriteEncoded(scoped ReadOnlySpan<byte> objects) => _objects.TryWriteEncoded(objects);

    /// <summary>Puts tag and length in front; nothing can be added then.</summary>
    /// <returns>False when the length does not fit.</returns>
    public readonly bool TryComplete(out int bytesWritten)
    {
        int length = _objects.Length;
        int head = 1 + BerTlvEncoder.LengthOfLength(length);
        bytesWritten = 0;
        if (_destination.Length < head + length)
        {
            return false;
        }

        if (head > ShortHeadLength)
        {
            _destination.Slice(ShortHeadLength, length).CopyTo(_destination.Slice(head));
        }

        _destination[0] = (byte)_tag;
        bytesWritten = head + length;
        return BerTlvEncoder.TryWriteLength(_destination.Slice(1), length, out _);
    }
}
