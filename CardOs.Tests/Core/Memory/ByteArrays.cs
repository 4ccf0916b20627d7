using System;

namespace CardOs.Tests.Core.Memory;

internal static class ByteArrays
{
    public static byte[] Filled(this byte[] bytes, byte value)
    {
        bytes.AsSpan().Fill(value);
        return bytes;
    }
}
