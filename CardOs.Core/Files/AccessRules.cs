using System;
using CardOs.Apdu.Tlv;
using CardOs.Channels;

namespace CardOs.Files;

/// <summary>Reads access rules: which conditions an access mode asks for. TS 102 221 9.2.4, ISO 7816-4 9.3.3.</summary>
/// <remarks>
/// <code>
/// expanded (tag AB, or a record of EF.ARR):  AM-DO SC-DO.. AM-DO SC-DO..     padded with FF
///   AM-DO  80 01 mode bits | 8x n parts of command headers (x: b4 CLA, b3 INS, b2 P1, b1 P2)
///   SC-DO  90 00 always | 97 00 never | A4 { 83 key reference, 95 usage } | 9E 01 security condition byte
///          A0 one of | A7 none of | AF all of the conditions in it; several in a row: one of them
/// compact (tag 8C):  mode bits, then a security condition byte for each bit that is set, b7 first
/// </code>
/// What no access mode names is never allowed. ISO 7816-4 table 33 has A7 for NOT and AF for AND.
/// </remarks>
internal static class AccessRules
{
    private const uint ModeByte = 0x80;
    private const uint ModeOfInstruction = 0x84;
    private const uint LastMode = 0x8F;
    private const uint Always = 0x90;
    private const uint ConditionByte = 0x9E;
    private const uint OneOf = 0xA0;
    private const uint Authentication = 0xA4;
    private const uint NoneOf = 0xA7;
    private const uint AllOf = 0xAF;
    private const uint KeyReference = 0x83;
    private const byte Increase = 0x32;
    private const byte Resize = 0xD4;
    private const int MaxDepth = 6;

    // Records of EF.ARR end with FF.
    private const BerTlvRules Padded = BerTlvRules.SkipFiller;

    /// <summary>Whether the bytes are a rule that can be read to its end.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> rule, bool isCompact) =>
        isCompact ? IsCompact(rule) : BerTlvDecoder.IsWellFormed(rule, Padded);

    /// <summary>Whether an expanded rule allows the access.</summary>
    public static bool Allows(ReadOnlySpan<byte> rule, AccessMode mode, SecurityStatus status)
    {
        var reader = new BerTlvReader(rule, Padded);
        bool isNamed = false;
        bool isAllowed = false;
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value is >= ModeByte and <= LastMode)
            {
                isNamed = Names(tag.Value, value, mode);
            }
            else if (isNamed)
            {
                isAllowed |= Holds(tag.Value, value, status, 0);
            }
        }

        return isAllowed && reader.IsAtEnd;
    }

    /// <summary>Makes of an expanded rule, for each access mode, the conditions of which one is enough.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="masks">Takes a security status for each access mode; all of its bits when nothing is asked for.</param>
    /// <returns>False when the rule asks for more than one of several conditions, and has to be read each time.</returns>
    public static bool TryCompile(ReadOnlySpan<byte> rule, Span<uint> masks)
    {
        if (!IsDisjunction(rule, 0))
        {
            return false;
        }

        for (int mode = 0; mode < masks.Length; mode++)
        {
            uint mask = Allows(rule, (AccessMode)mode, default) ? uint.MaxValue : 0;
            for (AccessCondition condition = 0; mask != uint.MaxValue && condition <= AccessCondition.LocalPin8; condition++)
            {
                SecurityStatus alone = SecurityStatus.Of(condition);
                mask |= Allows(rule, (AccessMode)mode, alone) ? alone.Satisfied : 0;
            }

            masks[mode] = mask;
        }

        return true;
    }

    private static bool IsDisjunction(ReadOnlySpan<byte> rule, int depth)
    {
        var reader = new BerTlvReader(rule, Padded);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value is NoneOf or AllOf or ConditionByte || (tag.Value == OneOf && (depth >= MaxDepth || !IsDisjunction(value, depth + 1))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a compact rule allows the access.</summary>
    public static bool AllowsCompact(ReadOnlySpan<byte> rule, AccessMode mode, SecurityStatus status)
    {
        if (!IsCompact(rule) || mode > AccessMode.Delete || (rule[0] & 0x80) != 0)
        {
            return false;
        }

        int at = 1;
        for (int bit = (int)AccessMode.Delete; bit > (int)mode; bit--)
        {
            at += (rule[0] >> bit) & 1;
        }

        return ((rule[0] >> (int)mode) & 1) != 0 && HoldsByte(rule[at], status);
    }

    private static bool IsCompact(ReadOnlySpan<byte> rule)
    {
        if (rule.IsEmpty)
        {
            return false;
        }

        int count = 0;
        for (int bit = 0; bit <= (int)AccessMode.Delete; bit++)
        {
            count += (rule[0] >> bit) & 1;
        }

        return rule.Length == 1 + count;
    }

    private static bool Names(uint tag, ReadOnlySpan<byte> value, AccessMode mode)
    {
        if (tag == ModeByte)
        {
            return mode <= AccessMode.Delete && value.Length == 1 && ((value[0] >> (int)mode) & 1) != 0;
        }

        byte instruction = mode switch
        {
            AccessMode.Increase => Increase,
            AccessMode.Resize => Resize,
            _ => 0,
        };
        return instruction != 0 && tag == ModeOfInstruction && value.IndexOf(instruction) >= 0;
    }

    private static bool Holds(uint tag, ReadOnlySpan<byte> value, SecurityStatus status, int depth) => tag switch
    {
        Always => value.IsEmpty,
        Authentication => HoldsAuthentication(value, status),
        ConditionByte => value.Length == 1 && HoldsByte(value[0], status),
        OneOf or NoneOf or AllOf => depth < MaxDepth && HoldsTemplate(tag, value, status, depth),
        _ => false,
    };

    private static bool HoldsTemplate(uint tag, ReadOnlySpan<byte> value, SecurityStatus status, int depth)
    {
        var reader = new BerTlvReader(value);
        bool any = false;
        bool all = !value.IsEmpty;
        while (reader.TryRead(out BerTag inner, out ReadOnlySpan<byte> condition))
        {
            bool holds = Holds(inner.Value, condition, status, depth + 1);
            any |= holds;
            all &= holds;
        }

        return reader.IsAtEnd && tag switch
        {
            OneOf => any,
            NoneOf => !any && !value.IsEmpty,
            _ => all,
        };
    }

    private static bool HoldsAuthentication(ReadOnlySpan<byte> value, SecurityStatus status)
    {
        var reader = new BerTlvReader(value);
        return reader.TryFind(KeyReference, out ReadOnlySpan<byte> reference)
            && reference.Length == 1
            && status.Satisfies(AccessConditions.OfKeyReference(reference[0]));
    }

    // ISO 7816-4 table 23: 00 always, FF never; user authentication without a key reference is PIN 1's. Secure messaging and
    // external authentication by a security environment are no conditions of this card: never.
    private static bool HoldsByte(byte condition, SecurityStatus status)
    {
        const byte Never = 0xFF;
        const byte All = 0b1000_0000;
        const byte Unsupported = 0b0110_0000;
        const byte UserAuthentication = 0b0001_0000;
        if (condition is 0 or Never)
        {
            return condition == 0;
        }

        bool user = (condition & UserAuthentication) != 0 && status.Satisfies(AccessCondition.Pin1);
        return user && ((condition & All) == 0 || (condition & Unsupported) == 0);
    }
}
