using System;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Finds the child of a directory by its identifier, long or short, however many files there are: a hash table made at power-on.</summary>
/// <remarks>
/// Power-on leaves room for as many files again. When even that is used up by CREATE FILE, files are looked for in the directories
/// themselves until the next power-on.
/// </remarks>
internal sealed class FileIndex
{
    private const int InitialBits = 9;
    private const uint Multiplier = 0x9E37_79B1;
    private const uint ShortFlag = 0x1_0000;
    private const int DirectoryShift = 17;

    private ulong[] _keys = new ulong[1 << InitialBits];
    private int[] _files = new int[1 << InitialBits];
    private int _count;
    private int _shift = 32 - InitialBits;

    /// <summary>Whether every file is in here.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Whether room would be won by making the table anew: files were taken out.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>Forgets everything; power-on fills it again.</summary>
    public void Clear()
    {
        Array.Clear(_keys, 0, _keys.Length);
        _count = 0;
        IsComplete = true;
        HasGaps = false;
    }

    /// <summary>The child of <paramref name="directory"/> with this identifier, or null.</summary>
    public NvAddress Find(NvAddress directory, ushort fid) => Find(KeyOf(directory, fid));

    /// <summary>The EF of <paramref name="directory"/> with this short identifier, or null.</summary>
    public NvAddress FindShort(NvAddress directory, int shortIdentifier) => Find(KeyOf(directory, ShortFlag | (uint)shortIdentifier));

    /// <summary>Adds a file.</summary>
    /// <param name="directory">Where it is.</param>
    /// <param name="fid">Its identifier.</param>
    /// <param name="shortIdentifier">Its short identifier, or 0.</param>
    /// <param name="file">Its header.</param>
    /// <param name="mayAllocate">Whether the table may grow: while the card is built or powered on.</param>
    public void Add(NvAddress directory, ushort fid, int shortIdentifier, NvAddress file, bool mayAllocate)
    {
        if (_count * 4 >= _keys.Length && mayAllocate)
        {
            Grow();
        }

        Insert(KeyOf(directory, fid), file.Value);
        if (shortIdentifier != 0)
        {
            Insert(KeyOf(directory, ShortFlag | (uint)shortIdentifier), file.Value);
        }
    }

    /// <summary>Takes a file out.</summary>
    public void Remove(NvAddress directory, ushort fid, int shortIdentifier)
    {
        Remove(KeyOf(directory, fid));
        if (shortIdentifier != 0)
        {
            Remove(KeyOf(directory, ShortFlag | (uint)shortIdentifier));
        }
    }

    private NvAddress Find(ulong key)
    {
        int slot = Seek(key);
        return _keys[slot] == 0 ? NvAddress.Null : new NvAddress(_files[slot]);
    }

    // The slot with the key, or the empty one where it would be.
    private int Seek(ulong key)
    {
        ulong[] keys = _keys;
        int slot = SlotOf(key);
        while (keys[slot] != key && keys[slot] != 0)
        {
            slot = (slot + 1) & (keys.Length - 1);
        }

        return slot;
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
            if (keys[i] != 0 && files[i] != 0)
            {
                Insert(keys[i], files[i]);
            }
        }
    }

    // A file that was taken out leaves its key behind, with null.
    private void Remove(ulong key)
    {
        int slot = Seek(key);
        if (_keys[slot] != 0)
        {
            _files[slot] = 0;
            HasGaps = true;
        }
    }

    private void Insert(ulong key, int file)
    {
        int slot = Seek(key);
        if (_keys[slot] == 0)
        {
            if (_count * 2 >= _keys.Length)
            {
                IsComplete = false;
                return;
            }

            _count++;
            _keys[slot] = key;
        }

        _files[slot] = file;
    }

    private int SlotOf(ulong key) => (int)(((uint)key ^ (uint)(key >> 19)) * Multiplier >> _shift);

    // Never 0: a directory has an address.
    private static ulong KeyOf(NvAddress directory, uint identifier) => ((ulong)(uint)directory.Value << DirectoryShift) | identifier;
}
