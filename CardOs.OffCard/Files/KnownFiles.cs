using System;
using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>The names of files by directory and identifier, and what says their contents: TS 102 221 13, TS 31.102 4, TS 31.103 4, TS 51.011 10.</summary>
internal static class KnownFiles
{
    private const int RegisteredLength = 7;
    private const string UsimAid = "A0000000871002";
    private const string IsimAid = "A0000000871004";

    private static readonly Dictionary<FileFolder, Dictionary<ushort, KnownFile>> Tables = new()
    {
        [FileFolder.MasterFile] = MasterFileNames.Table,
        [FileFolder.Telecom] = TelecomNames.Table,
        [FileFolder.Sim] = SimNames.Table,
        [FileFolder.PhoneBook] = TelecomNames.PhoneBook,
        [FileFolder.Usim] = UsimNames.Table,
        [FileFolder.SimAccess] = UsimNames.Access,
        [FileFolder.FiveG] = UsimNames.FiveG,
        [FileFolder.Isim] = IsimNames.Table,
    };

    /// <summary>What is known of a file; null when nothing is.</summary>
    public static KnownFile? Find(FileFolder folder, ushort fid, ReadOnlySpan<byte> aid) => FolderOf(folder, fid, aid) switch
    {
        FileFolder.MasterFile => null,
        FileFolder.Usim => new KnownFile("USIM"),
        FileFolder.Isim => new KnownFile("ISIM"),
        _ => Tables.TryGetValue(folder, out Dictionary<ushort, KnownFile>? table) && table.TryGetValue(fid, out KnownFile? known) ? known : null,
    };

    /// <summary>Which directory a directory is.</summary>
    public static FileFolder FolderOf(FileFolder parent, ushort fid, ReadOnlySpan<byte> aid)
    {
        if (aid.Length != 0)
        {
            return Convert.ToHexString(aid[..Math.Min(RegisteredLength, aid.Length)]) switch
            {
                UsimAid => FileFolder.Usim,
                IsimAid => FileFolder.Isim,
                _ => FileFolder.Other,
            };
        }

        return (parent, fid) switch
        {
            (FileFolder.Card, 0x3F00) => FileFolder.MasterFile,
            (FileFolder.MasterFile, 0x7F10) => FileFolder.Telecom,
            (FileFolder.MasterFile, 0x7F20) => FileFolder.Sim,
            (FileFolder.Telecom or FileFolder.Usim, 0x5F3A) => FileFolder.PhoneBook,
            (FileFolder.Usim, 0x5F3B) => FileFolder.SimAccess,
            (FileFolder.Usim, 0x5FC0) => FileFolder.FiveG,
            _ => FileFolder.Other,
        };
    }
}
