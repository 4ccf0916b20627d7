using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkService;

/// <summary>javacard.framework.service.Dispatcher: calls services in the order in which they were added, phase by phase.</summary>
/// <remarks>
/// Hidden cells: an array of the services, one of their phases, how many there are. While a service runs, the step of the native method is its place in the arrays, plus 1.
/// </remarks>
internal static class ServiceDispatcherClass
{
    private const int ServicesCell = 0;
    private const int PhasesCell = 1;
    private const int CountCell = 2;

    private const byte InputPhase = 1;
    private const byte OutputPhase = 3;
    private const int MaxServices = 250;

    private const short IllegalParameter = 1;
    private const short TableFull = 2;
    private const short NoResource = 5;
    private const short InstructionNotSupported = 0x6D00;
    private const short Unknown = 0x6F00;
    private const int DataOffset = 5;

    public static NativeClass Define() => new(RomClass.ServiceDispatcher, "Dispatcher", RomClass.Object)
    {
        HiddenCells = 3,
        Statics = [new(0, "<init>", "(S)V", Construct)],
        Virtuals =
        [
            new(1, "addService", "(LService;B)V", Add),
            new(2, "removeService", "(LService;B)V", Remove),
            new(3, "dispatch", "(LAPDU;B)LException;", Dispatch),
            new(4, "process", "(LAPDU;)V", Process),
        ],
    };

    private static VmStatus Construct(ref NativeCall call)
    {
        int count = call.Short(1);
        if (count is < 0 or > MaxServices)
        {
            return count < 0 ? call.Throw(RomClass.ServiceException, IllegalParameter) : call.Throw(RomClass.SystemException, NoResource);
        }

        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        return call.TryNewArray(ObjectKind.ReferenceArray, count, call.Caller, out ushort services)
            && call.TryNewArray(ObjectKind.ByteArray, count, call.Caller, out ushort phases)
            && call.TryWriteCell(call.Reference(0), entry, ServicesCell, services)
            && call.TryWriteCell(call.Reference(0), entry, PhasesCell, phases)
            ? call.Return()
            : VmStatus.Throw;
    }

    private static VmStatus Add(ref NativeCall call)
    {
        if (!TryArguments(ref call, out ArrayRef services, out ArrayRef phases, out int count))
        {
            return VmStatus.Throw;
        }

        if (Find(ref call, services, phases, count) >= 0)
        {
            return call.Return();
        }

        if (count == services.Length)
        {
            return call.Throw(RomClass.ServiceException, TableFull);
        }

        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        return TryPut(ref call, services, phases, count, call.Reference(1), call.Byte(2))
            && TrySetCount(ref call, count + 1)
            && transaction.Commit()
            ? call.Return()
            : VmStatus.Throw;
    }

    private static VmStatus Remove(ref NativeCall call)
    {
        if (!TryArguments(ref call, out ArrayRef services, out ArrayRef phases, out int count))
        {
            return VmStatus.Throw;
        }

        int index = Find(ref call, services, phases, count);
        if (index < 0)
        {
            return call.Return();
        }

        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (; index < count - 1; index++)
        {
            if (!TryPut(ref call, services, phases, index, Service(ref call, services, index + 1), Phase(ref call, phases, index + 1)))
            {
                return VmStatus.Throw;
            }
        }

        return TryPut(ref call, services, phases, count - 1, 0, 0) && TrySetCount(ref call, count - 1) && transaction.Commit()
            ? call.Return()
            : VmStatus.Throw;
    }

    // Whatever a service throws is what dispatch returns; null when no service processed the command.
    private static VmStatus Dispatch(ref NativeCall call)
    {
        byte phase = call.Byte(2);
        if (call.Step == 0 && phase is < InputPhase or > OutputPhase)
        {
            return call.Throw(RomClass.ServiceException, IllegalParameter);
        }

        if (call.Threw)
        {
            return call.ReturnReference(call.Machine.Registers.Exception);
        }

        VmStatus status = Continue(ref call, phase, out bool isProcessed);
        if (status != VmStatus.Done)
        {
            return status;
        }

        return isProcessed ? Send(ref call, isAnswerThrown: true) : call.ReturnReference(0);
    }

    private static VmStatus Process(ref NativeCall call)
    {
        if (call.Threw)
        {
            return call.Throw(RomClass.IsoException, Unknown);
        }

        VmStatus status = Continue(ref call, InputPhase, out bool isProcessed);
        if (status != VmStatus.Done)
        {
            return status;
        }

        return isProcessed ? Send(ref call, isAnswerThrown: false) : call.Throw(RomClass.IsoException, InstructionNotSupported);
    }

    // Calls the next service; Done when all phases are.
    private static VmStatus Continue(ref NativeCall call, byte phase, out bool isProcessed)
    {
        isProcessed = false;
        if (!call.TryObject(1, RomClass.Apdu, out _) || !TryTable(ref call, out ArrayRef services, out ArrayRef phases, out int count))
        {
            return VmStatus.Throw;
        }

        int next = 0;
        if (call.Step != 0)
        {
            int last = call.Step - 1;
            phase = last < count ? Phase(ref call, phases, last) : OutputPhase;
            next = last + 1;
            if ((byte)call.Result != 0)
            {
                phase++;
                next = 0;
            }
        }

        for (; phase <= OutputPhase; phase++, next = 0)
        {
            // What was not processed has no output.
            if (phase == OutputPhase && call.Machine.Registers.ApduState < ApduClass.Outgoing)
            {
                return VmStatus.Done;
            }

            for (; next < count; next++)
            {
                ushort service = Service(ref call, services, next);
                HandleEntry entry = call.Heap.Entry(service);
                if (Phase(ref call, phases, next) != phase || entry.Kind != ObjectKind.Object)
                {
                    continue;
                }

                // A service that inherits the method of BasicService does nothing.
                PoolEntry method = call.Machine.FindInterfaceMethod(call.Heap.ClassOf(entry), RomClass.Service, phase - InputPhase);
                if (method.IsMethod)
                {
                    Span<ushort> arguments = stackalloc ushort[2];
                    arguments[0] = service;
                    arguments[1] = call.Reference(1);
                    return call.Invoke(method, call.Caller, next + 1, arguments);
                }
            }
        }

        isProcessed = true;
        return VmStatus.Done;
    }

    private static VmStatus Send(ref NativeCall call, bool isAnswerThrown)
    {
        int length = BasicServiceClass.OutputLengthOf(ref call);
        short status = BasicServiceClass.StatusOf(ref call);
        if (call.Machine.Registers.ApduState == ApduClass.Outgoing
            && (!ApduClass.TrySetLength(ref call, length) || !ApduClass.TrySend(ref call, call.Machine.ApduBuffer.Slice(DataOffset, length))))
        {
            return VmStatus.Throw;
        }

        return isAnswerThrown || status != unchecked((short)0x9000) ? call.Throw(RomClass.IsoException, status) : call.Return();
    }

    private static bool TryArguments(ref NativeCall call, out ArrayRef services, out ArrayRef phases, out int count)
    {
        services = default;
        phases = default;
        count = 0;
        if (call.Reference(1) == 0 || call.Byte(2) is < InputPhase or > OutputPhase)
        {
            return call.Fail(RomClass.ServiceException, IllegalParameter);
        }

        return call.TryObject(1, RomClass.Service, out _) && TryTable(ref call, out services, out phases, out count);
    }

    // Code that was not verified can use an object that was never constructed.
    private static bool TryTable(ref NativeCall call, out ArrayRef services, out ArrayRef phases, out int count)
    {
        HandleEntry own = call.Heap.Entry(call.Reference(0));
        ushort first = call.ReadCell(own, ServicesCell);
        ushort second = call.ReadCell(own, PhasesCell);
        services = default;
        phases = default;
        count = 0;
        if (call.Heap.Entry(first).Kind != ObjectKind.ReferenceArray || call.Heap.Entry(second).Kind != ObjectKind.ByteArray)
        {
            return call.Fail(RomClass.SecurityException);
        }

        services = call.Heap.ArrayOf(first, call.Heap.Entry(first));
        phases = call.Heap.ArrayOf(second, call.Heap.Entry(second));
        count = Math.Min(call.ReadCell(own, CountCell), Math.Min(services.Length, Math.Min(phases.Length, MaxServices)));
        return true;
    }

    private static int Find(ref NativeCall call, scoped in ArrayRef services, scoped in ArrayRef phases, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (Service(ref call, services, i) == call.Reference(1) && Phase(ref call, phases, i) == call.Byte(2))
            {
                return i;
            }
        }

        return -1;
    }

    private static ushort Service(scoped ref NativeCall call, scoped in ArrayRef services, int index)
    {
        ReadOnlySpan<byte> bytes = call.Read(services, 2 * index, 2);
        return (ushort)(bytes[0] | (bytes[1] << 8));
    }

    private static byte Phase(scoped ref NativeCall call, scoped in ArrayRef phases, int index) => call.Read(phases, index, 1)[0];

    private static bool TryPut(ref NativeCall call, scoped in ArrayRef services, scoped in ArrayRef phases, int index, ushort service, byte phase)
    {
        Span<byte> bytes = stackalloc byte[3];
        bytes[0] = (byte)service;
        bytes[1] = (byte)(service >> 8);
        bytes[2] = phase;
        return call.TryWrite(services, 2 * index, bytes.Slice(0, 2)) && call.TryWrite(phases, index, bytes.Slice(2));
    }

    private static bool TrySetCount(ref NativeCall call, int count) =>
        call.TryWriteCell(call.Reference(0), call.Heap.Entry(call.Reference(0)), CountCell, (ushort)count);
}
