using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Files of ADF.ISIM: TS 31.103 4.2.</summary>
internal static class IsimNames
{
    /// <summary>In ADF.ISIM.</summary>
    public static Dictionary<ushort, KnownFile> Table { get; } = new()
    {
        [0x6F02] = new("IMPI", TextFields.Identity),
        [0x6F03] = new("DOMAIN", TextFields.Identity),
        [0x6F04] = new("IMPU", TextFields.Identity),
        [0x6F06] = new("ARR", AccessWords.Record),
        [0x6F07] = new("IST", ServiceText.Isim),
        [0x6F09] = new("P-CSCF", TextFields.Address),
        [0x6F3C] = new("SMS", MessageText.Message),
        [0x6F42] = new("SMSP", MessageText.Parameters),
        [0x6F43] = new("SMSS", MessageText.Status),
        [0x6F47] = new("SMSR"),
        [0x6FAD] = new("AD"),
        [0x6FD5] = new("GBABP"),
        [0x6FD7] = new("GBANL"),
        [0x6FDD] = new("NAFKCA"),
        [0x6FE7] = new("UICCIARI"),
    };
}
