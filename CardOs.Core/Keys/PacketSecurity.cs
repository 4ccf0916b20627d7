using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;
using CardOs.Memory;
using CipherAlgorithm = CardOs.Crypto.CipherAlgorithm;
using PacketCipherAlgorithm = CardOs.Apdu.SecuredPackets.CipherAlgorithm;

namespace CardOs.Keys;

/// <summary>What KIc and KID of a packet mean on this card: which keys, which algorithms, how long a check.</summary>
internal struct PacketSecurity
{
    private const int CbcMacLength = 8;

    /// <summary>The set whose key enciphers; null when nothing is enciphered.</summary>
    public NvAddress CipherSet { readonly get; private set; }

    public CipherAlgorithm CipherAlgorithm { readonly get; private set; }

    /// <summary>The set whose key checks; null when no key does.</summary>
    public NvAddress CheckSet { readonly get; private set; }

    public CipherAlgorithm CheckKeyAlgorithm { readonly get; private set; }

    public CheckAlgorithm Check { readonly get; private set; }

    public int CheckLength { readonly get; private set; }

    /// <summary>Bytes that enciphered text is a multiple of; 1 when nothing is enciphered.</summary>
    public readonly int BlockLength => CipherSet.IsNull ? 1 : CipherAlgorithms.BlockLength(CipherAlgorithm);

    /// <summary>Finds the keys and algorithms: TS 102 225 5.1.2 and 5.1.3.</summary>
    /// <param name="memory">The card's memory.</param>
    /// <param name="container">Whose key sets.</param>
    /// <param name="domain">Whose key sets within the container.</param>
    /// <param name="kic">The coded cipher key.</param>
    /// <param name="kid">The coded check key; its number may name another set than KIc's.</param>
    /// <param name="isCiphered">Whether the text is enciphered.</param>
    /// <param name="integrity">What is checked.</param>
    /// <param name="security">What was found.</param>
    /// <returns>False when a set is missing, or its key is not one for the algorithm.</returns>
    public static bool TryResolve(
        NonVolatileMemory memory, int container, byte domain, Kic kic, Kid kid, bool isCiphered, IntegrityMode integrity, out PacketSecurity security)
    {
        security = default;
        NvAddress cipherSet = NvAddress.Null;
        var cipherAlgorithm = CipherAlgorithm.None;
        if (isCiphered)
        {
            cipherSet = KeySets.Find(memory, container, domain, kic.KeySet);
            if (cipherSet.IsNull || !TryMatch(kic.Algorithm, new KeySet(memory, cipherSet).AlgorithmOf(KeyRole.Cipher), out cipherAlgorithm))
            {
                return false;
            }
        }

        security.CipherSet = cipherSet;
        security.CipherAlgorithm = cipherAlgorithm;
        return integrity switch
        {
            IntegrityMode.None => true,
            IntegrityMode.RedundancyCheck => TryAddRedundancy(kid, ref security),
            IntegrityMode.CryptographicChecksum => TryAddChecksum(memory, container, domain, kid, ref security),
            _ => false,
        };
    }

    // KIc and KID mostly name the same set.
    private static NvAddress FindSet(NonVolatileMemory memory, int container, byte domain, int version, NvAddress likely) =>
        version != 0 && !likely.IsNull && new KeySet(memory, likely).Version == version
            ? likely
            : KeySets.Find(memory, container, domain, version);

    private static bool TryAddRedundancy(Kid kid, ref PacketSecurity security)
    {
        switch (kid.RedundancyAlgorithm)
        {
            case RedundancyAlgorithm.Crc16:
                security.Check = CheckAlgorithm.Crc16;
                security.CheckLength = sizeof(ushort);
                return true;
            case RedundancyAlgorithm.Crc32:
            case RedundancyAlgorithm.Implicit:
                // What both sides know implicitly is the longer one.
                security.Check = CheckAlgorithm.Crc32;
                security.CheckLength = sizeof(uint);
                return true;
            default:
                return false;
        }
    }

    private static bool TryAddChecksum(NonVolatileMemory memory, int container, byte domain, Kid kid, ref PacketSecurity security)
    {
        NvAddress address = FindSet(memory, container, domain, kid.KeySet, security.CipherSet);
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
        bool isAes = CipherAlgorithms.IsAes(algorithm);
        security.CheckSet = address;
        security.CheckKeyAlgorithm = algorithm;
        security.Check = isAes ? CheckAlgorithm.Cmac : CheckAlgorithm.CbcMac;
        security.CheckLength = isAes ? set.MacLength : CbcMacLength;
        return matches;
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
