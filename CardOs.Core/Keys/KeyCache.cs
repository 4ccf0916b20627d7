using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;
using CardOs.Memory;
using CipherAlgorithm = CardOs.Crypto.CipherAlgorithm;

namespace CardOs.Keys;

/// <summary>Expanded keys: those of the key sets that are there at power-on, and a few slots for keys that come later.</summary>
internal sealed class KeyCache
{
    private const int SlotCount = 24;
    private const int LateSlotCount = 4;
    private const int PacketCount = 8;

    // No algorithm's number: an authentication key, and no key of a set.
    private const int AuthenticationUse = 0x0F;

    // See OwnerOf: the bits of role and algorithm, and those that addresses of records do not use.
    private const int UseBits = 7;
    private const int NvAddressBits = 3;

    private readonly KeySchedule[] _schedules = new KeySchedule[SlotCount];
    private readonly int[] _owners = new int[SlotCount];
    private readonly PacketKeys[] _packets = new PacketKeys[PacketCount];
    private int _next;
    private int _nextPacket;

    /// <summary>A slot for a key that one command makes and forgets.</summary>
    public KeySchedule Temporary { get; } = new();

    /// <summary>The keys of secure channel sessions.</summary>
    public SessionKeyCache Sessions { get; } = new();

    public KeyCache()
    {
        for (int i = 0; i < PacketCount; i++)
        {
            _packets[i] = new PacketKeys();
        }

        for (int i = 0; i < SlotCount; i++)
        {
            _schedules[i] = new KeySchedule();
        }
    }

    /// <summary>At power-on and reset: forgets all, then expands the keys of the containers.</summary>
    /// <param name="state">The card; what its terminal can reach comes first.</param>
    /// <param name="mayAllocate">At power-on: a slot may get a transform of the platform.</param>
    public void Fill(CardState state, bool mayAllocate)
    {
        Clear();
        NonVolatileMemory memory = state.NonVolatile;
        MemoryView runtime = state.RuntimeView;
        int slot = 0;
        for (int i = 0; i < 2 * NonVolatileMap.MaxContainers; i++)
        {
            int container = i % NonVolatileMap.MaxContainers;
            if (runtime.Maps(container) != i < NonVolatileMap.MaxContainers)
            {
                continue;
            }

            for (NvAddress set = KeySets.First(memory, container); !set.IsNull; set = KeySets.Next(memory, set))
            {
                // The others are for secure channels, which use keys that they derive.
                if (new KeySet(memory, set).Version > KeySet.MaxPacketVersion)
                {
                    continue;
                }

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
        ForgetPackets();
        Temporary.Clear();
        Sessions.Clear();
        _next = SlotCount - LateSlotCount;
        for (int i = 0; i < SlotCount; i++)
        {
            _schedules[i].Clear();
            _owners[i] = 0;
        }
    }

    /// <summary>The keys of a packet, found now unless packets with the same KIc, KID and security came before.</summary>
    /// <returns>Null when a set is missing, or its key is not one for the algorithm.</returns>
    public PacketKeys? Find(
        NonVolatileMemory memory, int container, byte domain, Kic kic, Kid kid, bool isCiphered, IntegrityMode integrity)
    {
        ulong code = PacketKeys.CodeOf(container, domain, kic, kid, isCiphered, integrity);
        foreach (PacketKeys keys in _packets)
        {
            if (keys.Code == code)
            {
                return keys;
            }
        }

        PacketKeys slot = _packets[_nextPacket];
        _nextPacket = (_nextPacket + 1) % PacketCount;
        return slot.TryResolve(this, memory, container, domain, kic, kid, isCiphered, integrity) ? slot : null;
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

        return Expand(owner, algorithm, new KeySet(memory, set).KeyOf(role));
    }

    /// <summary>The schedule of K of Milenage, expanded now unless it is cached.</summary>
    /// <param name="record">The authentication key.</param>
    /// <param name="key">K.</param>
    public KeySchedule GetAuthentication(NvAddress record, ReadOnlySpan<byte> key)
    {
        int owner = (record.Value << 4) | AuthenticationUse;
        int cached = new ReadOnlySpan<int>(_owners).IndexOf(owner);
        return cached >= 0 ? _schedules[cached] : Expand(owner, CipherAlgorithm.Aes128, key);
    }

    /// <summary>Forgets the keys of a set that changes or goes.</summary>
    public void Forget(NvAddress set)
    {
        ForgetPackets();
        for (int i = 0; i < SlotCount; i++)
        {
            if (_owners[i] >> UseBits == set.Value >> NvAddressBits)
            {
                _schedules[i].Clear();
                _owners[i] = 0;
            }
        }
    }

    private KeySchedule Expand(int owner, CipherAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        // The schedule that had the slot may be part of a packet's keys.
        ForgetPackets();
        int slot = _next;
        _next = slot + 1 == SlotCount ? SlotCount - LateSlotCount : slot + 1;
        _schedules[slot].Expand(algorithm, key, mayAllocate: false);
        _owners[slot] = owner;
        return _schedules[slot];
    }

    private void ForgetPackets()
    {
        foreach (PacketKeys keys in _packets)
        {
            keys.Clear();
        }
    }

    // Addresses of records are multiples of 8, below 4 MiB: seven bits are free for role and algorithm.
    private static int OwnerOf(NvAddress set, KeyRole role, CipherAlgorithm algorithm) => (set.Value << 4) | ((int)role << 4) | (int)algorithm;
}
