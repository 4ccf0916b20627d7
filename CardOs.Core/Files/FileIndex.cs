using System;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Finds the child of a directory by its identifier, however many files there are: a hash table made at power-on.</summary>
internal sealed class FileIndex
{
    private const int InitialSlots = 256;
    private const uint Multiplier = 0x9E37_79B1;

    private ulong[] _keys = new ulong[InitialSlots];
    private int[] _files = new int[InitialSlots];
    private int _count;
    private int _shift = 24;

    /// <summary>Forgets everything; power-on fills it again.</summary>
    public void Clear()
    {
        Array.Clear(_keys, 0, _keys.Length);
        _count = 0;
    }

    /// <summary>The child of <paramref name="directory"/> with this identifier, or null.</summary>
    public NvAddress Find(NvAddress directory, ushort fid)
    {
        ulong key = KeyOf(directory, fid);
        ulong[] keys = _keys;
        for (int slot = SlotOf(key); ; slot = (slot + 1) & (keys.Length - 1))
        {
            ulong found = keys[slot];
            if (found == key)
            {
                return new NvAddress(_files[slot]);
            }

            if (found == 0)
            {
                return NvAddress.Null;
            }
        }
    }

    /// <summary>Adds a file; grows, and so allocates, only while the card is built or powered on.</summary>
    public void Add(NvAddress directory, ushort fid, NvAddress file)
    {
        if (_count * 2 >= _keys.Length)
        {
            Grow();
        }

        Insert(KeyOf(directory, fid), file.Value);
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        int[] files = _files;
        _keys = new ulong[keys.Length * 2];
        _files = new int[files.Length * 2];
        _count = 0;
        _shift--;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                Insert(keys[i], files[i]);
            }
        }
    }

    private void Insert(ulong key, int file)
    {
        int slot = SlotOf(key);
        while (_keys[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        _count += _keys[slot] == 0 ? 1 : 0;
        _keys[slot] = key;
        _files[slot] = file;
    }

    private int SlotOf(ulong key) => (int)(((uint)key ^ (uint)(key >> 19)) * Multiplier >> _shift);

    // Never 0: a directory has an address.
    private static ulong KeyOf(NvAddress directory, ushort fid) => ((ulong)(uint)directory.Value << 16) | fid;
}
