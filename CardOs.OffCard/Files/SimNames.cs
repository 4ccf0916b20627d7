using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Files of DF GSM: TS 51.011 10.3.</summary>
internal static class SimNames
{
    /// <summary>In DF GSM.</summary>
    public static Dictionary<ushort, KnownFile> Table { get; } = new()
    {
        [0x6F05] = new("LP"),
        [0x6F07] = new("IMSI", NumberText.Imsi),
        [0x6F20] = new("Kc"),
        [0x6F30] = new("PLMNsel", NetworkText.List),
        [0x6F31] = new("HPPLMN"),
        [0x6F38] = new("SST", ServiceText.Sim),
        [0x6F46] = new("SPN", TextFields.ProviderName),
        [0x6F52] = new("KcGPRS"),
        [0x6F53] = new("LOCIGPRS", LocationText.PacketDomain),
        [0x6F60] = new("PLMNwAcT", NetworkText.Selector),
        [0x6F61] = new("OPLMNwAcT", NetworkText.Selector),
        [0x6F62] = new("HPLMNwAcT", NetworkText.Selector),
        [0x6F74] = new("BCCH"),
        [0x6F78] = new("ACC", TextFields.AccessClasses),
        [0x6F7B] = new("FPLMN", NetworkText.List),
        [0x6F7E] = new("LOCI", LocationText.CircuitDomain),
        [0x6FAD] = new("AD", TextFields.Administrative),
        [0x6FAE] = new("Phase"),
        [0x6FB7] = new("ECC"),
    };
}
