using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Toolkit;

/// <summary>The protocol and port of a channel: TS 102 223 8.59.</summary>
public readonly struct TransportLevel : IEquatable<TransportLevel>
{
    /// <summary>Bytes of the value.</summary>
    public const int Length = 3;

    /// <summary>A protocol and a port.</summary>
    public TransportLevel(TransportProtocol protocol, ushort port)
    {
        Protocol = protocol;
        Port = port;
    }

    /// <summary>The protocol.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>The port.</summary>
    public ushort Port { get; }

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(TransportLevel left, TransportLevel right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TransportLevel left, TransportLevel right) => !left.Equals(right);

    /// <summary>Reads the value of the object.</summary>
    /// <returns>False when it has not three bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out TransportLevel level)
    {
        bool isThere = value.Length == Length;
        level = isThere ? new TransportLevel((TransportProtocol)value[0], BinaryPrimitives.ReadUInt16BigEndian(value.Slice(1))) : default;
        return isThere;
    }

    /// <inheritdoc/>
    public bool Equals(TransportLevel other) => Protocol == other.Protocol && Port == other.Port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TransportLevel other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((byte)Protocol << 16) | Port;
}
