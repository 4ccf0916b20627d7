using System;
using System.Text;
using System.Text.Json;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Writes PINs and administrative keys.</summary>
internal static class PinWriter
{
    private const int LeastCharacters = 4;

    public static void Write(Utf8JsonWriter writer, PinProfile pin)
    {
        writer.WriteStartObject();
        writer.WriteString("keyReference", $"{pin.KeyReference:X2}");
        writer.WriteString("value", TextOf(pin.Value));
        if (pin.UnblockValue.Length != 0)
        {
            writer.WriteString("unblockValue", TextOf(pin.UnblockValue));
        }

        writer.WriteNumber("tries", pin.Tries);
        writer.WriteNumber("unblockTries", pin.UnblockTries);
        writer.WriteBoolean("enabled", pin.IsEnabled);
        writer.WriteEndObject();
    }

    // Characters with FF behind them are what a user types; everything else is bytes.
    private static string TextOf(byte[] value)
    {
        ReadOnlySpan<byte> text = value.AsSpan().TrimEnd((byte)0xFF);
        return text.Length >= LeastCharacters && !text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? Encoding.ASCII.GetString(text) : Convert.ToHexString(value);
    }
}
