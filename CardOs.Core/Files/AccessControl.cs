using System;
using System.Buffers.Binary;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>Whether a channel may do something with a file: TS 102 221 9.2.</summary>
internal static class AccessControl
{
    /// <summary>The rule as a reference to a record of EF.ARR: 1 record; or FID, record; or FID and pairs of environment and record.</summary>
    public const byte Referenced = 0x8B;
    public const byte Compact = 0x8C;
    public const byte Expanded = 0xAB;

    private const int MaxRuleLength = 128;
    private const ushort RulesOfMasterFile = 0x2F06;
    private const ushort RulesOfDirectory = 0x6F06;

    public static bool IsAllowed(CardState state, LogicalChannel channel, scoped FileHeader file, AccessMode mode) =>
        Allows(state, channel.Status, channel.Environment, file, mode);

    /// <summary>Whether the conditions that are satisfied are enough.</summary>
    public static bool Allows(CardState state, SecurityStatus status, int environment, scoped FileHeader file, AccessMode mode)
    {
        AccessCondition condition = file.ConditionFor(mode);
        return condition == AccessCondition.Rule ? AllowsByRule(state, status, environment, file, mode) : status.Satisfies(condition);
    }

    /// <summary>The access rule of a file as its FCP gives it: a data object 8B, 8C or AB, or nothing.</summary>
    public static ReadOnlySpan<byte> RuleOf(NonVolatileMemory memory, scoped FileHeader file)
    {
        NvAddress block = file.Rule;
        return block.IsNull ? default : memory.Read(block, memory.Allocator.LengthOf(block));
    }

    /// <summary>Whether bytes are one data object 8B, 8C or AB with a rule that a file can have.</summary>
    public static bool IsRule(ReadOnlySpan<byte> rule)
    {
        if (rule.Length > MaxRuleLength
            || !BerTlvDecoder.TryReadElement(rule, out BerTag tag, out ReadOnlySpan<byte> value, out int length, BerTlvRules.Der)
            || length != rule.Length)
        {
            return false;
        }

        return tag.Value switch
        {
            Referenced => value.Length is 1 or 3 || (value.Length >= 4 && value.Length % 2 == 0),
            Compact => AccessRules.IsWellFormed(value, isCompact: true),
            Expanded => AccessRules.IsWellFormed(value, isCompact: false),
            _ => false,
        };
    }

    private static bool AllowsByRule(CardState state, SecurityStatus status, int environment, scoped FileHeader file, AccessMode mode)
    {
        ReadOnlySpan<byte> rule = RuleOf(state.NonVolatile, file);
        if (rule.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<byte> value = ValueOf(rule);
        return rule[0] switch
        {
            Referenced => TryFindReferenced(state, environment, file, value, out NvAddress rules, out int record)
                && AllowsByRecord(state, status, rules, record, mode),
            Compact => AccessRules.AllowsCompact(value, mode, status),
            _ => AccessRules.Allows(value, mode, status),
        };
    }

    private static bool AllowsByRecord(CardState state, SecurityStatus status, NvAddress rules, int record, AccessMode mode)
    {
        if (state.AccessRuleCache.TryGet(rules, record, out Span<uint> masks))
        {
            return masks[(int)mode] == uint.MaxValue || (status.Satisfied & masks[(int)mode]) != 0;
        }

        var file = new FileHeader(state.NonVolatile, rules);
        if (!file.Descriptor.IsLinearFixed || !file.IsActivated || record < 1 || record > file.RecordCount)
        {
            return false;
        }

        ReadOnlySpan<byte> rule = state.NonVolatile.Read(file.Body + ((record - 1) * file.RecordLength), file.RecordLength);
        if (AccessRules.TryCompile(rule, masks))
        {
            state.AccessRuleCache.Keep(rules, record);
        }
        else
        {
            state.AccessRuleCache.Drop(rules, record);
        }

        return AccessRules.Allows(rule, mode, status);
    }

    // By length: ISO 7816-4 table 25. A rule that cannot be found allows nothing: TS 102 221 9.2.5.
    private static bool TryFindReferenced(
        CardState state, int environment, scoped FileHeader file, ReadOnlySpan<byte> value, out NvAddress rules, out int record)
    {
        ushort fid = value.Length == 1 ? (file.Parent.IsNull ? RulesOfMasterFile : RulesOfDirectory) : BinaryPrimitives.ReadUInt16BigEndian(value);
        rules = FindRules(state, file, fid);
        record = value.Length is 1 or 3 ? value[value.Length - 1] : RecordFor(value.Slice(2), environment);
        return !rules.IsNull && record != 0;
    }

    private static int RecordFor(ReadOnlySpan<byte> pairs, int environment)
    {
        for (int i = 0; i + 1 < pairs.Length; i += 2)
        {
            if (pairs[i] == environment)
            {
                return pairs[i + 1];
            }
        }

        return 0;
    }

    // 2F06 is the master file's; any other one is looked for from the file's directory upwards: TS 102 221 9.2.7.
    private static NvAddress FindRules(CardState state, scoped FileHeader file, ushort fid)
    {
        NvAddress masterFile = FileSystem.MasterFile(state);
        for (NvAddress directory = file.Parent; fid != RulesOfMasterFile && !directory.IsNull; directory = new FileHeader(state.NonVolatile, directory).Parent)
        {
            NvAddress found = FileSystem.FindChild(state, directory, fid);
            if (!found.IsNull)
            {
                return found;
            }
        }

        return FileSystem.FindChild(state, masterFile, fid);
    }

    // Rules are at most 127 bytes, and their tags one.
    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> rule) => rule.Slice(rule[1] == 0x81 ? 3 : 2);
}
