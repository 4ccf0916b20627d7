using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.RemoteScripts;

/// <summary>Decodes templates and objects in expanded format, and says what is wrong with those it cannot: TS 102 226 5.2.</summary>
internal static class ScriptObjectDecoder
{
    private const byte IndefiniteLength = 0x80;
    private const byte ComprehensionMask = 0b1000_0000;
    private const int EndLength = 2;

    /// <summary>Finds the objects of a template that fills <paramref name="source"/> exactly; without its 00 00 an indefinite one is malformed only at its end.</summary>
    public static ScriptFormatError ReadTemplate(ReadOnlySpan<byte> source, ScriptTag definite, ScriptTag indefinite, out bool isIndefinite, out ReadOnlySpan<byte> objects)
    {
        objects = default;
        isIndefinite = false;
        if (source.IsEmpty || (source[0] != (byte)definite && source[0] != (byte)indefinite))
        {
            return ScriptFormatError.UnknownTag;
        }

        ReadOnlySpan<byte> rest = source.Slice(1);
        if (source[0] == (byte)indefinite)
        {
            isIndefinite = true;
            if (rest.IsEmpty || rest[0] != IndefiniteLength)
            {
                return ScriptFormatError.LengthNotFound;
            }

            objects = rest.Slice(1);
            return ScriptFormatError.None;
        }

        if (!BerTlvDecoder.TryReadLength(rest, out int length, out int lengthLength))
        {
            return ScriptFormatError.LengthNotFound;
        }

        if (length != rest.Length - lengthLength)
        {
            return ScriptFormatError.WrongLength;
        }

        objects = rest.Slice(lengthLength);
        return ScriptFormatError.None;
    }

    /// <summary>Reads the object at the start of <paramref name="rest"/>; the APDU objects come with and without the comprehension bit.</summary>
    public static ScriptFormatError ReadObject(ReadOnlySpan<byte> rest, out ScriptTag tag, out ReadOnlySpan<byte> value, out int consumed)
    {
        value = default;
        consumed = 0;
        byte first = rest[0];
        tag = (ScriptTag)(first & ~ComprehensionMask) is ScriptTag.CommandApdu or ScriptTag.ResponseApdu
            ? (ScriptTag)(first & ~ComprehensionMask)
            : (ScriptTag)first;
        if (!BerTlvDecoder.TryReadLength(rest.Slice(1), out int length, out int lengthLength))
        {
            return ScriptFormatError.LengthNotFound;
        }

        if (length > rest.Length - 1 - lengthLength)
        {
            return ScriptFormatError.WrongLength;
        }

        value = rest.Slice(1 + lengthLength, length);
        consumed = 1 + lengthLength + length;
        return ScriptFormatError.None;
    }

    /// <summary>Whether the objects of an indefinite template end here.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> rest) => rest.Length == EndLength && rest[0] == 0 && rest[1] == 0;
}
