using System;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>Expanded keys: those of the key sets that are there at power-on, and a few slots for keys that come later.</summary>
internal sealed class KeyCache
{
    private const int SlotCount = 24;
    private const int LateSlotCount = 4;

    private readonly KeySchedule[] _schedules = new KeySchedule[SlotCount];
    private readonly int[] _owners = new int[SlotCount];
    private int _next;

    public KeyCache()
    {
        for (int i = 0; i < SlotCount; i++)
        {
            _schedules[i] = new KeySchedule();
        }
    }

    /// <summary>At power-on and reset: forgets all, then expands the keys of the containers.</summary>
    /// <param name="memory">The memory with the key sets.</param>
    /// <param name="mayAllocate">At power-on: a slot may get a transform of the platform.</param>
    public void Fill(NonVolatileMemory memory, bool mayAllocate)
    {
        Clear();
        int slot = 0;
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            for (NvAddress set = KeySets.First(memory, container); !set.IsNull; set = KeySets.Next(memory, set))
            {
                for (KeyRole role = KeyRole.Cipher; role <= KeyRole.Check && slot < SlotCount - LateSlotCount; role++)
                {
                    var keys = new KeySet(memory, set);
                    CipherAlgorithm algorithm = keys.AlgorithmOf(role);
                    if (algorithm != CipherAlgorithm.None)
                    {
                        _schedules[slot].Expand(algorithm, keys.KeyOf(role), mayAllocate);
                        _owners[slot++] = OwnerOf(set, role, algorithm);
                    }
                }
            }
        }
    }

    public void Clear()
    {
        _next = SlotCount - LateSlotCount;
        for (int i = 0; i < SlotCount; i++)
        {
            _schedules[i].Clear();
            _owners[i] = 0;
        }
    }

    /// <summary>The schedule of a key, expanded now unless it is cached.</summary>
    /// <param name="memory">The memory with the key set.</param>
    /// <param name="set">The key set.</param>
    /// <param name="role">Which of its keys.</param>
    /// <param name="algorithm">How the key is used: its own algorithm, or single DES in ECB mode.</param>
    public KeySchedule Get(NonVolatileMemory memory, NvAddress set, KeyRole role, CipherAlgorithm algorithm)
    {
        int owner = OwnerOf(set, role, algorithm);
        int cached = new ReadOnlySpan<int>(_owners).IndexOf(owner);
        if (cached >= 0)
        {
            return _schedules[cached];
        }

        int slot = _next;
        _next = slot + 1 == SlotCount ? SlotCount - LateSlotCount : slot + 1;
        _schedules[slot].Expand(algorithm, new KeySet(memory, set).KeyOf(role), mayAllocate: false);
        _owners[slot] = owner;
        return _schedules[slot];
    }

    // Addresses of records are multiples of 8, below 4 MiB: seven bits are free for role and algorithm.
    private static int OwnerOf(NvAddress set, KeyRole role, CipherAlgorithm algorithm) => (set.Value << 4) | ((int)role << 4) | (int)algorithm;
}
