using System;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Referenced access rules that were read already: made from non-volatile memory as they are needed.</summary>
/// <remarks>A slot is for a file's own reference and a security environment, and knows the EF.ARR whose record it was made from.</remarks>
internal sealed class AccessRuleCache
{
    private const int SlotBits = 7;
    private const uint Multiplier = 0x9E37_79B1;

    private readonly uint[] _masks = new uint[FileHeader.AccessModes << SlotBits];
    private readonly int[] _keys = new int[1 << SlotBits];
    private readonly int[] _files = new int[1 << SlotBits];

    /// <summary>Forgets everything: files were created or deleted, or the cells replaced.</summary>
    public void Clear() => Array.Clear(_keys, 0, _keys.Length);

    /// <summary>Forgets what was made from the records of a file that is about to change.</summary>
    public void Forget(NvAddress file)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (_files[i] == file.Value)
            {
                _keys[i] = 0;
            }
        }
    }

    /// <summary>The conditions of which one is enough, for each access mode.</summary>
    /// <param name="reference">The block with a file's reference.</param>
    /// <param name="environment">The security environment, 0 or 1.</param>
    /// <param name="masks">One for each access mode: the slot's, to be filled when false is returned.</param>
    /// <returns>Whether the slot has them.</returns>
    public bool TryGet(NvAddress reference, int environment, out Span<uint> masks)
    {
        int key = KeyOf(reference, environment);
        int slot = SlotOf(key);
        masks = new Span<uint>(_masks, slot * FileHeader.AccessModes, FileHeader.AccessModes);
        return _keys[slot] == key;
    }

    /// <summary>Says that the slot was filled from a record of <paramref name="file"/>.</summary>
    public void Keep(NvAddress reference, int environment, NvAddress file)
    {
        int key = KeyOf(reference, environment);
        int slot = SlotOf(key);
        _keys[slot] = key;
        _files[slot] = file.Value;
    }

    /// <summary>Says that the slot is not what it was.</summary>
    public void Drop(NvAddress reference, int environment) => _keys[SlotOf(KeyOf(reference, environment))] = 0;

    // Addresses of blocks are even.
    private static int KeyOf(NvAddress reference, int environment) => reference.Value | environment;

    private static int SlotOf(int key) => (int)((uint)key * Multiplier >> (32 - SlotBits));
}
