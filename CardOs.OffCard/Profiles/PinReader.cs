using System;
using System.Text;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads PINs and administrative keys.</summary>
internal static class PinReader
{
    private const int ValueLength = 8;
    private const int LeastCharacters = 4;
    private const byte Filler = 0xFF;

    /// <summary>The properties of a PIN.</summary>
    internal static readonly string[] Names = ["keyReference", "value", "unblockValue", "tries", "unblockTries", "enabled"];

    public static PinProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        return new PinProfile
        {
            KeyReference = ReadReference(node.Required("keyReference")),
            Value = ReadValue(node.Required("value")),
            UnblockValue = node.Optional("unblockValue") is { } unblock ? ReadValue(unblock) : [],
            Tries = (byte)(node.Optional("tries")?.AsNumber(1, 15) ?? 3),
            UnblockTries = (byte)(node.Optional("unblockTries")?.AsNumber(1, 15) ?? 10),
            IsEnabled = node.Optional("enabled")?.AsTruth() ?? true,
        };
    }

    /// <summary>A key reference: one byte.</summary>
    public static byte ReadReference(CheckedJson node) => node.AsBytes("hex of 1 byte", length => length == 1)[0];

    // What a user types, padded with FF (TS 102 221 9.5.1); or the bytes themselves.
    private static byte[] ReadValue(CheckedJson node)
    {
        const string Expected = "4 to 8 characters, or hex of 8 bytes";
        string text = node.AsText();
        if (text.Length > ValueLength)
        {
            return node.AsBytes(Expected, length => length == ValueLength);
        }

        if (text.Length < LeastCharacters || !Ascii.IsValid(text))
        {
            throw node.Expected(Expected);
        }

        byte[] value = new byte[ValueLength];
        value.AsSpan().Fill(Filler);
        Encoding.ASCII.GetBytes(text, value);
        return value;
    }
}
