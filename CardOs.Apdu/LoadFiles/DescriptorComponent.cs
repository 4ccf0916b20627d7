using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The types of a package, for who checks it; nothing that runs it needs: JCVM 6.14.</summary>
/// <remarks>
/// <code>
/// 0           1
/// +-----------+-------------- … --+-----------+---------------------------- … --+--------------- … --+
/// | count (1) | classes           | count (2) | types of the constant pool's    | types              |
/// |           |                   |           | entries, or FFFF (2 each)       |                    |
/// +-----------+-------------- … --+-----------+---------------------------- … --+--------------- … --+
///                                 |&lt;- where types are counts from here
/// </code>
/// </remarks>
public readonly ref struct DescriptorComponent
{
    /// <summary>What <see cref="GetConstantType"/> is for an entry that has no type: a class.</summary>
    public const int NoType = 0xFFFF;

    private const int CountLength = 2;
    private const int EntryLength = 2;

    private readonly ReadOnlySpan<byte> _data;
    private readonly ReadOnlySpan<byte> _types;

    private DescriptorComponent(ReadOnlySpan<byte> data, ReadOnlySpan<byte> types)
    {
        _data = data;
        _types = types;
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => _data[0];

    /// <summary>How many entries of the constant pool are described.</summary>
    public int ConstantCount => BinaryPrimitives.ReadUInt16BigEndian(_types);

    /// <summary>Where the first type is, counted as references to types are.</summary>
    public int FirstType => CountLength + (EntryLength * ConstantCount);

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when a class or a type is not there whole, or bytes are left.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out DescriptorComponent descriptor)
    {
        descriptor = default;
        if (data.IsEmpty)
        {
            return false;
        }

        var classes = new ClassDescriptorReader(data.Slice(1), data[0]);
        while (classes.TryRead(out _))
        {
            // Each is only passed by.
        }

        ReadOnlySpan<byte> types = classes.Rest;
        if (!classes.IsAtEnd || types.Length < CountLength)
        {
            return false;
        }

        int position = CountLength + (EntryLength * BinaryPrimitives.ReadUInt16BigEndian(types));
        while (position < types.Length)
        {
            if (!TypeDescriptor.TryRead(types.Slice(position), out TypeDescriptor type))
            {
                return false;
            }

            position += type.Encoded.Length;
        }

        bool isWhole = position == types.Length;
        descriptor = isWhole ? new DescriptorComponent(data, types) : default;
        return isWhole;
    }

    /// <summary>Starts reading the classes.</summary>
    public ClassDescriptorReader ReadClasses() => new(_data.Slice(1), ClassCount);

    /// <summary>Where the type of an entry of the constant pool is, or <see cref="NoType"/>.</summary>
    public int GetConstantType(int index) => BinaryPrimitives.ReadUInt16BigEndian(_types.Slice(CountLength + (EntryLength * index), EntryLength));

    /// <summary>The type at <paramref name="reference"/>, which is believed to start there.</summary>
    /// <returns>False when none can be there.</returns>
    public bool TryGetType(int reference, out TypeDescriptor type)
    {
        type = default;
        return reference >= FirstType && reference < _types.Length && TypeDescriptor.TryRead(_types.Slice(reference), out type);
    }
}
