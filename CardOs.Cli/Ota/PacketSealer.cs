using System.Collections.Generic;
using System.Text.Json;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;

namespace CardOs.Cli.Ota;

/// <summary>Seals the packet of one line.</summary>
internal static class PacketSealer
{
    /// <summary>Writes packet, and for short messages sms_deliver_tpdus and envelopes.</summary>
    /// <returns>True: a line that can be sealed is.</returns>
    public static bool Seal(PacketInputs inputs, Utf8JsonWriter output)
    {
        OtaKeys keys = inputs.Keys();
        Spi spi = inputs.Spi ?? throw new InputException("$.spi: expected a value, found none");
        byte[] packet = CommandSealer.Seal(inputs.Form, spi, keys, inputs.Tar, inputs.Counter, inputs.Data);
        output.WriteString("packet", Hex.Write(packet));
        if (inputs.Form != PacketForm.Sms)
        {
            return true;
        }

        List<byte[]> messages = SmsWrapper.ToMessages(packet, inputs.Sms, reference: 1);
        Write(output, "sms_deliver_tpdus", messages);
        Write(output, "envelopes", messages.ConvertAll(message => SmsWrapper.ToEnvelope(message, inputs.Sms)));
        return true;
    }

    private static void Write(Utf8JsonWriter output, string name, List<byte[]> items)
    {
        output.WriteStartArray(name);
        foreach (byte[] item in items)
        {
            output.WriteStringValue(Hex.Write(item));
        }

        output.WriteEndArray();
    }
}
