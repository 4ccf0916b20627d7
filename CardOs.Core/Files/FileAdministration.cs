using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Files;

/// <summary>The front door of the administrative commands: TS 102 222 6, and TS 102 221 11.1.14, 11.1.15.</summary>
/// <remarks>
/// The checks are in the order parameters, length, template, file, access condition, state, contents. What the specifications leave open is decided here:
/// <list type="bullet">
/// <item>A file that is not shareable and current on another channel is administered from that one only: 6985.</item>
/// <item>ACTIVATE of an activated file and DEACTIVATE of a deactivated one, and TERMINATE of a terminated one, succeed and write nothing. A terminated
/// file can only be selected and deleted; the other commands answer 6985.</item>
/// <item>Neither ACTIVATE, DEACTIVATE, TERMINATE nor RESIZE changes what is current. Without data ACTIVATE and DEACTIVATE mean the current EF, or the current
/// directory when there is none.</item>
/// <item>DELETE FILE asks for the file's own condition "delete self" or its directory's "delete child": one is enough (ISO 7816-9).</item>
/// <item>Behind TERMINATE CARD USAGE only STATUS and GET RESPONSE are executed; everything else answers 6985, and the answer to reset stays as it was.</item>
/// </list>
/// </remarks>
internal static partial class FileAdministration
{
    // These bytes are INSTALL and LOAD in the other class.
    private const Instruction TerminateDirectory = Instruction.Install;
    private const Instruction TerminateFile = Instruction.Load;

    private const int FidLength = sizeof(ushort);

    /// <summary>Executes one administrative command on the channel in progress.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        return (Instruction)command.Ins switch
        {
            Instruction.ActivateFile => ChangeState(state, channel, command, AccessMode.Activate),
            Instruction.DeactivateFile => ChangeState(state, channel, command, AccessMode.Deactivate),
            TerminateFile => Terminate(state, channel, command, isDirectory: false),
            TerminateDirectory => Terminate(state, channel, command, isDirectory: true),
            Instruction.TerminateCardUsage => TerminateCard(state, channel, command),
            Instruction.CreateFile => Create(state, channel, command),
            Instruction.Delete => Delete(state, channel, command),
            Instruction.ResizeFile => Resize(state, channel, command),
            _ => StatusWord.InstructionNotSupported,
        };
    }

    /// <summary>Whether the card's use was terminated, or the card in its life cycle.</summary>
    public static bool IsCardTerminated(WorkingMemory memory) => memory.Byte(WorkingMap.CardTerminated) != 0;

    /// <summary>Behind a reset, and when it changes: notes whether the master file or the card is terminated.</summary>
    public static void NoteTermination(CardState state)
    {
        NvAddress masterFile = FileSystem.MasterFile(state);
        bool isTerminated = !masterFile.IsNull && new FileHeader(state.NonVolatile, masterFile).IsTerminated;
        isTerminated |= CardLifeCycle.Of(state.NonVolatile) == LifeCycles.Terminated;
        state.Working.Byte(WorkingMap.CardTerminated) = isTerminated ? (byte)1 : (byte)0;
    }

    // The commands that name their file by its identifier alone.
    private static StatusWord FindByFid(CardState state, LogicalChannel channel, scoped CommandApdu command, out NvAddress file)
    {
        file = NvAddress.Null;
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.Length != FidLength || command.ExpectedLength != 0)
        {
            return StatusWord.WrongLength;
        }

        file = FileSystem.FindReachable(state, channel, BinaryPrimitives.ReadUInt16BigEndian(command.Data));
        return file.IsNull ? StatusWord.FileNotFound : StatusWord.Success;
    }

    private static ReadOnlySpan<byte> ReadBlock(NonVolatileMemory memory, NvAddress block) =>
        block.IsNull ? default : memory.Read(block, memory.Allocator.LengthOf(block));
}
