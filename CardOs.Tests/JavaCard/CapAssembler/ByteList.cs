using System;
using System.Collections.Generic;

namespace CardOs.Tests.JavaCard.CapAssembler;

/// <summary>Bytes that grow; numbers have their most significant byte first.</summary>
internal sealed class ByteList
{
    private readonly List<byte> _bytes = [];

    public int Count => _bytes.Count;

    public byte[] ToArray() => [.. _bytes];

    public ByteList U1(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public ByteList U2(int value) => U1(value >> 8).U1(value);

    public ByteList U4(long value) => U2((int)(value >> 16)).U2((int)value);

    public ByteList Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>A value behind its length in one byte.</summary>
    public ByteList Lv(ReadOnlySpan<byte> bytes) => U1(bytes.Length).Add(bytes);

    /// <summary>Writes over what is there.</summary>
    public void Set(int offset, int value, int length)
    {
        for (int i = length - 1; i >= 0; i--, value >>= 8)
        {
            _bytes[offset + i] = (byte)value;
        }
    }
}
