using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the descriptors of classes.</summary>
public ref struct ClassDescriptorReader
{
    private ReadOnlySpan<byte> _rest;
    private int _count;

    internal ClassDescriptorReader(ReadOnlySpan<byte> source, int count)
    {
        _rest = source;
        _count = count;
    }

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Whether every class was read.</summary>
    public readonly bool IsAtEnd => _count == 0;

    /// <summary>Reads the next class and moves behind it.</summary>
    public bool TryRead(out ClassDescriptor descriptor)
    {
        descriptor = default;
        if (_count == 0 || !ClassDescriptor.TryRead(_rest, out descriptor))
        {
            return false;
        }

        _rest = _rest.Slice(descriptor.Encoded.Length);
        _count--;
        return true;
    }
}
