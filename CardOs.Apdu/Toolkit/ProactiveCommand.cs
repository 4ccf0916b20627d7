using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Toolkit;

/// <summary>A proactive command, as FETCH gives it: TS 102 223 6.6.</summary>
/// <remarks>
/// <code>
/// +----+--------------+--------------------------+--------------------------+-----------+
/// | D0 | length (BER) | 81 03 number type qualif.| 82 02 source destination | objects … |
/// +----+--------------+--------------------------+--------------------------+-----------+
/// </code>
/// </remarks>
public readonly ref struct ProactiveCommand
{
    private ProactiveCommand(CommandDetails details, DeviceIdentities devices, ReadOnlySpan<byte> content)
    {
        Details = details;
        Devices = devices;
        Content = content;
    }

    /// <summary>Number, type and qualifier.</summary>
    public CommandDetails Details { get; }

    /// <summary>From where to where.</summary>
    public DeviceIdentities Devices { get; }

    /// <summary>All objects, details and devices included.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Sees a command in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when it is not one, details or devices are not the first objects, or an object is malformed.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out ProactiveCommand command)
    {
        command = default;
        if (!Envelope.TryParse(source, out Envelope container) || container.Tag != EnvelopeTag.ProactiveCommand)
        {
            return false;
        }

        ComprehensionTlvReader reader = container.Read();
        if (reader.TryRead(out ComprehensionTag first, out ReadOnlySpan<byte> value)
            && first.Value == (int)ToolkitTag.CommandDetails && CommandDetails.TryRead(value, out CommandDetails details)
            && reader.TryRead(out ComprehensionTag second, out value)
            && second.Value == (int)ToolkitTag.DeviceIdentities && DeviceIdentities.TryRead(value, out DeviceIdentities devices))
        {
            command = new ProactiveCommand(details, devices, container.Content);
            return true;
        }

        return false;
    }

    /// <summary>Starts reading the objects, details and devices included.</summary>
    public ComprehensionTlvReader Read() => new(Content);

    /// <summary>Finds the first object with this tag, whatever its comprehension bit.</summary>
    public bool TryFind(ToolkitTag tag, out ReadOnlySpan<byte> value) => Read().TryFind((int)tag, out value);
}
