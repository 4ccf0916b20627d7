using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Toolkit;

/// <summary>The data of TERMINAL RESPONSE: how a proactive command ended: TS 102 223 6.8.</summary>
/// <remarks>
/// <code>
/// +----------------------------+--------------------+-----------+--------------------------+-----------+
/// | 81 03 number type qualif.  | 82 02 82 81        | objects … | 03 L result, additional  | objects … |
/// +----------------------------+--------------------+-----------+--------------------------+-----------+
/// </code>
/// </remarks>
public readonly ref struct TerminalResponse
{
    private readonly ReadOnlySpan<byte> _result;

    private TerminalResponse(CommandDetails details, DeviceIdentities devices, ReadOnlySpan<byte> result, ReadOnlySpan<byte> content)
    {
        Details = details;
        Devices = devices;
        _result = result;
        Content = content;
    }

    /// <summary>Number, type and qualifier of the command that it answers.</summary>
    public CommandDetails Details { get; }

    /// <summary>From where to where.</summary>
    public DeviceIdentities Devices { get; }

    /// <summary>How the command ended.</summary>
    public GeneralResult Result => (GeneralResult)_result[0];

    /// <summary>What the terminal adds to the result.</summary>
    public ReadOnlySpan<byte> AdditionalInformation => _result.Slice(1);

    /// <summary>All objects.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Sees a response in <paramref name="source"/>, which must hold it exactly.</summary>
    /// <returns>False when details or devices are not the first objects, there is no result, or an object is malformed.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out TerminalResponse response)
    {
        var reader = new ComprehensionTlvReader(source);
        if (Envelope.IsSequence(source)
            && reader.TryRead(out ComprehensionTag first, out ReadOnlySpan<byte> value)
            && first.Value == (int)ToolkitTag.CommandDetails && CommandDetails.TryRead(value, out CommandDetails details)
            && reader.TryRead(out ComprehensionTag second, out value)
            && second.Value == (int)ToolkitTag.DeviceIdentities && DeviceIdentities.TryRead(value, out DeviceIdentities devices)
            && reader.TryFind((int)ToolkitTag.Result, out ReadOnlySpan<byte> result) && !result.IsEmpty)
        {
            response = new TerminalResponse(details, devices, result, source);
            return true;
        }

        response = default;
        return false;
    }

    /// <summary>Writes a response.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="details">The details of the command.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="additionalInformation">What is added to the result.</param>
    /// <param name="objects">Further objects, encoded; they follow the result.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when it does not fit.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        CommandDetails details,
        GeneralResult result,
        scoped ReadOnlySpan<byte> additionalInformation,
        scoped ReadOnlySpan<byte> objects,
        out int bytesWritten)
    {
        bytesWritten = 0;
        var writer = new ComprehensionTlvWriter(destination);
        if (!writer.TryReserve((int)ToolkitTag.CommandDetails, true, CommandDetails.Length, out Span<byte> value) || !details.TryWrite(value)
            || !writer.TryReserve((int)ToolkitTag.DeviceIdentities, true, DeviceIdentities.Length, out value)
            || !DeviceIdentities.TerminalToUicc.TryWrite(value)
            || !writer.TryReserve((int)ToolkitTag.Result, true, 1 + additionalInformation.Length, out value)
            || !writer.TryWriteEncoded(objects))
        {
            return false;
        }

        value[0] = (byte)result;
        additionalInformation.CopyTo(value.Slice(1));
        bytesWritten = writer.Length;
        return true;
    }

    /// <summary>Starts reading the objects.</summary>
    public ComprehensionTlvReader Read() => new(Content);

    /// <summary>Finds the first object with this tag, whatever its comprehension bit.</summary>
    public bool TryFind(ToolkitTag tag, out ReadOnlySpan<byte> value) => Read().TryFind((int)tag, out value);
}
