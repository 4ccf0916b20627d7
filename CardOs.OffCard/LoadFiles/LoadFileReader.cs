using System;
using System.Collections.Generic;
using System.IO;
using CardOs.Apdu.LoadFiles;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard.LoadFiles;

/// <summary>Components as they are loaded, one behind the other, bare or in the object of the LOAD commands.</summary>
internal static class LoadFileReader
{
    private const byte LoadFileDataBlock = 0xC4;

    /// <exception cref="CapFormatException">They are not.</exception>
    public static List<CapComponent> Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        ReadOnlyMemory<byte> bytes = copy.ToArray();
        if (bytes.Length > 1 && bytes.Span[0] == LoadFileDataBlock && BerTlvDecoder.TryReadLength(bytes.Span[1..], out int length, out int lengthLength)
            && length == bytes.Length - 1 - lengthLength)
        {
            bytes = bytes[(1 + lengthLength)..];
        }

        var components = new List<CapComponent>();
        int offset = 0;
        while (offset < bytes.Length)
        {
            if (!ComponentHeader.TryRead(bytes.Span[offset..], out ComponentHeader header) || header.Size > bytes.Length - offset - header.Length)
            {
                throw CapFormatException.Expected($"byte {offset}", "a ZIP archive, or components one behind the other");
            }

            components.Add(new CapComponent(header.Tag, bytes.Slice(offset + header.Length, header.Size)));
            offset += header.Length + header.Size;
        }

        return components;
    }
}
