using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;
using CardOs.Memory;
using CipherAlgorithm = CardOs.Crypto.CipherAlgorithm;
using PacketCipherAlgorithm = CardOs.Apdu.SecuredPackets.CipherAlgorithm;

namespace CardOs.Keys;

/// <summary>What KIc and KID of a packet mean on this card: which keys, which algorithms, how long a check. A slot of <see cref="KeyCache"/>.</summary>
internal sealed class PacketKeys
{
    private const int CbcMacLength = 8;

    /// <summary>What was asked for, see <see cref="CodeOf"/>; 0 when the slot is free.</summary>
    public ulong Code { get; private set; }

    /// <summary>Enciphers; null when nothing is enciphered.</summary>
    public KeySchedule? Cipher { get; private set; }

    /// <summary>Checks; null when no key does.</summary>
    public KeySchedule? CheckKey { get; private set; }

    public CheckAlgorithm Check { get; private set; }

    public int CheckLength { get; private set; }

    /// <summary>Bytes that enciphered text is a multiple of; 1 when nothing is enciphered.</summary>
    public int BlockLength { get; private set; }

    /// <summary>The set whose counter counts: the check key's, else the cipher key's, else the one that KIc names; null when there is none.</summary>
    public NvAddress CounterSet { get; private set; }

    /// <summary>All that decides about keys, in one number that is never 0.</summary>
    public static ulong CodeOf(int container, byte domain, Kic kic, Kid kid, bool isCiphered, IntegrityMode integrity) =>
        (1UL << 63) | ((ulong)(uint)container << 40) | ((ulong)domain << 32)
        | ((ulong)kic.Value << 24) | ((ulong)kid.Value << 16) | ((ulong)integrity << 8) | (isCiphered ? 1UL : 0);

    public void Clear()
    {
        Code = 0;
        Cipher = null;
        CheckKey = null;
        Check = CheckAlgorithm.None;
        CheckLength = 0;
        BlockLength = 1;
        CounterSet = NvAddress.Null;
    }

    /// <summary>Finds the keys and algorithms: TS 102 225 5.1.2 and 5.1.3.</summary>
    /// <param name="cache">Where the keys are expanded.</param>
    /// <param name="memory">The card's memory.</param>
    /// <param name="container">Whose key sets.</param>
    /// <param name="domain">Whose key sets within the container.</param>
    /// <param name="kic">The coded cipher key.</param>
    /// <param name="kid">The coded check key; its number may name another set than KIc's.</param>
    /// <param name="isCiphered">Whether the text is enciphered.</param>
    /// <param name="integrity">What is checked.</param>
    /// <returns>False when a set is missing, or its key is not one for the algorithm; the slot is free then.</returns>
    public bool TryResolve(
        KeyCache cache, NonVolatileMemory memory, int container, byte domain, Kic kic, Kid kid, bool isCiphered, IntegrityMode integrity)
    {
        Clear();
        NvAddress named = KeySets.Find(memory, container, domain, kic.KeySet);
        bool isResolved = (!isCiphered || TryAddCipher(cache, memory, named, kic)) && integrity switch
        {
            IntegrityMode.None => true,
            IntegrityMode.RedundancyCheck => TryAddRedundancy(kid),
            IntegrityMode.CryptographicChecksum => TryAddChecksum(cache, memory, KeySets.Find(memory, container, domain, kid.KeySet), kid),
            _ => false,
        };
        if (!isResolved)
        {
            Clear();
            return false;
        }

        CounterSet = CounterSet.IsNull ? named : CounterSet;
        Code = CodeOf(container, domain, kic, kid, isCiphered, integrity);
        return true;
    }

    private bool TryAddCipher(KeyCache cache, NonVolatileMemory memory, NvAddress set, Kic kic)
    {
        if (set.IsNull || !TryMatch(kic.Algorithm, new KeySet(memory, set).AlgorithmOf(KeyRole.Cipher), out CipherAlgorithm algorithm))
        {
            return false;
        }

        Cipher = cache.Get(memory, set, KeyRole.Cipher, algorithm);
        BlockLength = CipherAlgorithms.BlockLength(algorithm);
        return true;
    }

    private bool TryAddRedundancy(Kid kid)
    {
        switch (kid.RedundancyAlgorithm)
        {
            case RedundancyAlgorithm.Crc16:
                Check = CheckAlgorithm.Crc16;
                CheckLength = sizeof(ushort);
                return true;
            case RedundancyAlgorithm.Crc32:
            case RedundancyAlgorithm.Implicit:
                // What both sides know implicitly is the longer one.
                Check = CheckAlgorithm.Crc32;
                CheckLength = sizeof(uint);
                return true;
            default:
                return false;
        }
    }

    private bool TryAddChecksum(KeyCache cache, NonVolatileMemory memory, NvAddress address, Kid kid)
    {
        if (address.IsNull)
        {
            return false;
        }

        var set = new KeySet(memory, address);
        CipherAlgorithm algorithm = set.AlgorithmOf(KeyRole.Check);
        bool matches = kid.ChecksumAlgorithm switch
        {
            ChecksumAlgorithm.Implicit => algorithm != CipherAlgorithm.None,
            ChecksumAlgorithm.DesCbc => algorithm == CipherAlgorithm.Des,
            ChecksumAlgorithm.TripleDesCbcTwoKeys => algorithm == CipherAlgorithm.TripleDes2,
            ChecksumAlgorithm.TripleDesCbcThreeKeys => algorithm == CipherAlgorithm.TripleDes3,
            ChecksumAlgorithm.AesCmac => CipherAlgorithms.IsAes(algorithm),
            _ => false,
        };
        if (!matches)
        {
            return false;
        }

        bool isAes = CipherAlgorithms.IsAes(algorithm);
        CheckKey = cache.Get(memory, address, KeyRole.Check, algorithm);
        Check = isAes ? CheckAlgorithm.Cmac : CheckAlgorithm.CbcMac;
        CheckLength = isAes ? set.MacLength : CbcMacLength;
        CounterSet = address;
        return true;
    }

    // The low half of KIc names an algorithm, and the key must be one for it.
    private static bool TryMatch(PacketCipherAlgorithm wanted, CipherAlgorithm key, out CipherAlgorithm algorithm)
    {
        algorithm = wanted == PacketCipherAlgorithm.DesEcb && key == CipherAlgorithm.Des ? CipherAlgorithm.DesEcb : key;
        return wanted switch
        {
            PacketCipherAlgorithm.Implicit => key != CipherAlgorithm.None,
            PacketCipherAlgorithm.DesCbc => key == CipherAlgorithm.Des,
            PacketCipherAlgorithm.DesEcb => key is CipherAlgorithm.Des or CipherAlgorithm.DesEcb,
            PacketCipherAlgorithm.TripleDesCbcTwoKeys => key == CipherAlgorithm.TripleDes2,
            PacketCipherAlgorithm.TripleDesCbcThreeKeys => key == CipherAlgorithm.TripleDes3,
            PacketCipherAlgorithm.AesCbc => CipherAlgorithms.IsAes(key),
            _ => false,
        };
    }
}
