using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Agent;

/// <summary>cardos.agent: CardOs's own package, for applets that take messages of the administration server.</summary>
internal static class AgentPackage
{
    public static NativePackage Define() => new(
        RomPackage.Agent,
        "cardos.agent",
        [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x73, 0x41],
        major: 1,
        minor: 0,
        new NativeClass(RomClass.MessageListener, "MessageListener", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals = [new(0, "processMessage", "([BSSB)S", body: null)],
        },
        MessageAgentClass.Define());
}
