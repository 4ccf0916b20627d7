using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Signatures of load files, DAP blocks: GlobalPlatform 2.3.1 9.2.1, C.3.</summary>
/// <remarks>
/// <code>
/// E2 { 4F domain, C3 signature over the hash that INSTALL gave }
/// </code>
/// The hash itself is compared when the whole load file is there.
/// </remarks>
internal static unsafe class LoadFileSignatures
{
    private const byte OfDomain = 0x01;
    private const byte Mandated = 0x02;
    private const byte KeyVersion = 0x73;
    private const uint AidTag = 0x4F;
    private const uint SignatureTag = 0xC3;

    /// <summary>Whose signatures a package for a domain has to bring: the domain's own, and that of the domain with Mandated DAP Verification.</summary>
    public static byte RequiredBy(CardState state, NvAddress domain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        bool isOwn = Has(memory, domain, Privileges.DapVerification);
        bool isMandated = false;
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull; application = new ApplicationEntry(memory, application).Next)
            {
                isMandated |= Has(memory, application, Privileges.MandatedDapVerification);
            }
        }

        return (byte)((isOwn ? OfDomain : 0) | (isMandated ? Mandated : 0));
    }

    /// <summary>Looks at a DAP block that came whole.</summary>
    /// <returns>9000; 6A80 malformed; 6985 no hash, or no such domain with a key that could be used; 6982 a wrong signature.</returns>
    public static StatusWord Verify(CardState state, ref ContentLoad load)
    {
        fixed (byte* dap = load.Dap, hash = load.Hash)
        {
            var reader = new BerTlvReader(new ReadOnlySpan<byte>(dap, load.DapTaken));
            if (!reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> aid) || tag.Value != AidTag
                || !reader.TryRead(out tag, out ReadOnlySpan<byte> signature) || tag.Value != SignatureTag || !reader.IsAtEnd)
            {
                return StatusWord.IncorrectData;
            }

            NonVolatileMemory memory = state.NonVolatile;
            NvAddress domain = Find(memory, load.Container, aid);
            if (load.HashLength == 0 || domain.IsNull || !ContentLookup.IsUsable(memory, domain)
                || !Tokens.TryFindKey(memory, domain, KeyVersion, out DomainKey key))
            {
                return StatusWord.ConditionsOfUseNotSatisfied;
            }

            if (!ContentSignatures.Verify(state, key, new ReadOnlySpan<byte>(hash, load.HashLength), signature))
            {
                return StatusWord.SecurityStatusNotSatisfied;
            }

            bool isOwn = domain == SecurityDomains.Find(memory, load.Container, load.Domain);
            load.Verified |= (byte)(isOwn ? load.Required & OfDomain : 0);
            load.Verified |= (byte)(Has(memory, domain, Privileges.MandatedDapVerification) ? load.Required & Mandated : 0);
            return StatusWord.Success;
        }
    }

    // A domain with DAP Verification: where the load is for, in the common container, else with Mandated DAP Verification anywhere.
    private static NvAddress Find(NonVolatileMemory memory, int container, scoped ReadOnlySpan<byte> aid)
    {
        NvAddress found = ApplicationRegistry.Find(memory, MemoryView.Of(container), aid);
        if (found.IsNull)
        {
            found = ApplicationRegistry.Find(memory, MemoryView.All, aid);
            return !found.IsNull && Has(memory, found, Privileges.MandatedDapVerification) ? found : NvAddress.Null;
        }

        return Has(memory, found, Privileges.DapVerification) ? found : NvAddress.Null;
    }

    private static bool Has(NonVolatileMemory memory, NvAddress application, Privileges privilege) =>
        (new ApplicationEntry(memory, application).Privileges & privilege) != 0;
}
