using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs.Files;

/// <summary>The front door of the PIN commands: TS 102 221 11.1.9 to 11.1.13.</summary>
/// <remarks>
/// A try is spent and stored before the comparison. A wrong value takes back what was verified; a right one gives the tries back. Without
/// data VERIFY and UNBLOCK PIN answer how many tries are left, whatever the PIN's state is (11.1.9.1.2).
/// </remarks>
internal static class PinCommands
{
    private const byte ReplaceFlag = 0b1000_0000;
    private const byte ReplacementMask = 0b0001_1111;
    private const int TwoValues = 2 * Pin.ValueLength;

    /// <summary>Executes VERIFY, CHANGE, DISABLE, ENABLE or UNBLOCK PIN: P2 is the key reference.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command)
    {
        var instruction = (Instruction)command.Ins;
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        if (instruction == Instruction.DisablePin ? !IsReplacement(command.P1, command.P2) : command.P1 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!HasRightLength(instruction, command))
        {
            return StatusWord.WrongLength;
        }

        NvAddress address = PinStatus.Find(state, channel, command.P2);
        if (address.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        var pin = new Pin(state.NonVolatile, address);
        if (command.Data.IsEmpty)
        {
            return instruction == Instruction.Verify ? Query(state, pin) : StatusWords.TriesLeft(pin.UnblockTries);
        }

        return instruction switch
        {
            Instruction.Verify => Verify(state, channel, pin, command.Data, WhenDisabled(state)),
            Instruction.ChangePin => Change(state, channel, pin, command.Data),
            Instruction.DisablePin => Disable(state, channel, pin, command.P1, command.Data),
            Instruction.EnablePin => Enable(state, channel, pin, command.Data),
            _ => Unblock(state, channel, pin, command.Data),
        };
    }

    private static StatusWord Query(CardState state, scoped Pin pin) =>
        pin.Tries == 0 && state.Has(CardQuirks.BlockedPinQuery) ? StatusWord.AuthenticationBlocked
        : !pin.IsEnabled && state.Has(CardQuirks.DisabledPinQuery) ? StatusWord.Success
        : StatusWords.TriesLeft(pin.Tries);

    private static StatusWord WhenDisabled(CardState state) =>
        state.Has(CardQuirks.DisabledPinVerifies) ? StatusWord.Success
        : state.Has(CardQuirks.DisabledPinConditions) ? StatusWord.ConditionsOfUseNotSatisfied
        : StatusWord.ReferencedDataInvalidated;

    private static bool HasRightLength(Instruction instruction, scoped CommandApdu command)
    {
        int length = command.Data.Length;
        bool isQuestion = length == 0 && instruction is (Instruction.Verify or Instruction.UnblockPin);
        int expected = instruction is Instruction.ChangePin or Instruction.UnblockPin ? TwoValues : Pin.ValueLength;
        return isQuestion || (length == expected && command.ExpectedLength == 0);
    }

    // P1 of DISABLE PIN: 00, or b8 and the key reference that takes the place of an application PIN.
    private static bool IsReplacement(byte p1, byte reference) =>
        p1 == 0
        || ((p1 & ~(ReplaceFlag | ReplacementMask)) == 0
            && (p1 & ReplaceFlag) != 0
            && reference is >= 0x01 and <= 0x08
            && (p1 & ReplacementMask) == AccessConditions.UniversalPinReference);

    private static StatusWord Verify(
        CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> value, StatusWord whenDisabled)
    {
        if (!pin.IsEnabled)
        {
            return whenDisabled;
        }

        StatusWord status = Compare(state, channel, pin, value);
        if (status == StatusWord.Success)
        {
            PinStatus.Set(state, channel, pin.Reference, isVerified: true);
        }

        return status;
    }

    // A value that is not the right one: 63Cx, with 63C0 as the last of them, and 6983 from then on.
    private static StatusWord Compare(CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> value)
    {
        if (pin.Tries == 0)
        {
            return StatusWord.AuthenticationBlocked;
        }

        if (Pins.Try(state.NonVolatile, pin.Address, value, isUnblockValue: false))
        {
            return StatusWord.Success;
        }

        PinStatus.Set(state, channel, pin.Reference, isVerified: false);
        return StatusWords.TriesLeft(pin.Tries);
    }

    private static StatusWord Change(CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> values)
    {
        StatusWord status = Verify(state, channel, pin, values.Slice(0, Pin.ValueLength), StatusWord.ReferencedDataInvalidated);
        return status != StatusWord.Success || state.NonVolatile.Journal.TryWrite(pin.Address + Pin.ValueOffset, values.Slice(Pin.ValueLength))
            ? status
            : StatusWord.MemoryProblem;
    }

    private static StatusWord Disable(CardState state, LogicalChannel channel, scoped Pin pin, byte p1, ReadOnlySpan<byte> value)
    {
        byte replaced = p1 == 0 ? (byte)0 : Pin.ReplacedState;
        if (replaced != 0 && PinStatus.Find(state, channel, AccessConditions.UniversalPinReference).IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        // Administrative keys are always asked for.
        if (pin.Reference is (>= 0x0A and <= 0x0E) or (>= 0x8A and <= 0x8E))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return !pin.IsEnabled
            ? StatusWord.ReferencedDataInvalidated
            : SetState(state, channel, pin, Compare(state, channel, pin, value), replaced, isVerified: false);
    }

    private static StatusWord Enable(CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> value) =>
        pin.IsEnabled
            ? EnableAgain(state, channel, pin, value)
            : SetState(state, channel, pin, Compare(state, channel, pin, value), Pin.EnabledState, isVerified: true);

    // Whether the value is looked at is not settled: by default it is not.
    private static StatusWord EnableAgain(CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> value) =>
        state.Has(CardQuirks.EnabledPinEnables) ? Compare(state, channel, pin, value) : StatusWord.ConditionsOfUseNotSatisfied;

    private static StatusWord SetState(
        CardState state, LogicalChannel channel, scoped Pin pin, StatusWord status, byte pinState, bool isVerified)
    {
        if (status == StatusWord.Success)
        {
            state.NonVolatile.WriteByte(pin.Address + Pin.StateOffset, pinState);
            PinStatus.Set(state, channel, pin.Reference, isVerified);
        }

        return status;
    }

    private static StatusWord Unblock(CardState state, LogicalChannel channel, scoped Pin pin, ReadOnlySpan<byte> values)
    {
        if (pin.MaxUnblockTries == 0)
        {
            return StatusWord.ReferencedDataInvalidated;
        }

        if (pin.UnblockTries == 0)
        {
            return StatusWord.AuthenticationBlocked;
        }

        if (!Pins.Try(state.NonVolatile, pin.Address, values.Slice(0, Pin.ValueLength), isUnblockValue: true))
        {
            return StatusWords.TriesLeft(pin.UnblockTries);
        }

        if (!Pins.TryRenew(state.NonVolatile, pin, values.Slice(Pin.ValueLength)))
        {
            return StatusWord.MemoryProblem;
        }

        PinStatus.Set(state, channel, pin.Reference, isVerified: true);
        return StatusWord.Success;
    }
}
