using System;

namespace CardOs.OffCard.Files;

/// <summary>Short messages and their parameters: TS 31.102 4.2.25, 4.2.27, 4.2.28.</summary>
internal static class MessageText
{
    private const int ParametersLength = 28;
    private const int AddressLength = 12;

    /// <summary>The status of a place for a message, and the message.</summary>
    public static string? Message(ReadOnlySpan<byte> bytes)
    {
        string status = (bytes[0] & 0x07) switch
        {
            0 or 2 or 4 or 6 => "free",
            1 => "received and read",
            3 => "received, to be read",
            5 => "sent",
            _ => "to be sent",
        };
        ReadOnlySpan<byte> message = bytes[1..].TrimEnd((byte)0xFF);
        return message.IsEmpty || (bytes[0] & 1) == 0 ? status : $"{status}: {Convert.ToHexString(message)}";
    }

    /// <summary>The service centre, and which other parameters there are: a bit that is 0 says that one is there.</summary>
    public static string? Parameters(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ParametersLength)
        {
            return null;
        }

        string name = TextFields.Alpha(bytes[..^ParametersLength]);
        ReadOnlySpan<byte> fields = bytes[^ParametersLength..];
        byte absent = fields[0];
        return string.Concat(
            name.Length == 0 ? "" : $"\"{name}\" ",
            (absent & 1) == 0 ? $"to {Centre(fields.Slice(1, AddressLength), isDestination: true)}, " : "",
            (absent & 2) == 0 ? $"service centre {Centre(fields.Slice(1 + AddressLength, AddressLength), isDestination: false)}" : "no service centre",
            (absent & 4) == 0 ? $", PID {fields[25]:X2}" : "",
            (absent & 8) == 0 ? $", DCS {fields[26]:X2}" : "",
            (absent & 16) == 0 ? $", validity {fields[27]:X2}" : "");
    }

    /// <summary>The last reference of a message, and whether a message was refused for want of room.</summary>
    public static string? Status(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 2 ? null : $"last reference {bytes[0]:X2}, {((bytes[1] & 1) == 0 ? "memory exceeded" : "memory available")}";

    // The length counts digits of a destination, but bytes of a service centre, with its type.
    private static string Centre(ReadOnlySpan<byte> address, bool isDestination)
    {
        const byte TypeMask = 0x70;
        const byte International = 0x10;
        int length = isDestination ? (address[0] + 1) / 2 : address[0] - 1;
        return length is < 0 or > 10
            ? "none"
            : ((address[1] & TypeMask) == International ? "+" : "") + NumberText.Digits(address.Slice(2, length));
    }
}
