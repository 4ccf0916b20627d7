using System;

namespace CardOs.Apdu.Toolkit;

/// <summary>Writes proactive commands: TS 102 223 6.6.</summary>
public static class ProactiveCommandWriter
{
    /// <summary>Starts a command with its details and devices; objects are added to <paramref name="writer"/>, then it is completed.</summary>
    /// <returns>False when the destination is too small.</returns>
    public static bool TryStart(Span<byte> destination, CommandDetails details, DeviceIdentities devices, out ContainerWriter writer)
    {
        writer = new ContainerWriter(destination, EnvelopeTag.ProactiveCommand);
        return writer.TryWrite(details) && writer.TryWrite(devices);
    }

    /// <summary>Writes REFRESH without a list of files: TS 102 223 6.6.13.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="number">The number of the command.</param>
    /// <param name="mode">What the terminal is to do.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when it does not fit.</returns>
    public static bool TryWriteRefresh(Span<byte> destination, byte number, RefreshMode mode, out int bytesWritten)
    {
        bytesWritten = 0;
        var details = new CommandDetails(number, ProactiveCommandType.Refresh, (byte)mode);
        return TryStart(destination, details, DeviceIdentities.UiccToTerminal, out ContainerWriter writer) && writer.TryComplete(out bytesWritten);
    }

    /// <summary>Writes SEND SHORT MESSAGE: TS 31.111 6.6.9.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="number">The number of the command.</param>
    /// <param name="isPackingRequired">Whether the terminal is to pack 8-bit text to septets.</param>
    /// <param name="serviceCentre">The service centre: TON/NPI and digits, or nothing for the terminal's own.</param>
    /// <param name="tpdu">The SMS-SUBMIT or SMS-COMMAND.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when it does not fit.</returns>
    public static bool TryWriteSendShortMessage(
        Span<byte> destination,
        byte number,
        bool isPackingRequired,
        scoped ReadOnlySpan<byte> serviceCentre,
        scoped ReadOnlySpan<byte> tpdu,
        out int bytesWritten)
    {
        bytesWritten = 0;
        var details = new CommandDetails(number, ProactiveCommandType.SendShortMessage, isPackingRequired ? (byte)1 : (byte)0);
        return TryStart(destination, details, DeviceIdentities.UiccToNetwork, out ContainerWriter writer)
            && (serviceCentre.IsEmpty || writer.TryWrite(ToolkitTag.Address, serviceCentre))
            && writer.TryWrite(ToolkitTag.SmsTpdu, tpdu)
            && writer.TryComplete(out bytesWritten);
    }
}
