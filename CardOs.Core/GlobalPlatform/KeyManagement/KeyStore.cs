using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>All keys of one security domain, by version and identifier, wherever they are: in a key set or on their own.</summary>
/// <remarks>Keys of block ciphers with identifiers 1 to 3 make a set; all others stand alone.</remarks>
internal readonly ref struct KeyStore
{
    private const byte InitialVersion = 0xFF;
    private const byte DefaultMacLength = 8;

    private readonly CardState _state;
    private readonly int _container;
    private readonly byte _domain;

    public KeyStore(CardState state, NvAddress domain)
    {
        _state = state;
        _container = ApplicationRegistry.ContainerOf(state.NonVolatile, domain);
        _domain = new SecurityDomainPart(state.NonVolatile, domain).Number;
    }

    private NonVolatileMemory Memory => _state.NonVolatile;

    /// <summary>Type and length of the value of a key; false when there is none.</summary>
    public bool TryFind(byte version, byte identifier, out KeyComponentType type, out int length)
    {
        if (KeyTypes.TryGetRole(identifier, out KeyRole role))
        {
            NvAddress set = FindSet(version);
            if (!set.IsNull && new KeySet(Memory, set).AlgorithmOf(role) is not CipherAlgorithm.None and CipherAlgorithm algorithm)
            {
                type = KeyTypes.TypeOf(algorithm);
                length = CipherAlgorithms.KeyLength(algorithm);
                return true;
            }
        }

        NvAddress address = DomainKeys.Find(Memory, _container, _domain, version, identifier);
        type = default;
        length = 0;
        if (address.IsNull)
        {
            return false;
        }

        var key = new DomainKey(Memory, address);
        type = key.Type;
        length = key.TryGet(type, out ReadOnlySpan<byte> value) ? value.Length : 0;
        return true;
    }

    /// <summary>Adds a key that the domain does not have, together with the open transaction.</summary>
    public bool TryAdd(byte version, in NewKey key, ReadOnlySpan<byte> components)
    {
        if (!KeyTypes.IsBlockCipher(key.Type) || !KeyTypes.TryGetRole(key.Identifier, out KeyRole role))
        {
            return DomainKeys.TryCreate(Memory, _container, new DomainKeys.Description
            {
                Domain = _domain,
                Version = version,
                Identifier = key.Identifier,
                Usage = key.Usage,
                Access = key.Access,
                Components = components,
            });
        }

        ReadOnlySpan<byte> value = components.Slice(DomainKey.ComponentHeaderLength);
        NvAddress set = FindSet(version);
        if (set.IsNull)
        {
            set = KeySets.Create(Memory, _container, new KeySets.Description { Domain = _domain, Version = version, MacLength = DefaultMacLength });
        }

        return !set.IsNull && KeySets.TrySetKey(Memory, set, role, KeyTypes.AlgorithmOf(key.Type, value.Length), value) && Forget(set);
    }

    /// <summary>Takes a key away, together with the open transaction; a set goes with its last key.</summary>
    public bool TryRemove(byte version, byte identifier)
    {
        if (KeyTypes.TryGetRole(identifier, out KeyRole role))
        {
            NvAddress set = FindSet(version);
            if (!set.IsNull && new KeySet(Memory, set).AlgorithmOf(role) != CipherAlgorithm.None)
            {
                return KeySets.TrySetKey(Memory, set, role, CipherAlgorithm.None, default)
                    && Forget(set)
                    && (!KeySets.IsEmpty(Memory, set) || KeySets.TryRemove(Memory, _container, set));
            }
        }

        NvAddress key = DomainKeys.Find(Memory, _container, _domain, version, identifier);
        return !key.IsNull && DomainKeys.TryRemove(Memory, _container, key);
    }

    /// <summary>Takes the initial keys away, which last until the domain has its own: GlobalPlatform 7.5.1.</summary>
    public bool TryRemoveInitialKeys()
    {
        NvAddress set = FindSet(InitialVersion);
        return set.IsNull || (Forget(set) && KeySets.TryRemove(Memory, _container, set));
    }

    // Version 0 names no set: it is never looked for here.
    private NvAddress FindSet(byte version) => version == 0 ? NvAddress.Null : KeySets.Find(Memory, _container, _domain, version);

    // What was made of the old keys: expanded ones, and channels that are being opened with them.
    private bool Forget(NvAddress set)
    {
        _state.KeyCache.Forget(set);
        SecureChannel.EndOpening(_state, set);
        return true;
    }
}
