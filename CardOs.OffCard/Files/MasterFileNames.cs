using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Files of the master file: TS 102 221 13.</summary>
internal static class MasterFileNames
{
    /// <summary>Below the master file.</summary>
    public static Dictionary<ushort, KnownFile> Table { get; } = new()
    {
        [0x2F00] = new("DIR", DirectoryText.Template),
        [0x2F05] = new("PL", TextFields.Languages),
        [0x2F06] = new("ARR", AccessWords.Record),
        [0x2F08] = new("UMPC"),
        [0x2FE2] = new("ICCID", NumberText.Iccid),
        [0x7F10] = new("TELECOM"),
        [0x7F11] = new("CD"),
        [0x7F20] = new("GSM"),
    };
}
