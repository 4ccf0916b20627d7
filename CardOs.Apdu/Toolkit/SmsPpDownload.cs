using System;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.Toolkit;

/// <summary>An ENVELOPE that brings a short message to the card: TS 31.111 7.1.1.</summary>
/// <remarks>
/// <code>
/// +----+--------+-----------------------+------------------------+------------------+
/// | D1 | length | 82 02 83 81           | 06 L service centre    | 8B L SMS-DELIVER |
/// +----+--------+-----------------------+------------------------+------------------+
///                 from network to card    may be absent
/// </code>
/// </remarks>
public readonly ref struct SmsPpDownload
{
    private SmsPpDownload(DeviceIdentities devices, ReadOnlySpan<byte> serviceCentre, ReadOnlySpan<byte> tpdu, SmsDeliver message)
    {
        Devices = devices;
        ServiceCentre = new DialledNumber(serviceCentre);
        Tpdu = tpdu;
        Message = message;
    }

    /// <summary>From where to where.</summary>
    public DeviceIdentities Devices { get; }

    /// <summary>The service centre, empty when it is not given.</summary>
    public DialledNumber ServiceCentre { get; }

    /// <summary>The TPDU.</summary>
    public ReadOnlySpan<byte> Tpdu { get; }

    /// <summary>The TPDU, decoded.</summary>
    public SmsDeliver Message { get; }

    /// <summary>Sees the message in an envelope.</summary>
    /// <returns>False when the envelope is another one, or an object is missing or malformed.</returns>
    public static bool TryParse(Envelope envelope, out SmsPpDownload download)
    {
        DeviceIdentities devices = default;
        ReadOnlySpan<byte> tpdu = default;
        ReadOnlySpan<byte> serviceCentre = default;
        bool hasDevices = false;
        ComprehensionTlvReader reader = envelope.Read();
        while (reader.TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value))
        {
            // Of an object that is there twice the first one counts.
            switch ((ToolkitTag)tag.Value)
            {
                case ToolkitTag.DeviceIdentities when !hasDevices:
                    hasDevices = DeviceIdentities.TryRead(value, out devices);
                    break;
                case ToolkitTag.SmsTpdu when tpdu.IsEmpty:
                    tpdu = value;
                    break;
                case ToolkitTag.Address when serviceCentre.IsEmpty:
                    serviceCentre = value;
                    break;
            }
        }

        if (envelope.Tag == EnvelopeTag.SmsPpDownload && hasDevices && SmsDeliver.TryParse(tpdu, out SmsDeliver message))
        {
            download = new SmsPpDownload(devices, serviceCentre, tpdu, message);
            return true;
        }

        download = default;
        return false;
    }

    /// <summary>Writes the envelope.</summary>
    /// <param name="destination">Where it goes.</param>
    /// <param name="serviceCentre">The service centre: TON/NPI and digits, or nothing.</param>
    /// <param name="tpdu">The SMS-DELIVER.</param>
    /// <param name="bytesWritten">How many bytes were written.</param>
    /// <returns>False when it does not fit.</returns>
    public static bool TryWrite(Span<byte> destination, scoped ReadOnlySpan<byte> serviceCentre, scoped ReadOnlySpan<byte> tpdu, out int bytesWritten)
    {
        bytesWritten = 0;
        var writer = new ContainerWriter(destination, EnvelopeTag.SmsPpDownload);
        return writer.TryWrite(DeviceIdentities.NetworkToUicc)
            && (serviceCentre.IsEmpty || writer.TryWrite(ToolkitTag.Address, serviceCentre, comprehensionRequired: false))
            && writer.TryWrite(ToolkitTag.SmsTpdu, tpdu)
            && writer.TryComplete(out bytesWritten);
    }
}
