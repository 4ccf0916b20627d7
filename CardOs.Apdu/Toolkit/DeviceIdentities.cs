using System;

namespace CardOs.Apdu.Toolkit;

/// <summary>From where to where a toolkit object goes: TS 102 223 8.7.</summary>
public readonly struct DeviceIdentities : IEquatable<DeviceIdentities>
{
    /// <summary>Bytes of the value.</summary>
    public const int Length = 2;

    /// <summary>The devices.</summary>
    public DeviceIdentities(Device source, Device destination)
    {
        Source = source;
        Destination = destination;
    }

    /// <summary>From the card to the terminal.</summary>
    public static DeviceIdentities UiccToTerminal => new(Device.Uicc, Device.Terminal);

    /// <summary>From the card to the network.</summary>
    public static DeviceIdentities UiccToNetwork => new(Device.Uicc, Device.Network);

    /// <summary>From the terminal to the card.</summary>
    public static DeviceIdentities TerminalToUicc => new(Device.Terminal, Device.Uicc);

    /// <summary>From the network to the card.</summary>
    public static DeviceIdentities NetworkToUicc => new(Device.Network, Device.Uicc);

    /// <summary>From where.</summary>
    public Device Source { get; }

    /// <summary>To where.</summary>
    public Device Destination { get; }

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(DeviceIdentities left, DeviceIdentities right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(DeviceIdentities left, DeviceIdentities right) => !left.Equals(right);

    /// <summary>Reads the value of the object; more bytes than two are ignored.</summary>
    /// <returns>False when there are fewer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out DeviceIdentities devices)
    {
        bool isThere = value.Length >= Length;
        devices = isThere ? new DeviceIdentities((Device)value[0], (Device)value[1]) : default;
        return isThere;
    }

    /// <summary>Writes the value of the object.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            return false;
        }

        destination[0] = (byte)Source;
        destination[1] = (byte)Destination;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(DeviceIdentities other) => Source == other.Source && Destination == other.Destination;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeviceIdentities other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((byte)Source << 8) | (byte)Destination;
}
