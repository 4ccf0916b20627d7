using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Files of DF TELECOM and of phone books: TS 31.102 4.6, 4.4.2.</summary>
internal static class TelecomNames
{
    /// <summary>In DF TELECOM.</summary>
    public static Dictionary<ushort, KnownFile> Table { get; } = new()
    {
        [0x6F06] = new("ARR", AccessWords.Record),
        [0x6F3A] = new("ADN", NumberText.Entry),
        [0x6F3B] = new("FDN", NumberText.Entry),
        [0x6F3C] = new("SMS", MessageText.Message),
        [0x6F40] = new("MSISDN", NumberText.Entry),
        [0x6F42] = new("SMSP", MessageText.Parameters),
        [0x6F43] = new("SMSS", MessageText.Status),
        [0x6F44] = new("LND", NumberText.Entry),
        [0x6F49] = new("SDN", NumberText.Entry),
        [0x6F4A] = new("EXT1"),
        [0x6F53] = new("RMA"),
        [0x6F54] = new("SUME"),
        [0x6FE0] = new("ICE_DN"),
        [0x6FE1] = new("ICE_FF"),
        [0x6FE5] = new("PSISMSC", TextFields.Identity),
        [0x5F3A] = new("PHONEBOOK"),
        [0x5F3B] = new("MULTIMEDIA"),
        [0x5F3C] = new("MMSS"),
        [0x5F3D] = new("MCS"),
        [0x5F3E] = new("V2X"),
        [0x5F50] = new("GRAPHICS"),
    };

    /// <summary>In a phone book; the identifiers are those that EF.PBR commonly gives.</summary>
    public static Dictionary<ushort, KnownFile> PhoneBook { get; } = new()
    {
        [0x4F30] = new("PBR"),
        [0x4F3A] = new("ADN", NumberText.Entry),
        [0x4F09] = new("PBC"),
        [0x4F26] = new("GRP"),
        [0x4F11] = new("ANR"),
        [0x4F21] = new("UID"),
        [0x4F25] = new("IAP"),
        [0x4F50] = new("EMAIL"),
        [0x4F4A] = new("EXT1"),
        [0x4F4B] = new("AAS"),
        [0x4F4C] = new("GAS"),
        [0x4F22] = new("PSC"),
        [0x4F23] = new("CC"),
        [0x4F24] = new("PUID"),
    };
}
