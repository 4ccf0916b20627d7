using System.Buffers.Binary;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.FrameworkService;

/// <summary>javacard.framework.service.BasicService: the APDU buffer in the form that services share.</summary>
/// <remarks>
/// <code>
/// 0     1     2    3    4    5
/// +-----+-----+----+----+----+------+
/// | CLA | INS | P1 | P2 | Lc | data |    before the command is processed
/// +-----+-----+----+----+----+------+
/// | CLA | INS | SW1  SW2| La | data |    then
/// +-----+-----+---------+----+------+
/// </code>
/// </remarks>
internal static class BasicServiceClass
{
    private const short IllegalParameter = 1;
    private const short DataTooLong = 3;
    private const short NoAccessIn = 4;
    private const short NoAccessOut = 5;

    private const int StatusOffset = 2;
    private const int LengthOffset = 4;
    private const int MaxOutput = 256;
    private const short Success = unchecked((short)0x9000);

    public static NativeClass Define() => new(RomClass.BasicService, "BasicService", RomClass.Object)
    {
        Interfaces = [RomClass.Service],
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        Virtuals =
        [
            new(1, "processDataIn", "(LAPDU;)Z", DoNothing),
            new(2, "processCommand", "(LAPDU;)Z", DoNothing),
            new(3, "processDataOut", "(LAPDU;)Z", DoNothing),
            new(4, "receiveInData", "(LAPDU;)S", Receive),
            new(5, "setProcessed", "(LAPDU;)V", SetProcessed),
            new(6, "isProcessed", "(LAPDU;)Z", IsProcessed),
            new(7, "setOutputLength", "(LAPDU;S)V", SetOutputLength),
            new(8, "getOutputLength", "(LAPDU;)S", GetOutputLength),
            new(9, "setStatusWord", "(LAPDU;S)V", SetStatus),
            new(10, "getStatusWord", "(LAPDU;)S", GetStatus),
            new(11, "fail", "(LAPDU;S)Z", Fail),
            new(12, "succeed", "(LAPDU;)Z", Succeed),
            new(13, "succeedWithStatusWord", "(LAPDU;S)Z", SucceedWith),
            new(14, "getCLA", "(LAPDU;)B", GetClass),
            new(15, "getINS", "(LAPDU;)B", GetInstruction),
            new(16, "getP1", "(LAPDU;)B", GetP1),
            new(17, "getP2", "(LAPDU;)B", GetP2),
            new(18, "selectingApplet", "()Z", IsSelecting),
        ],
    };

    /// <summary>The status word that services left in the buffer.</summary>
    public static short StatusOf(scoped ref NativeCall call) => BinaryPrimitives.ReadInt16BigEndian(call.Machine.ApduBuffer.Slice(StatusOffset));

    /// <summary>The length that services left in the buffer.</summary>
    public static int OutputLengthOf(scoped ref NativeCall call)
    {
        int length = call.Machine.ApduBuffer[LengthOffset];
        return length == 0 && call.Machine.Registers.IsServiceOutputFull != 0 ? MaxOutput : length;
    }

    private static VmStatus DoNothing(ref NativeCall call) => call.Return(false);

    private static VmStatus Receive(ref NativeCall call)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        if (!TryApdu(ref call))
        {
            return VmStatus.Throw;
        }

        if (registers.ApduState is not (ApduClass.Initial or ApduClass.FullIncoming))
        {
            return call.Throw(RomClass.ServiceException, NoAccessIn);
        }

        int offset = ApduClass.DataOffset(ref call);
        if (registers.IncomingLength > Machine.ApduBufferLength - offset)
        {
            return call.Throw(RomClass.ServiceException, DataTooLong);
        }

        if (registers.ApduState == ApduClass.Initial)
        {
            ApduClass.Take(ref call, offset, Machine.ApduBufferLength);
        }

        return call.Return((short)registers.IncomingLength);
    }

    private static VmStatus SetProcessed(ref NativeCall call) => TryApdu(ref call) && TrySetProcessed(ref call) ? call.Return() : VmStatus.Throw;

    private static VmStatus IsProcessed(ref NativeCall call) => TryApdu(ref call) ? call.Return(IsOutgoing(ref call)) : VmStatus.Throw;

    private static VmStatus SetOutputLength(ref NativeCall call)
    {
        if (!TryApdu(ref call))
        {
            return VmStatus.Throw;
        }

        if (call.Short(2) is < 0 or > MaxOutput)
        {
            return call.Throw(RomClass.ServiceException, IllegalParameter);
        }

        WriteLength(ref call, call.Short(2));
        return call.Return();
    }

    private static VmStatus GetOutputLength(ref NativeCall call) =>
        TryApdu(ref call) && TryOutgoing(ref call) ? call.Return((short)OutputLengthOf(ref call)) : VmStatus.Throw;

    private static VmStatus SetStatus(ref NativeCall call)
    {
        if (!TryApdu(ref call))
        {
            return VmStatus.Throw;
        }

        WriteStatus(ref call, call.Short(2));
        return call.Return();
    }

    private static VmStatus GetStatus(ref NativeCall call) =>
        TryApdu(ref call) && TryOutgoing(ref call) ? call.Return(StatusOf(ref call)) : VmStatus.Throw;

    private static VmStatus Fail(ref NativeCall call)
    {
        VmStatus status = Finish(ref call, call.Short(2));
        if (status == VmStatus.Done)
        {
            WriteLength(ref call, 0);
        }

        return status;
    }

    private static VmStatus Succeed(ref NativeCall call) => Finish(ref call, Success);

    private static VmStatus SucceedWith(ref NativeCall call) => Finish(ref call, call.Short(2));

    private static VmStatus Finish(ref NativeCall call, short status)
    {
        if (!TryApdu(ref call) || !TrySetProcessed(ref call))
        {
            return VmStatus.Throw;
        }

        WriteStatus(ref call, status);
        return call.Return(true);
    }

    private static VmStatus GetClass(ref NativeCall call) => TryApdu(ref call) ? GetByte(ref call, 0) : VmStatus.Throw;

    private static VmStatus GetInstruction(ref NativeCall call) => TryApdu(ref call) ? GetByte(ref call, 1) : VmStatus.Throw;

    private static VmStatus GetP1(ref NativeCall call) => TryApdu(ref call) && TryIncoming(ref call) ? GetByte(ref call, 2) : VmStatus.Throw;

    private static VmStatus GetP2(ref NativeCall call) => TryApdu(ref call) && TryIncoming(ref call) ? GetByte(ref call, 3) : VmStatus.Throw;

    private static VmStatus IsSelecting(ref NativeCall call) => call.Return(call.Machine.Registers.IsSelecting != 0);

    private static VmStatus GetByte(ref NativeCall call, int offset) => call.Return((short)(sbyte)call.Machine.ApduBuffer[offset]);

    private static bool TryApdu(ref NativeCall call) => call.TryObject(1, RomClass.Apdu, out _);

    private static bool TrySetProcessed(ref NativeCall call) => IsOutgoing(ref call) || ApduClass.TryBeginOutgoing(ref call);

    private static bool TryOutgoing(ref NativeCall call) => IsOutgoing(ref call) || call.Fail(RomClass.ServiceException, NoAccessOut);

    private static bool TryIncoming(ref NativeCall call) =>
        call.Machine.Registers.ApduState is ApduClass.Initial or ApduClass.FullIncoming || call.Fail(RomClass.ServiceException, NoAccessIn);

    private static bool IsOutgoing(scoped ref NativeCall call) => call.Machine.Registers.ApduState >= ApduClass.Outgoing;

    private static void WriteLength(scoped ref NativeCall call, int length)
    {
        call.Machine.ApduBuffer[LengthOffset] = (byte)length;
        call.Machine.Registers.IsServiceOutputFull = length == MaxOutput ? (byte)1 : (byte)0;
    }

    private static void WriteStatus(scoped ref NativeCall call, short status) =>
        BinaryPrimitives.WriteInt16BigEndian(call.Machine.ApduBuffer.Slice(StatusOffset), status);
}
