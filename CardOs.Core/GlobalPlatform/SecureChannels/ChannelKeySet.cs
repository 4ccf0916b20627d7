using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Which key set opens a secure channel: the type of its keys says which protocol.</summary>
/// <remarks>
/// Key version numbers 20 to 2F are for SCP02 and 30 to 3F for SCP03 by custom, FF is the initial set; whatever the number, DES keys are for SCP02
/// and AES keys for SCP03. Sets 01 to 0F are those of secured packets (TS 102 225 5.1.2), and their counter is that of the packets: they open a
/// channel only in a domain that has no other set, which is our choice.
/// </remarks>
internal static class ChannelKeySet
{
    private const int FirstOwnVersion = 0x20;
    private const int LastOwnVersion = 0x3F;
    private const int InitialVersion = 0xFF;

    private const int BestRank = 0;
    private const int PacketRank = 2;
    private const int NoRank = 3;

    /// <summary>Finds the set with a version; version 0 stands for the first one of 20 to 3F or FF, else the first one.</summary>
    /// <param name="memory">The key sets.</param>
    /// <param name="owner">The domain.</param>
    /// <param name="version">P1 of INITIALIZE UPDATE.</param>
    /// <param name="isExplicit">Whether SCP02 is to be that with explicit initiation.</param>
    /// <param name="set">The set.</param>
    /// <returns>The protocol, <see cref="SecureChannelProtocol.None"/> when there is no such set, or it is incomplete.</returns>
    public static SecureChannelProtocol Find(NonVolatileMemory memory, scoped in SecureChannelOwner owner, int version, bool isExplicit, out NvAddress set)
    {
        set = NvAddress.Null;
        SecureChannelProtocol found = SecureChannelProtocol.None;
        int rank = NoRank;
        bool hasOther = false;
        for (NvAddress address = KeySets.First(memory, owner.Container); !address.IsNull; address = KeySets.Next(memory, address))
        {
            var keys = new KeySet(memory, address);
            SecureChannelProtocol protocol = keys.Domain == owner.Domain ? ProtocolOf(keys, owner, isExplicit) : SecureChannelProtocol.None;
            if (protocol == SecureChannelProtocol.None)
            {
                continue;
            }

            int its = RankOf(keys.Version);
            hasOther |= its != PacketRank;
            if (its < rank && (version == 0 || version == keys.Version))
            {
                rank = its;
                set = address;
                found = protocol;
            }
        }

        if (rank == PacketRank && hasOther)
        {
            set = NvAddress.Null;
            return SecureChannelProtocol.None;
        }

        return found;
    }

    private static int RankOf(byte version) => version switch
    {
        InitialVersion or (>= FirstOwnVersion and <= LastOwnVersion) => BestRank,
        <= KeySet.MaxPacketVersion => PacketRank,
        _ => BestRank + 1,
    };

    private static SecureChannelProtocol ProtocolOf(KeySet keys, scoped in SecureChannelOwner owner, bool isExplicit)
    {
        CipherAlgorithm algorithm = keys.AlgorithmOf(KeyRole.Cipher);
        bool isWhole = keys.AlgorithmOf(KeyRole.Check) == algorithm && keys.AlgorithmOf(KeyRole.KeyEncryption) == algorithm;
        if (algorithm == CipherAlgorithm.TripleDes2)
        {
            bool fits = owner.Scp02 is Scp02Options options && options.IsExplicit == isExplicit && (isWhole || !options.HasThreeKeys);
            return fits ? SecureChannelProtocol.Scp02 : SecureChannelProtocol.None;
        }

        return isExplicit && isWhole && CipherAlgorithms.IsAes(algorithm) && owner.Scp03 is not null ? SecureChannelProtocol.Scp03 : SecureChannelProtocol.None;
    }
}
