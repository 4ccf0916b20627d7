using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>Goes through all keys of a security domain: the sets first, then those that stand alone.</summary>
internal ref struct KeyEnumerator
{
    private readonly NonVolatileMemory _memory;
    private readonly byte _domain;
    private NvAddress _set;
    private int _role;
    private NvAddress _key;
    private bool _isInSets;

    public KeyEnumerator(NonVolatileMemory memory, NvAddress domain)
    {
        int container = ApplicationRegistry.ContainerOf(memory, domain);
        _memory = memory;
        _domain = new SecurityDomainPart(memory, domain).Number;
        _set = KeySets.First(memory, container);
        _key = DomainKeys.First(memory, container);
        _isInSets = true;
        _role = 0;
        Version = 0;
        Identifier = 0;
        Address = NvAddress.Null;
    }

    public byte Version { get; private set; }

    public byte Identifier { get; private set; }

    /// <summary>The record of a key that stands alone; null for a key of a set.</summary>
    public NvAddress Address { get; private set; }

    /// <summary>The type of a key of a set.</summary>
    public KeyComponentType Type { get; private set; }

    /// <summary>Bytes of the value of a key of a set.</summary>
    public int Length { get; private set; }

    public bool MoveNext()
    {
        while (_isInSets && !_set.IsNull)
        {
            var set = new KeySet(_memory, _set);
            if (set.Domain != _domain || _role == KeySet.RoleCount)
            {
                _set = KeySets.Next(_memory, _set);
                _role = 0;
                continue;
            }

            CipherAlgorithm algorithm = set.AlgorithmOf((KeyRole)_role++);
            if (algorithm != CipherAlgorithm.None)
            {
                Version = set.Version;
                Identifier = (byte)_role;
                Type = KeyTypes.TypeOf(algorithm);
                Length = CipherAlgorithms.KeyLength(algorithm);
                return true;
            }
        }

        _isInSets = false;
        for (; !_key.IsNull; _key = DomainKeys.Next(_memory, _key))
        {
            var key = new DomainKey(_memory, _key);
            if (key.Domain == _domain)
            {
                Version = key.Version;
                Identifier = key.Identifier;
                Address = _key;
                _key = DomainKeys.Next(_memory, _key);
                return true;
            }
        }

        return false;
    }
}
