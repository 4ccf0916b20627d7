using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>What the toolkit has in mind until the next reset.</summary>
/// <remarks>
/// <code>
/// 0         1       2       3          4         5             8            72
/// +---------+-------+-------+----------+---------+-------------+------------+-----------------------------+
/// | running | to do | flags | triggers | profile |      -      | profile    | 8 triggers: application (4) |
/// | run     |       |       | waiting  | length  |             |            |             event (1)       |
/// +---------+-------+-------+----------+---------+-------------+------------+-----------------------------+
/// </code>
/// Who changes something that the terminal is to be told of notes it here; the toolkit looks at it behind each command.
/// </remarks>
internal readonly struct ToolkitState
{
    private const int RunningOffset = 0;
    private const int ToDoOffset = 1;
    private const int FlagsOffset = 2;
    private const int TriggersOffset = 3;
    private const int ProfileLengthOffset = 4;
    private const int ProfileOffset = 8;

    private const byte MenuChangedBit = 0b0000_0001;
    private const byte TriggersBit = 0b0000_0010;

    private const byte HasProfileFlag = 0b0000_0001;
    private const byte HasMenuFlag = 0b0000_0010;

    private readonly WorkingMemory _memory;

    private ToolkitState(WorkingMemory memory) => _memory = memory;

    /// <summary>Whether there is anything to do when the terminal is free.</summary>
    public bool HasWork => Byte(ToDoOffset) != 0;

    /// <summary>The triggered applet that runs: the number of its <see cref="ToolkitRun"/>; -1 for none.</summary>
    public int Running
    {
        get => Byte(RunningOffset) - 1;
        set => Byte(RunningOffset) = (byte)(value + 1);
    }

    /// <summary>Whether the terminal said what it can do.</summary>
    public bool HasProfile => (Byte(FlagsOffset) & HasProfileFlag) != 0;

    /// <summary>What the terminal can do: TS 102 223 5.2; bytes beyond the room are left out.</summary>
    public ReadOnlySpan<byte> Profile => _memory.Span(WorkingMap.Toolkit + ProfileOffset, Byte(ProfileLengthOffset));

    /// <summary>Whether the terminal was given a menu.</summary>
    public bool HasMenu
    {
        get => (Byte(FlagsOffset) & HasMenuFlag) != 0;
        set => Byte(FlagsOffset) = (byte)(value ? Byte(FlagsOffset) | HasMenuFlag : Byte(FlagsOffset) & ~HasMenuFlag);
    }

    public static ToolkitState Of(WorkingMemory memory) => new(memory);

    /// <summary>Takes the profile in: the terminal gets the menu.</summary>
    public void TakeProfile(scoped ReadOnlySpan<byte> profile)
    {
        int length = Math.Min(profile.Length, WorkingMap.ToolkitProfileCapacity);
        profile.Slice(0, length).CopyTo(_memory.Span(WorkingMap.Toolkit + ProfileOffset, length));
        Byte(ProfileLengthOffset) = (byte)length;
        Byte(FlagsOffset) |= HasProfileFlag;
        NoteMenuChange();
    }

    /// <summary>Whether the terminal can do something, by the bit's number: 8 for each byte, the lowest bit first.</summary>
    public bool CanDo(int bit) => bit / 8 < Profile.Length && ((Profile[bit / 8] >> (bit % 8)) & 1) != 0;

    /// <summary>Has the terminal given the menu again.</summary>
    public void NoteMenuChange() => Byte(ToDoOffset) |= MenuChangedBit;

    /// <summary>Whether the menu changed since this was asked.</summary>
    public bool TakeMenuChange()
    {
        bool isChanged = (Byte(ToDoOffset) & MenuChangedBit) != 0;
        Byte(ToDoOffset) = (byte)(Byte(ToDoOffset) & ~MenuChangedBit);
        return isChanged;
    }

    /// <summary>Has an applet triggered when the terminal is free; once, however often it is asked for.</summary>
    /// <returns>False when too many wait.</returns>
    public bool TryAddTrigger(NvAddress application, byte trigger)
    {
        int count = Byte(TriggersOffset);
        for (int i = 0; i < count; i++)
        {
            if (ApplicationOf(i) == application && Trigger(i)[4] == trigger)
            {
                return true;
            }
        }

        if (count == WorkingMap.ToolkitTriggerCount)
        {
            return false;
        }

        BinaryPrimitives.WriteInt32LittleEndian(Trigger(count), application.Value);
        Trigger(count)[4] = trigger;
        Byte(TriggersOffset)++;
        Byte(ToDoOffset) |= TriggersBit;
        return true;
    }

    /// <summary>Takes the trigger that waited longest.</summary>
    public bool TryTakeTrigger(out NvAddress application, out byte trigger)
    {
        bool isThere = Byte(TriggersOffset) != 0;
        application = isThere ? ApplicationOf(0) : NvAddress.Null;
        trigger = isThere ? Trigger(0)[4] : (byte)0;
        if (isThere)
        {
            RemoveTrigger(0);
        }

        return isThere;
    }

    /// <summary>Forgets the triggers of an application that is gone.</summary>
    public void RemoveTriggersOf(NvAddress application)
    {
        for (int i = Byte(TriggersOffset) - 1; i >= 0; i--)
        {
            if (ApplicationOf(i) == application)
            {
                RemoveTrigger(i);
            }
        }
    }

    /// <summary>Forgets all triggers.</summary>
    public void ClearTriggers()
    {
        Byte(TriggersOffset) = 0;
        Byte(ToDoOffset) = (byte)(Byte(ToDoOffset) & ~TriggersBit);
    }

    private void RemoveTrigger(int index)
    {
        int last = --Byte(TriggersOffset);
        for (int i = index; i < last; i++)
        {
            Trigger(i + 1).CopyTo(Trigger(i));
        }

        if (last == 0)
        {
            ClearTriggers();
        }
    }

    private NvAddress ApplicationOf(int index) => new(BinaryPrimitives.ReadInt32LittleEndian(Trigger(index)));

    private Span<byte> Trigger(int index) =>
        _memory.Span(WorkingMap.ToolkitTriggers + (index * WorkingMap.ToolkitTriggerLength), WorkingMap.ToolkitTriggerLength);

    private ref byte Byte(int offset) => ref _memory.Byte(WorkingMap.Toolkit + offset);
}
