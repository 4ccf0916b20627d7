using System;

namespace CardOs.Apdu.Toolkit;

/// <summary>Number, type and qualifier of a proactive command: TS 102 223 8.6.</summary>
public readonly struct CommandDetails : IEquatable<CommandDetails>
{
    /// <summary>Bytes of the value.</summary>
    public const int Length = 3;

    /// <summary>The details with these parts.</summary>
    public CommandDetails(byte number, ProactiveCommandType type, byte qualifier)
    {
        Number = number;
        Type = type;
        Qualifier = qualifier;
    }

    /// <summary>The number that the response must repeat.</summary>
    public byte Number { get; }

    /// <summary>Which command it is.</summary>
    public ProactiveCommandType Type { get; }

    /// <summary>Its variant.</summary>
    public byte Qualifier { get; }

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(CommandDetails left, CommandDetails right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(CommandDetails left, CommandDetails right) => !left.Equals(right);

    /// <summary>Reads the value of the object; more bytes than three are ignored.</summary>
    /// <returns>False when there are fewer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, out CommandDetails details)
    {
        bool isThere = value.Length >= Length;
        details = isThere ? new CommandDetails(value[0], (ProactiveCommandType)value[1], value[2]) : default;
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

        destination[0] = Number;
        destination[1] = (byte)Type;
        destination[2] = Qualifier;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(CommandDetails other) => Number == other.Number && Type == other.Type && Qualifier == other.Qualifier;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CommandDetails other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Number << 16) | ((byte)Type << 8) | Qualifier;
}
