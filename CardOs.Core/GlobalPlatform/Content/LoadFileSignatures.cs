using CardOs.Apdu;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Whose signatures a load file has to bring: GlobalPlatform 2.3.1 9.2.1, C.3.</summary>
internal static class LoadFileSignatures
{
    private const byte OfDomain = 0x01;
    private const byte Mandated = 0x02;

    /// <summary>Whose signatures a package for a domain has to bring: the domain's own, and that of the domain with Mandated DAP Verification.</summary>
    public static byte RequiredBy(CardState state, NvAddress domain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        bool isOwn = (new ApplicationEntry(memory, domain).Privileges & Privileges.DapVerification) != 0;
        bool isMandated = false;
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull; application = new ApplicationEntry(memory, application).Next)
            {
                isMandated |= (new ApplicationEntry(memory, application).Privileges & Privileges.MandatedDapVerification) != 0;
            }
        }

        return (byte)((isOwn ? OfDomain : 0) | (isMandated ? Mandated : 0));
    }

    /// <summary>Looks at a DAP block that came whole. No domain has keys for it: there is nothing to check it with.</summary>
    public static StatusWord Verify(CardState state, ref ContentLoad load) => StatusWord.ConditionsOfUseNotSatisfied;
}
