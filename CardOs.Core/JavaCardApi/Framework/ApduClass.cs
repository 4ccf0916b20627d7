using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Profiles;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.APDU: the command in progress, whose state is in the machine's registers.</summary>
internal static class ApduClass
{
    private const short IllegalUse = 1;
    private const short BufferBounds = 2;
    private const short BadLength = 3;
    private const short IoError = 4;
    private const short BlockSize = 254;
    private const short ProtocolT1 = 1;

    public const sbyte Initial = 0;
    private const sbyte PartialIncoming = 1;
    public const sbyte FullIncoming = 2;
    public const sbyte Outgoing = 3;
    private const sbyte OutgoingLengthKnown = 4;
    private const sbyte PartialOutgoing = 5;
    private const sbyte FullOutgoing = 6;

    private const int MaxShortResponse = 256;

    public static NativeClass Define() => new(RomClass.Apdu, "APDU", RomClass.Object)
    {
        Statics =
        [
            new(0, "getInBlockSize", "()S", GetBlockSize),
            new(1, "getOutBlockSize", "()S", GetBlockSize),
            new(2, "getProtocol", "()B", GetProtocol),
            new(3, "waitExtension", "()V", WaitExtension),
            new(4, "getCurrentAPDU", "()LAPDU;", GetCurrent),
            new(5, "getCurrentAPDUBuffer", "()[B", GetCurrentBuffer),
            new(6, "getCLAChannel", "()B", GetChannel),
        ],
        Virtuals =
        [
            new(1, "getBuffer", "()[B", GetBuffer),
            new(2, "getNAD", "()B", GetNodeAddress),
            new(3, "receiveBytes", "(S)S", ReceiveBytes),
            new(4, "sendBytes", "(SS)V", SendBytes),
            new(5, "sendBytesLong", "([BSS)V", SendBytesLong),
            new(6, "setIncomingAndReceive", "()S", SetIncomingAndReceive),
            new(7, "setOutgoing", "()S", SetOutgoing),
            new(8, "setOutgoingAndSend", "(SS)V", SetOutgoingAndSend),
            new(9, "setOutgoingLength", "(S)V", SetOutgoingLength),
            new(10, "setOutgoingNoChaining", "()S", SetOutgoingNoChaining),
            new(11, "getCurrentState", "()B", GetState),
            new(12, "isCommandChainingCLA", "()Z", IsChaining),
            new(13, "isSecureMessagingCLA", "()Z", IsSecureMessaging),
            new(14, "isISOInterindustryCLA", "()Z", IsInterindustry),
            new(15, "getIncomingLength", "()S", GetIncomingLength),
            new(16, "getOffsetCdata", "()S", GetDataOffset),
            new(17, "isValidCLA", "()Z", IsValidClass),
        ],
    };

    private static VmStatus GetBlockSize(ref NativeCall call) => call.Return(BlockSize);

    private static VmStatus GetProtocol(ref NativeCall call) => call.Return(ProtocolT1);

    private static VmStatus WaitExtension(ref NativeCall call) =>
        call.Machine.Registers.HasNoChaining != 0 ? call.Throw(RomClass.ApduException, IllegalUse) : call.Return();

    private static VmStatus GetNodeAddress(ref NativeCall call) => call.Return((short)0);

    private static VmStatus GetCurrent(ref NativeCall call) =>
        call.Machine.Registers.HasApdu != 0 ? call.ReturnReference(Machine.ApduHandle) : call.Throw(RomClass.SecurityException);

    private static VmStatus GetCurrentBuffer(ref NativeCall call) =>
        call.Machine.Registers.HasApdu != 0 ? call.ReturnReference(Machine.ApduBufferHandle) : call.Throw(RomClass.SecurityException);

    private static VmStatus GetBuffer(ref NativeCall call) => call.ReturnReference(Machine.ApduBufferHandle);

    private static VmStatus GetState(ref NativeCall call) => call.Return(call.Machine.Registers.ApduState);

    private static VmStatus GetChannel(ref NativeCall call) => call.Return(call.Machine.Registers.Channel);

    private static VmStatus IsChaining(ref NativeCall call) => call.Return(Class(ref call).IsChaining);

    private static VmStatus IsSecureMessaging(ref NativeCall call) => call.Return(Class(ref call).HasSecureMessaging);

    private static VmStatus IsInterindustry(ref NativeCall call) => call.Return(!Class(ref call).IsProprietary);

    private static VmStatus IsValidClass(ref NativeCall call) => call.Return(Class(ref call).HasInterindustryCoding);

    private static VmStatus SetIncomingAndReceive(ref NativeCall call)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        bool isNothing = registers.IncomingLength == 0 && !call.Machine.Card.Has(CardQuirks.NothingReceived);
        if (registers.ApduState != Initial || isNothing)
        {
            return call.Throw(RomClass.ApduException, registers.ApduState != Initial ? IllegalUse : IoError);
        }

        registers.ApduState = PartialIncoming;
        return call.Return((short)Take(ref call, DataOffset(ref call), Machine.ApduBufferLength));
    }

    private static VmStatus ReceiveBytes(ref NativeCall call)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        if (registers.IncomingLength == 0)
        {
            return call.Throw(RomClass.ApduException, IoError);
        }

        if (registers.ApduState is not (PartialIncoming or FullIncoming))
        {
            return call.Throw(RomClass.ApduException, IllegalUse);
        }

        int offset = call.Short(1);
        if (offset is < 0 or >= Machine.ApduBufferLength)
        {
            return call.Throw(RomClass.ApduException, BufferBounds);
        }

        return call.Return((short)Take(ref call, offset, Machine.ApduBufferLength));
    }

    private static VmStatus GetIncomingLength(ref NativeCall call) =>
        IsIncoming(ref call) ? call.Return((short)call.Machine.Registers.IncomingLength) : call.Throw(RomClass.ApduException, IllegalUse);

    private static VmStatus GetDataOffset(ref NativeCall call) =>
        IsIncoming(ref call) ? call.Return((short)DataOffset(ref call)) : call.Throw(RomClass.ApduException, IllegalUse);

    private static VmStatus SetOutgoing(ref NativeCall call)
    {
        if (!TryBeginOutgoing(ref call))
        {
            return VmStatus.Throw;
        }

        // Without Le a command with data expects nothing; one without them is taken for one with Le.
        ref MachineRegisters registers = ref call.Machine.Registers;
        int expected = registers.ExpectedLength == 0 && registers.IncomingLength == 0 ? MaxShortResponse : registers.ExpectedLength;
        return call.Return((short)Math.Min(expected, short.MaxValue));
    }

    private static VmStatus SetOutgoingNoChaining(ref NativeCall call)
    {
        VmStatus status = SetOutgoing(ref call);
        call.Machine.Registers.HasNoChaining = status == VmStatus.Done ? (byte)1 : (byte)0;
        return status;
    }

    private static VmStatus SetOutgoingLength(ref NativeCall call)
    {
        if (call.Machine.Registers.ApduState != Outgoing)
        {
            return call.Throw(RomClass.ApduException, IllegalUse);
        }

        return TrySetLength(ref call, call.Short(1)) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus SendBytes(ref NativeCall call)
    {
        int offset = call.Short(1);
        int length = call.Short(2);
        if (offset < 0 || length < 0 || offset > Machine.ApduBufferLength - length)
        {
            return call.Throw(RomClass.ApduException, BufferBounds);
        }

        return TrySend(ref call, call.Machine.ApduBuffer.Slice(offset, length)) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus SendBytesLong(ref NativeCall call)
    {
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), call.Short(3)))
        {
            return VmStatus.Throw;
        }

        return TrySend(ref call, call.Read(array, call.Short(2), call.Short(3))) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus SetOutgoingAndSend(ref NativeCall call) =>
        TryBeginOutgoing(ref call) && TrySetLength(ref call, call.Short(2)) ? SendBytes(ref call) : VmStatus.Throw;

    /// <summary>setOutgoing: the command has been received.</summary>
    public static bool TryBeginOutgoing(ref NativeCall call)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        if (registers.ApduState >= Outgoing || registers.HasApdu == 0)
        {
            return call.Fail(RomClass.ApduException, IllegalUse);
        }

        registers.ApduState = Outgoing;
        return true;
    }

    /// <summary>setOutgoingLength.</summary>
    public static bool TrySetLength(ref NativeCall call, int length)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        int most = registers.IsExtended != 0 ? WorkingMap.OutgoingCapacity : MaxShortResponse;
        if (length < 0 || length > most)
        {
            return call.Fail(RomClass.ApduException, BadLength);
        }

        registers.OutgoingLength = (ushort)length;
        registers.ApduState = OutgoingLengthKnown;
        return true;
    }

    /// <summary>Sends bytes: no more than were announced.</summary>
    public static bool TrySend(ref NativeCall call, ReadOnlySpan<byte> source)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        bool isFull = registers.ApduState == FullOutgoing;
        if (registers.ApduState < OutgoingLengthKnown || (isFull && source.Length != 0) || source.Length > registers.OutgoingLength - registers.OutgoingSent)
        {
            return call.Fail(RomClass.ApduException, IllegalUse);
        }

        source.CopyTo(call.Machine.Working.Span(WorkingMap.Outgoing + registers.OutgoingSent, source.Length));
        registers.OutgoingSent += (ushort)source.Length;
        if (source.IsEmpty)
        {
            return true;
        }

        registers.ApduState = registers.OutgoingSent == registers.OutgoingLength ? FullOutgoing : PartialOutgoing;
        return true;
    }

    /// <summary>Gives the applet as many bytes of data as the buffer takes; those behind wait where chained commands are gathered.</summary>
    public static int Take(ref NativeCall call, int offset, int end)
    {
        ref MachineRegisters registers = ref call.Machine.Registers;
        int count = Math.Min(registers.IncomingLength - registers.IncomingTaken, end - offset);
        if (registers.IncomingTaken != 0)
        {
            call.Machine.Working.Span(WorkingMap.CommandChain + WorkingMap.CommandChainHeaderLength + registers.IncomingTaken, count)
                .CopyTo(call.Machine.ApduBuffer.Slice(offset));
        }

        registers.IncomingTaken += (ushort)count;
        registers.ApduState = registers.IncomingTaken == registers.IncomingLength ? FullIncoming : PartialIncoming;
        return count;
    }

    private static bool IsIncoming(ref NativeCall call) => call.Machine.Registers.ApduState is Initial or PartialIncoming or FullIncoming;

    /// <summary>Where the data begin in the buffer.</summary>
    public static int DataOffset(ref NativeCall call) => call.Machine.Registers.IsExtended != 0 ? 7 : 5;

    private static ClassByte Class(ref NativeCall call) => new(call.Machine.ApduBuffer[0]);
}
