using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs.OffCard.Files;

/// <summary>Access rules in words: "read PIN 1; update ADM 1". TS 102 221 9.2.4.</summary>
internal static class AccessWords
{
    private const uint ModeByte = 0x80;
    private const uint ModeOfInstruction = 0x84;
    private const uint Always = 0x90;
    private const uint Never = 0x97;
    private const uint OneOf = 0xA0;
    private const uint Authentication = 0xA4;
    private const uint AllOf = 0xAF;
    private const uint KeyReference = 0x83;
    private const byte Increase = 0x32;
    private const byte Resize = 0xD4;

    private static readonly string[] FileModes = ["read", "update", "write", "deactivate", "activate", "terminate", "delete"];
    private static readonly string[] DirectoryModes = ["delete child", "create EF", "create DF", "deactivate", "activate", "terminate", "delete"];

    /// <summary>What a file asks for, whatever form its rule has.</summary>
    public static string Of(CardState state, int container, FileHeader file)
    {
        NonVolatileMemory memory = state.NonVolatile;
        ReadOnlySpan<byte> rule = AccessControl.RuleOf(memory, file);
        bool isDirectory = file.Descriptor.IsDirectory;
        if (rule.IsEmpty)
        {
            return OfConditions(file);
        }

        ReadOnlySpan<byte> value = rule[(rule[1] == 0x81 ? 3 : 2)..];
        return rule[0] switch
        {
            AccessControl.Referenced => OfReference(memory, container, file, value),
            AccessControl.Compact => $"compact rule {Convert.ToHexString(value)}",
            _ => OfRule(value, isDirectory) ?? $"rule {Convert.ToHexString(value)}",
        };
    }

    /// <summary>A record of EF.ARR.</summary>
    public static string? Record(ReadOnlySpan<byte> bytes) => OfRule(bytes, isDirectory: false);

    /// <summary>A key reference in words.</summary>
    public static string NameOf(byte reference) => reference switch
    {
        0x01 => "PIN 1",
        0x81 => "PIN 2",
        0x11 => "universal PIN",
        >= 0x0A and <= 0x0E => $"ADM {reference - 0x09}",
        >= 0x8A and <= 0x8E => $"ADM {reference - 0x84}",
        _ => $"PIN {reference:X2}",
    };

    private static string OfConditions(FileHeader file)
    {
        string[] names = file.Descriptor.IsDirectory ? DirectoryModes : FileModes;
        var groups = new List<(AccessCondition Condition, string Modes)>();
        for (AccessMode mode = 0; mode <= AccessMode.Delete; mode++)
        {
            AccessCondition condition = file.ConditionFor(mode);
            if (groups.Count != 0 && groups[^1].Condition == condition)
            {
                groups[^1] = (condition, $"{groups[^1].Modes}, {names[(int)mode]}");
            }
            else
            {
                groups.Add((condition, names[(int)mode]));
            }
        }

        return string.Join("; ", groups.ConvertAll(group => $"{group.Modes}: {NameOf(group.Condition)}"));
    }

    private static string NameOf(AccessCondition condition) => condition switch
    {
        AccessCondition.Always => "always",
        AccessCondition.Never => "never",
        _ => NameOf(AccessConditions.KeyReferenceOf(condition)),
    };

    // The record of security environment 1 counts as long as the application's PIN is enabled: TS 102 221 annex G.2.
    private static string OfReference(NonVolatileMemory memory, int container, FileHeader file, ReadOnlySpan<byte> value)
    {
        ushort fid = value.Length == 1 ? (ushort)(file.Parent.IsNull ? 0x2F06 : 0x6F06) : BinaryPrimitives.ReadUInt16BigEndian(value);
        int record = value.Length is 1 or 3 ? value[^1] : 0;
        int other = 0;
        for (int i = 2; value.Length > 3 && i + 1 < value.Length; i += 2)
        {
            record = value[i] == 1 ? value[i + 1] : record;
            other = value[i] == 0 ? value[i + 1] : other;
        }

        string place = $"{fid:X4} record {record}{(other == 0 ? "" : $" or {other}")}";
        NvAddress rules = Find(memory, container, file, fid);
        if (rules.IsNull)
        {
            return $"never: no file {place}";
        }

        var header = new FileHeader(memory, rules);
        if (record < 1 || record > header.RecordCount)
        {
            return $"never: no {place}";
        }

        ReadOnlySpan<byte> rule = memory.Read(header.Body + ((record - 1) * header.RecordLength), header.RecordLength);
        return $"{OfRule(rule, file.Descriptor.IsDirectory) ?? "no rule"} ({place})";
    }

    private static NvAddress Find(NonVolatileMemory memory, int container, FileHeader file, ushort fid)
    {
        const ushort RulesOfMasterFile = 0x2F06;
        for (NvAddress directory = file.Parent; fid != RulesOfMasterFile && !directory.IsNull; directory = new FileHeader(memory, directory).Parent)
        {
            NvAddress found = FileTree.Find(memory, directory, fid);
            if (!found.IsNull)
            {
                return found;
            }
        }

        NvAddress masterFile = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.MasterFile);
        return masterFile.IsNull ? masterFile : FileTree.Find(memory, masterFile, fid);
    }

    private static string? OfRule(ReadOnlySpan<byte> rule, bool isDirectory)
    {
        var groups = new List<(string Modes, string Condition)>();
        var reader = new BerTlvReader(rule, BerTlvRules.SkipFiller);
        string modes = "";
        string condition = "";
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value is >= ModeByte and <= 0x8F)
            {
                Add(groups, modes, condition);
                modes = ModesOf(tag.Value, value, isDirectory ? DirectoryModes : FileModes);
                condition = "";
            }
            else
            {
                condition += (condition.Length == 0 ? "" : " or ") + ConditionOf(tag.Value, value);
            }
        }

        Add(groups, modes, condition);
        return groups.Count == 0 || !reader.IsAtEnd ? null : string.Join("; ", groups.ConvertAll(group => $"{group.Modes}: {group.Condition}"));
    }

    // Modes that ask for the same stand together.
    private static void Add(List<(string Modes, string Condition)> groups, string modes, string condition)
    {
        if (modes.Length == 0)
        {
            return;
        }

        int same = groups.FindIndex(group => group.Condition == condition);
        if (same >= 0)
        {
            groups[same] = ($"{groups[same].Modes}, {modes}", condition);
        }
        else
        {
            groups.Add((modes, condition));
        }
    }

    private static string ModesOf(uint tag, ReadOnlySpan<byte> value, string[] names)
    {
        if (tag != ModeByte || value.Length != 1)
        {
            return tag == ModeOfInstruction && value.Length == 1
                ? value[0] switch { Increase => "increase", Resize => "resize", _ => $"command {value[0]:X2}" }
                : $"command header {tag:X2} {Convert.ToHexString(value)}";
        }

        var modes = new List<string>();
        for (int bit = 0; bit < names.Length; bit++)
        {
            if (((value[0] >> bit) & 1) != 0)
            {
                modes.Add(names[bit]);
            }
        }

        return string.Join(", ", modes);
    }

    private static string ConditionOf(uint tag, ReadOnlySpan<byte> value)
    {
        switch (tag)
        {
            case Always:
                return "always";
            case Never:
                return "never";
            case Authentication:
                return new BerTlvReader(value).TryFind(KeyReference, out ReadOnlySpan<byte> key) && key.Length == 1 ? NameOf(key[0]) : "authentication";
            case OneOf or AllOf:
                var conditions = new List<string>();
                var reader = new BerTlvReader(value);
                while (reader.TryRead(out BerTag inner, out ReadOnlySpan<byte> condition))
                {
                    conditions.Add(ConditionOf(inner.Value, condition));
                }

                return string.Join(tag == OneOf ? " or " : " and ", conditions);
            default:
                return $"condition {tag:X2} {Convert.ToHexString(value)}";
        }
    }
}
