using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The front door of class A0, the SIM's: the same files and PINs on the basic channel, with its own answers. TS 51.011 8, 9.</summary>
/// <remarks>
/// What a command does is what the UICC's command does; only SELECT's and STATUS's responses, the CHV numbers and the status words differ.
/// Files are selected by their identifier alone; there are no short identifiers and no applications.
/// </remarks>
internal static class SimCommands
{
    /// <summary>The key references of CHV 1 and CHV 2.</summary>
    public const byte Chv1 = 0x01;
    public const byte Chv2 = 0x81;

    private const byte LastRecordMode = 4;
    private const byte NoShortIdentifier = 0x7F;

    /// <summary>Executes a command of class A0.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        switch ((Instruction)command.Ins)
        {
            case Instruction.Select:
                return Select(state, channel, command, ref reply);
            case Instruction.Status:
                return Status(state, channel, command, ref reply);
            case Instruction.ReadBinary or Instruction.UpdateBinary when command.P1 > NoShortIdentifier:
            case Instruction.ReadRecord or Instruction.UpdateRecord when command.P2 > LastRecordMode:
                return StatusWord.WrongParameters;
            case Instruction.Verify or Instruction.ChangePin or Instruction.DisablePin or Instruction.EnablePin or Instruction.UnblockPin:
                return HandleChv(state, command);
            case Instruction.Sleep:
                return command.Parameters == 0 ? StatusWord.Success : StatusWord.WrongParameters;
            case Instruction.ActivateFile or Instruction.DeactivateFile or Instruction.Increase when command.Parameters != 0:
                return StatusWord.WrongParameters;
            case Instruction.ActivateFile or Instruction.DeactivateFile:
                return channel.File.IsNull ? StatusWord.SimNoFileSelected : SimStatus.OfFile(FileAdministration.Handle(state, command));
            case Instruction.SearchRecord:
                return SimSeek.Handle(state, channel, command, ref reply);
            default:
                return SimStatus.OfFile(FileSystem.Handle(state, command, ref reply));
        }
    }

    private static StatusWord Select(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.WrongParameters;
        }

        if (command.Data.Length != sizeof(ushort))
        {
            return (StatusWord)((int)StatusWord.WrongLength | sizeof(ushort));
        }

        NvAddress found = FileSystem.FindReachable(state, channel, BinaryPrimitives.ReadUInt16BigEndian(command.Data));
        if (found.IsNull || !FileUse.MaySelect(state, channel, new FileHeader(state.NonVolatile, found)))
        {
            return StatusWord.SimNotFound;
        }

        FileSystem.SetCurrent(state, channel, found);
        return SimHeader.TryWrite(state, found, ref reply) ? StatusWord.Success : StatusWord.TechnicalProblem;
    }

    // As many bytes as are asked for.
    private static StatusWord Status(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.WrongParameters;
        }

        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        int start = reply.Length;
        if (!SimHeader.TryWrite(state, channel.Directory, ref reply))
        {
            return StatusWord.TechnicalProblem;
        }

        reply.Truncate(Math.Min(reply.Length, start + command.ExpectedLength));
        return StatusWord.Success;
    }

    // P2: 01 and 02 are CHV 1 and 2; UNBLOCK CHV has 00 for the first. TS 51.011 9.2.9 to 9.2.13.
    private static StatusWord HandleChv(CardState state, scoped CommandApdu command)
    {
        const byte First = 1;
        const byte Second = 2;
        byte first = (Instruction)command.Ins == Instruction.UnblockPin ? (byte)0 : First;
        if (command.P1 != 0 || (command.P2 != first && command.P2 != Second))
        {
            return StatusWord.WrongParameters;
        }

        if (command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        byte reference = command.P2 == first ? Chv1 : Chv2;
        return SimStatus.OfChv(PinCommands.Handle(state, new CommandApdu(0x00, command.Ins, 0, reference, command.Data, command.ExpectedLength, command.IsExtended)));
    }
}
