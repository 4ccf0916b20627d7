using System;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>The PIN of the whole card that applications share: GlobalPlatform 2.3.1 8.2, org.globalplatform.CVM.</summary>
/// <remarks>
/// <code>
/// non-volatile memory
/// 0      1        2        3       4       5    8           24
/// +------+--------+--------+-------+-------+----+-----------+-----------+
/// | slot | format | length | try   | tries | -  | value in  | value in  |
/// | 0, 1 |        |        | limit | left  |    | slot 0    | slot 1    |
/// +------+--------+--------+-------+-------+----+-----------+-----------+
/// working memory: 0 active, 1 a wrong value was presented, 2 the right one
/// </code>
/// The first word is written whole, and always around the journal: no transaction of an applet, and no power cut, gives a try back or half a value. A new value
/// goes into the slot that is not in use, and counts with the word behind it. A blocked PIN has no tries left.
/// </remarks>
internal static class GlobalPin
{
    private const int SlotOffset = 0;
    private const int FormatOffset = 1;
    private const int LengthOffset = 2;
    private const int LimitOffset = 3;
    private const int TriesOffset = 4;
    private const int ValuesOffset = NonVolatileMap.WordLength;

    private const byte Active = 0;
    private const byte Wrong = 1;
    private const byte Validated = 2;

    private static readonly NvAddress Control = new(NonVolatileMap.GlobalPin);

    /// <summary>Whether it has both a value and a try limit.</summary>
    public static bool IsActive(CardState state) => Field(state, LengthOffset) != 0 && Field(state, LimitOffset) != 0;

    /// <summary>Whether a value was presented since the reset, and the PIN is not blocked.</summary>
    public static bool IsSubmitted(CardState state) => Progress(state) != Active && !IsBlocked(state);

    /// <summary>Whether the right value was the last that was presented.</summary>
    public static bool IsVerified(CardState state) => Progress(state) == Validated && !IsBlocked(state);

    public static bool IsBlocked(CardState state) => IsActive(state) && Tries(state) == 0;

    public static byte Tries(CardState state) => Field(state, TriesOffset);

    /// <summary>Gives it another value, and all tries.</summary>
    /// <returns>False, and nothing changed, when the value is not one of its format.</returns>
    public static bool TryUpdate(CardState state, GlobalPinFormat format, scoped ReadOnlySpan<byte> value)
    {
        if (!GlobalPinValue.IsValid(format, value))
        {
            return false;
        }

        byte slot = (byte)(Field(state, SlotOffset) ^ 1);
        state.NonVolatile.Write(ValueAt(slot), value);
        Write(state, slot, format, value.Length, Field(state, LimitOffset), Field(state, LimitOffset));
        return true;
    }

    /// <summary>Sets how many wrong values block it, and gives it all tries.</summary>
    /// <returns>False, and nothing changed, for none.</returns>
    public static bool TrySetLimit(CardState state, int limit)
    {
        if (limit is < 1 or > sbyte.MaxValue)
        {
            return false;
        }

        Write(state, Field(state, SlotOffset), (GlobalPinFormat)Field(state, FormatOffset), Field(state, LengthOffset), (byte)limit, (byte)limit);
        return true;
    }

    /// <summary>Forgets that a value was presented.</summary>
    /// <returns>False when it is blocked, or not active.</returns>
    public static bool TryReset(CardState state)
    {
        if (!IsActive(state) || IsBlocked(state))
        {
            return false;
        }

        Progress(state) = Active;
        return true;
    }

    /// <summary>Takes all tries away.</summary>
    /// <returns>False when it is not active.</returns>
    public static bool TryBlock(CardState state) => TrySetTries(state, 0);

    /// <summary>Gives all tries back, and forgets that a value was presented.</summary>
    /// <returns>False when it is not active.</returns>
    public static bool TryUnblock(CardState state) => TrySetTries(state, Field(state, LimitOffset));

    /// <summary>Spends a try, as a value that cannot even be read does.</summary>
    public static void Fail(CardState state)
    {
        if (IsActive(state) && Tries(state) != 0)
        {
            WriteTries(state, (byte)(Tries(state) - 1));
            Progress(state) = Wrong;
        }
    }

    /// <summary>Spends a try, and then compares; the right value gives the tries back.</summary>
    public static bool Verify(CardState state, GlobalPinFormat format, scoped ReadOnlySpan<byte> value)
    {
        if (!IsActive(state) || IsBlocked(state))
        {
            return false;
        }

        // The try is gone before anybody knows whether it was right: what pulls the power then gains nothing.
        Fail(state);
        if (!GlobalPinValue.AreEqual((GlobalPinFormat)Field(state, FormatOffset), Value(state), format, value))
        {
            return false;
        }

        WriteTries(state, Field(state, LimitOffset));
        Progress(state) = Validated;
        return true;
    }

    private static bool TrySetTries(CardState state, byte tries)
    {
        if (!IsActive(state))
        {
            return false;
        }

        WriteTries(state, tries);
        Progress(state) = Active;
        return true;
    }

    private static void WriteTries(CardState state, byte tries) => state.NonVolatile.WriteByte(Control + TriesOffset, tries);

    private static void Write(CardState state, byte slot, GlobalPinFormat format, int length, byte limit, byte tries)
    {
        Span<byte> word = stackalloc byte[NonVolatileMap.WordLength];
        word.Clear();
        word[SlotOffset] = slot;
        word[FormatOffset] = (byte)format;
        word[LengthOffset] = (byte)length;
        word[LimitOffset] = limit;
        word[TriesOffset] = tries;
        state.NonVolatile.Write(Control, word);
        Progress(state) = Active;
    }

    private static ReadOnlySpan<byte> Value(CardState state) => state.NonVolatile.Read(ValueAt(Field(state, SlotOffset)), Field(state, LengthOffset));

    private static NvAddress ValueAt(byte slot) => Control + (ValuesOffset + (slot * GlobalPinValue.MaxLength));

    private static byte Field(CardState state, int offset) => state.NonVolatile.ReadByte(Control + offset);

    private static ref byte Progress(CardState state) => ref state.Working.Byte(WorkingMap.GlobalPin);
}
