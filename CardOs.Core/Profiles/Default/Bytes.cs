using System;
using System.Text;

namespace CardOs.Profiles;

/// <summary>Bytes of the default card as they are written down.</summary>
internal static class Bytes
{
    /// <summary>Hexadecimal digits.</summary>
    public static byte[] Of(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Convert.ToByte(text.Substring(2 * i, 2), 16);
        }

        return bytes;
    }

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>The bytes, and FF behind them.</summary>
    public static byte[] Padded(byte[] bytes, int length)
    {
        byte[] padded = Filled(length);
        bytes.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>A body in which every record starts with the same bytes and goes on with FF.</summary>
    public static byte[] Repeated(byte[] start, int recordLength, int count)
    {
        byte[] body = Filled(recordLength * count);
        for (int i = 0; i < count; i++)
        {
            start.CopyTo(body, i * recordLength);
        }

        return body;
    }

    /// <summary>FF, and the bytes at the end.</summary>
    public static byte[] AtEnd(int length, byte[] end)
    {
        byte[] body = Filled(length);
        end.CopyTo(body, length - end.Length);
        return body;
    }

    public static byte[] Joined(byte[] first, byte[] second)
    {
        byte[] joined = new byte[first.Length + second.Length];
        first.CopyTo(joined, 0);
        second.CopyTo(joined, first.Length);
        return joined;
    }

    /// <summary>A data object with a short length.</summary>
    public static byte[] Object(byte tag, byte[] value) => Joined([tag, (byte)value.Length], value);

    private static byte[] Filled(int length)
    {
        byte[] body = new byte[length];
        body.AsSpan().Fill(0xFF);
        return body;
    }
}
