using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The interfaces of a package, then its classes: JCVM 6.9.</summary>
/// <remarks>
/// <code>
///   from 2.2 on
/// +------------+------------------ … --+--------------- … --+--------------- … --+
/// | length (2) | signatures            | interfaces         | classes            |
/// +------------+------------------ … --+--------------- … --+--------------- … --+
/// </code>
/// </remarks>
public readonly ref struct ClassComponent
{
    private const int LengthLength = 2;

    private readonly ReadOnlySpan<byte> _data;
    private readonly CapFormat _format;

    private ClassComponent(ReadOnlySpan<byte> data, CapFormat format, int firstOffset)
    {
        _data = data;
        _format = format;
        FirstOffset = firstOffset;
    }

    /// <summary>Where the first interface or class is.</summary>
    public int FirstOffset { get; }

    /// <summary>The signatures of remote methods.</summary>
    public ReadOnlySpan<byte> Signatures => FirstOffset == 0 ? default : _data.Slice(LengthLength, FirstOffset - LengthLength);

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when an interface or a class is not there whole, or bytes are left.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, CapFormat format, out ClassComponent classes)
    {
        classes = default;
        int firstOffset = 0;
        if (format >= CapFormat.Cap22)
        {
            if (data.Length < LengthLength)
            {
                return false;
            }

            firstOffset = LengthLength + BinaryPrimitives.ReadUInt16BigEndian(data);
        }

        if (format == CapFormat.Unknown || firstOffset > data.Length)
        {
            return false;
        }

        var reader = new ClassReader(data, firstOffset, format);
        while (reader.TryRead(out _))
        {
            // Each is only passed by.
        }

        classes = reader.IsAtEnd ? new ClassComponent(data, format, firstOffset) : default;
        return reader.IsAtEnd;
    }

    /// <summary>Starts reading the interfaces and classes.</summary>
    public ClassReader ReadClasses() => new(_data, FirstOffset, _format);

    /// <summary>The interface or class at <paramref name="offset"/>, which is believed to start there.</summary>
    /// <returns>False when none can be there.</returns>
    public bool TryGet(int offset, out ClassInfo info)
    {
        info = default;
        return offset >= FirstOffset && ClassInfo.TryRead(_data, offset, _format, out info);
    }
}
