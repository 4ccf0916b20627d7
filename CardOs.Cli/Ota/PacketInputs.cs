using System;
using System.Collections.Generic;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli.Ota;

/// <summary>The inputs of one line: a packet's security, its keys, and what is in it.</summary>
internal sealed class PacketInputs
{
    private static readonly string[] Names =
    [
        "spi", "kic", "kid", "tar", "counter", "kic_key", "kid_key", "cipher", "integrity", "secured_data_plain", "packet", "packet_with_udh",
        "form", "originator", "service_centre",
    ];

    // Published cases say these as well; they follow from the other inputs.
    private static readonly string[] Remarks = ["cc_covers", "proactive_send_short_message"];

    private static readonly Dictionary<string, PacketForm> Forms = new(StringComparer.Ordinal)
    {
        ["sms"] = PacketForm.Sms,
        ["cat_tp"] = PacketForm.Identified,
    };

    private readonly CheckedJson _inputs;

    /// <param name="line">A bare inputs object, or a whole case with "inputs".</param>
    public PacketInputs(CheckedJson line)
    {
        if (line.Element.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            throw line.Expected("an object");
        }

        Id = line.Optional("id")?.AsText();
        _inputs = line.Optional("inputs") ?? line;
        bool isCase = line.Optional("inputs") is not null;
        _inputs.AsObject(isCase ? [.. Names, .. Remarks] : [.. Names, "id"]);
        bool isIdentified = isCase && line.Optional("kind")?.AsText() == "command_packet_cat_tp";
        Form = _inputs.Optional("form")?.AsWord(Forms) ?? (isIdentified ? PacketForm.Identified : PacketForm.Sms);
    }

    /// <summary>What the output carries too, so that it can be found again.</summary>
    public string? Id { get; }

    public PacketForm Form { get; }

    public Tar Tar => new((int)ToNumber(_inputs.Required("tar").AsBytes("hex of 3 bytes", length => length == 3)));

    public ulong Counter => _inputs.Optional("counter") is { } counter
        ? ToNumber(counter.AsBytes("hex of 5 bytes", length => length == 5))
        : 0;

    public byte[] Data => _inputs.Required("secured_data_plain").AsBytes("hex", length => true);

    /// <summary>The response packet, with or without its user-data header.</summary>
    public byte[] Packet => (_inputs.Optional("packet_with_udh") ?? _inputs.Required("packet")).AsBytes("hex of a response packet", length => length > 0);

    public Spi? Spi => _inputs.Optional("spi") is { } spi
        ? new Spi((ushort)ToNumber(spi.AsBytes("hex of 2 bytes", length => length == 2)))
        : null;

    public SmsParameters Sms
    {
        get
        {
            SmsParameters parameters = SmsParameters.Default;
            if (_inputs.Optional("originator") is { } originator)
            {
                parameters = parameters with { Originator = originator.AsText() };
            }

            return _inputs.Optional("service_centre") is { } centre ? parameters with { ServiceCentre = centre.AsText() } : parameters;
        }
    }

    /// <summary>The security of a response: as the names of its algorithms say, or else as the command's SPI asked.</summary>
    public Spi ResponseSecurity(OtaKeys keys)
    {
        if (_inputs.Optional("cipher") is null && _inputs.Optional("integrity") is null)
        {
            return Spi ?? throw _inputs.Required("spi").Expected("hex of 2 bytes");
        }

        return new Spi
        {
            IsResponseCiphered = keys.Cipher is not null,
            ResponseIntegrity = keys.Check is not null ? IntegrityMode.CryptographicChecksum
                : keys.RedundancyCheck != RedundancyAlgorithm.Implicit ? IntegrityMode.RedundancyCheck
                : IntegrityMode.None,
        };
    }

    /// <summary>The keys and their algorithms: by name, or else by KIc and KID.</summary>
    public OtaKeys Keys()
    {
        var kic = new Kic(_inputs.Optional("kic")?.AsBytes("hex of 1 byte", length => length == 1)[0] ?? 0);
        var kid = new Kid(_inputs.Optional("kid")?.AsBytes("hex of 1 byte", length => length == 1)[0] ?? 0);
        return PacketKeys.Read(_inputs, kic, kid);
    }

    private static ulong ToNumber(byte[] bytes)
    {
        ulong number = 0;
        foreach (byte value in bytes)
        {
            number = (number << 8) | value;
        }

        return number;
    }
}
