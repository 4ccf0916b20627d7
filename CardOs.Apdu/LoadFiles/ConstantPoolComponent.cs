using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What the instructions of a package name: JCVM 6.7.</summary>
/// <remarks>
/// <code>
/// 0           2
/// +-----------+----------------+----------------+---- … --+
/// | count (2) | entry 0 (4)    | entry 1 (4)    |         |
/// +-----------+----------------+----------------+---- … --+
/// </code>
/// </remarks>
public readonly ref struct ConstantPoolComponent
{
    /// <summary>Where the first entry is.</summary>
    public const int EntriesOffset = 2;

    private readonly ReadOnlySpan<byte> _data;

    private ConstantPoolComponent(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>How many entries there are.</summary>
    public int Count => _data.IsEmpty ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_data);

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when an entry is missing or of no known kind, or bytes are left.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out ConstantPoolComponent pool)
    {
        pool = default;
        if (data.Length < EntriesOffset || data.Length != EntriesOffset + (ConstantPoolEntry.Length * BinaryPrimitives.ReadUInt16BigEndian(data)))
        {
            return false;
        }

        for (int offset = EntriesOffset; offset < data.Length; offset += ConstantPoolEntry.Length)
        {
            if (!ConstantPoolEntry.TryRead(data.Slice(offset), out _))
            {
                return false;
            }
        }

        pool = new ConstantPoolComponent(data);
        return true;
    }

    /// <summary>The entry with this index.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryGet(int index, out ConstantPoolEntry entry)
    {
        entry = default;
        return (uint)index < (uint)Count && ConstantPoolEntry.TryRead(_data.Slice(EntriesOffset + (index * ConstantPoolEntry.Length)), out entry);
    }
}
