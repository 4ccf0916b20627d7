using System;
using System.Collections.Generic;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>The ICCID of a container: digits in the profile, EF.ICCID on the card. TS 102 221 13.2.</summary>
internal static class IssuerIdentifier
{
    private const ushort Fid = 0x2FE2;
    private const int Length = 10;
    private const byte Filler = 0x0F;

    /// <summary>Writes the digits into the container's EF.ICCID, which must be empty.</summary>
    public static void Write(CheckedJson node, List<FileProfile> files)
    {
        byte[] contents = Encode(node);
        int index = files.FindIndex(file => file.Fid == Fid);
        if (index < 0 || files[index].Structure != FileStructure.Transparent || files[index].Size != Length || files[index].Contents.Length != 0)
        {
            throw node.Expected("the file 2FE2 beside it: transparent, with a size of 10 and without contents");
        }

        files[index] = files[index] with { Contents = contents };
    }

    /// <summary>Whether the file is EF.ICCID with nothing but digits in it.</summary>
    public static bool IsIn(FileProfile file) =>
        file.Fid == Fid && file.Structure == FileStructure.Transparent && file.Size == Length && file.Contents.Length == Length && Decode(file.Contents) is not null;

    /// <summary>The digits in the container's EF.ICCID; null when there are none.</summary>
    public static string? Read(IReadOnlyList<FileProfile> files)
    {
        foreach (FileProfile file in files)
        {
            if (IsIn(file))
            {
                return Decode(file.Contents);
            }
        }

        return null;
    }

    private static string? Decode(byte[] contents)
    {
        char[] digits = new char[Length * 2];
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = (contents[i / 2] >> (i % 2 * 4)) & Filler;
            digits[i] = (char)('0' + digit);
        }

        string text = new(digits, 0, digits[^1] == '0' + Filler ? digits.Length - 1 : digits.Length);
        return text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null : text;
    }

    // Two digits in a byte, the first one low; an odd number of digits ends with F.
    private static byte[] Encode(CheckedJson node)
    {
        string digits = node.AsText();
        byte[] bytes = new byte[Length];
        if (digits.Length is not (19 or 20))
        {
            throw node.Expected("19 or 20 decimal digits");
        }

        for (int i = 0; i < Length * 2; i++)
        {
            int digit = i < digits.Length ? digits[i] - '0' : Filler;
            if (i < digits.Length && digit is < 0 or > 9)
            {
                throw node.Expected("19 or 20 decimal digits");
            }

            bytes[i / 2] |= (byte)(i % 2 == 0 ? digit : digit << 4);
        }

        return bytes;
    }
}
