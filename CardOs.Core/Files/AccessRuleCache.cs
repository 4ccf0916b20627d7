using System;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Access rules of EF.ARR records that were read already: made from non-volatile memory as they are needed.</summary>
internal sealed class AccessRuleCache
{
    private const int SlotBits = 6;
    private const uint Multiplier = 0x9E37_79B1;

    private readonly uint[] _masks = new uint[FileHeader.AccessModes << SlotBits];
    private readonly long[] _keys = new long[1 << SlotBits];

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_keys, 0, _keys.Length);

    /// <summary>Forgets the records of a file that is about to change.</summary>
    public void Forget(NvAddress file)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] >> 8 == file.Value)
            {
                _keys[i] = 0;
            }
        }
    }

    /// <summary>The conditions of which one is enough, for each access mode.</summary>
    /// <param name="file">An EF.ARR.</param>
    /// <param name="record">1 to 255.</param>
    /// <param name="masks">One for each access mode: the slot's, to be filled when false is returned.</param>
    /// <returns>Whether the slot has them.</returns>
    public bool TryGet(NvAddress file, int record, out Span<uint> masks)
    {
        long key = KeyOf(file, record);
        int slot = SlotOf(key);
        masks = new Span<uint>(_masks, slot * FileHeader.AccessModes, FileHeader.AccessModes);
        return _keys[slot] == key;
    }

    /// <summary>Says that the slot was filled.</summary>
    public void Keep(NvAddress file, int record)
    {
        long key = KeyOf(file, record);
        _keys[SlotOf(key)] = key;
    }

    /// <summary>Says that the slot is not what it was.</summary>
    public void Drop(NvAddress file, int record) => _keys[SlotOf(KeyOf(file, record))] = 0;

    private static long KeyOf(NvAddress file, int record) => ((long)file.Value << 8) | (uint)record;

    private static int SlotOf(long key) => (int)(((uint)key ^ (uint)(key >> 16)) * Multiplier >> (32 - SlotBits));
}
