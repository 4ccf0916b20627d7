using System;
using System.Buffers.Binary;
using CardOs.Applications;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.JCSystem.</summary>
internal static class JcSystemClass
{
    private const short InProgress = 1;
    private const short NotInProgress = 2;
    private const short IllegalValue = 1;
    private const short IllegalTransient = 3;

    private const byte ClearOnReset = 1;
    private const byte ClearOnDeselect = 2;

    // The token of Applet.getShareableInterfaceObject.
    private const int GetShareableToken = 5;

    public static NativeClass Define() => new(RomClass.JcSystem, "JCSystem", RomClass.Object)
    {
        Statics =
        [
            new(0, "abortTransaction", "()V", Abort),
            new(1, "beginTransaction", "()V", Begin),
            new(2, "commitTransaction", "()V", Commit),
            new(3, "getAID", "()LAID;", GetAid),
            new(4, "getAppletShareableInterfaceObject", "(LAID;B)LShareable;", GetShareable),
            new(5, "getMaxCommitCapacity", "()S", GetMaxCommitCapacity),
            new(6, "getPreviousContextAID", "()LAID;", GetPreviousAid),
            new(7, "getTransactionDepth", "()B", GetDepth),
            new(8, "getUnusedCommitCapacity", "()S", GetUnusedCommitCapacity),
            new(9, "getVersion", "()S", GetVersion),
            new(10, "isTransient", "(LObject;)B", IsTransient),
            new(11, "lookupAID", "([BSB)LAID;", LookUpAid),
            new(12, "makeTransientBooleanArray", "(SB)[Z", MakeBooleans),
            new(13, "makeTransientByteArray", "(SB)[B", MakeBytes),
            new(14, "makeTransientObjectArray", "(SB)[LObject;", MakeObjects),
            new(15, "makeTransientShortArray", "(SB)[S", MakeShorts),
            new(16, "getAvailableMemory", "(B)S", GetAvailableMemory),
            new(17, "isObjectDeletionSupported", "()Z", IsDeletionSupported),
            new(18, "requestObjectDeletion", "()V", RequestDeletion),
            new(19, "getAssignedChannel", "()B", GetAssignedChannel),
            new(20, "isAppletActive", "(LAID;)Z", IsAppletActive),
            new(21, "makeGlobalArray", "(BS)LObject;", MakeGlobal),
            new(22, "getAvailableMemory", "([SSB)V", GetAvailableMemoryLong),
        ],
    };

    private static VmStatus Begin(ref NativeCall call)
    {
        if (call.Machine.IsTransactionOpen)
        {
            return call.Throw(RomClass.TransactionException, InProgress);
        }

        call.Machine.BeginTransaction();
        return call.Return();
    }

    private static VmStatus Commit(ref NativeCall call)
    {
        if (!call.Machine.IsTransactionOpen)
        {
            return call.Throw(RomClass.TransactionException, NotInProgress);
        }

        call.Machine.CommitTransaction();
        return call.Return();
    }

    private static VmStatus Abort(ref NativeCall call)
    {
        if (!call.Machine.IsTransactionOpen)
        {
            return call.Throw(RomClass.TransactionException, NotInProgress);
        }

        call.Machine.AbortTransaction();
        return call.Return();
    }

    private static VmStatus GetDepth(ref NativeCall call) => call.Return((short)call.Machine.TransactionDepth);

    private static VmStatus GetMaxCommitCapacity(ref NativeCall call) => call.Return((short)NonVolatileMap.JournalLength);

    private static VmStatus GetUnusedCommitCapacity(ref NativeCall call) =>
        call.Return((short)Math.Min(NonVolatileMap.JournalLength - call.Machine.Memory.Journal.Used, short.MaxValue));

    // Java Card 3.0.5 says 3.0.
    private static VmStatus GetVersion(ref NativeCall call) => call.Return(0x0300);

    private static VmStatus GetAid(ref NativeCall call) => call.ReturnReference(call.Machine.AidObjectOf(call.Caller));

    private static VmStatus GetPreviousAid(ref NativeCall call) => call.ReturnReference(call.Machine.AidObjectOf(call.Machine.PreviousOwner()));

    private static VmStatus LookUpAid(ref NativeCall call)
    {
        int length = (sbyte)call.Byte(2);
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), length))
        {
            return VmStatus.Throw;
        }

        NvAddress found = AppletHost.Find(call.Card, call.Machine.View, call.Read(array, call.Short(1), length));
        return call.ReturnReference(found.IsNull ? (ushort)0 : new AppletPart(call.Machine.Memory, found).AidObject);
    }

    private static VmStatus GetShareable(ref NativeCall call)
    {
        if (call.Step != 0)
        {
            // Whatever the server threw is null for the client: JCRE 6.2.7.2.
            return call.ReturnReference(call.Threw ? (ushort)0 : call.Result);
        }

        if (call.Reference(0) == 0)
        {
            return call.ReturnReference(0);
        }

        if (!call.TryObject(0, RomClass.Aid, out HandleEntry aid))
        {
            return VmStatus.Throw;
        }

        NvAddress found = AppletHost.Find(call.Card, call.Machine.View, AidClass.BytesOf(call.Machine.Memory, aid));
        if (found.IsNull)
        {
            return call.ReturnReference(0);
        }

        return AppletHost.MayEnter(call.Card, found) ? AskForShareable(ref call, found, call.Byte(1)) : call.Throw(RomClass.SecurityException);
    }

    /// <summary>Calls getShareableInterfaceObject of an applet, as the JCRE does for the caller; the native method goes on with step 1.</summary>
    /// <returns>What it is to return: of an applet without such a method, null.</returns>
    public static VmStatus AskForShareable(ref NativeCall call, NvAddress application, byte parameter)
    {
        var server = new AppletPart(call.Machine.Memory, application);
        HandleEntry applet = call.Heap.Entry(server.Object);
        PoolEntry method = call.Machine.FindVirtual(call.Heap.ClassOf(applet), GetShareableToken);
        Span<ushort> arguments = stackalloc ushort[3];
        arguments[0] = server.Object;
        arguments[1] = call.Machine.AidObjectOf(call.Caller);
        arguments[2] = (ushort)(short)(sbyte)parameter;
        return method.IsMethod ? call.Invoke(method, server.Number, step: 1, arguments) : call.ReturnReference(0);
    }

    private static VmStatus IsTransient(ref NativeCall call)
    {
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        if (call.Reference(0) == 0)
        {
            return call.Return((short)0);
        }

        if (entry.IsFree || !Firewall.MayUse(call.Machine, entry.Owner))
        {
            return call.Throw(RomClass.SecurityException);
        }

        return call.Return(entry.Kind != ObjectKind.TransientArray
            ? (short)0
            : call.Heap.ArrayOf(call.Reference(0), entry).OnDeselect ? ClearOnDeselect : ClearOnReset);
    }

    private static VmStatus MakeBooleans(ref NativeCall call) => MakeTransient(ref call, ObjectKind.BooleanArray);

    private static VmStatus MakeBytes(ref NativeCall call) => MakeTransient(ref call, ObjectKind.ByteArray);

    private static VmStatus MakeObjects(ref NativeCall call) => MakeTransient(ref call, ObjectKind.ReferenceArray);

    private static VmStatus MakeShorts(ref NativeCall call) => MakeTransient(ref call, ObjectKind.ShortArray);

    /// <summary>Makes a transient array, from its length and when it is cleared.</summary>
    public static VmStatus MakeTransient(ref NativeCall call, ObjectKind kind) =>
        TryMakeTransient(ref call, kind, call.Short(0), call.Byte(1), out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;

    /// <summary>Makes a transient array; one that is cleared on deselection needs its package to be selected.</summary>
    public static bool TryMakeTransient(ref NativeCall call, ObjectKind kind, short length, byte clearing, out ushort handle)
    {
        handle = 0;
        if (clearing is not (ClearOnReset or ClearOnDeselect))
        {
            return call.Fail(RomClass.SystemException, IllegalValue);
        }

        ref MachineRegisters registers = ref call.Machine.Registers;
        bool isOfSelected = registers.Installing != 0 || call.Machine.ContextOf[registers.Selected] == call.Machine.ContextOf[call.Caller];
        if (clearing == ClearOnDeselect && !isOfSelected)
        {
            return call.Fail(RomClass.SystemException, IllegalTransient);
        }

        return call.TryNewTransient(kind, length, clearing == ClearOnDeselect, call.Caller, out handle);
    }

    /// <summary>The kind of array that ARRAY_TYPE_BOOLEAN, BYTE, SHORT, INT or OBJECT stands for; Free for none.</summary>
    public static ObjectKind KindOf(byte type) =>
        type is >= 1 and <= 5 ? (ObjectKind)((int)ObjectKind.BooleanArray + type - 1) : ObjectKind.Free;

    // Nobody can keep a reference to it, so that it is garbage behind the command.
    private static VmStatus MakeGlobal(ref NativeCall call)
    {
        ObjectKind kind = KindOf(call.Byte(0));
        if (kind == ObjectKind.Free)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        if (!call.TryNewTransient(kind, call.Short(1), onDeselect: false, Owner.GlobalArray, out ushort handle))
        {
            return VmStatus.Throw;
        }

        call.Machine.Registers.IsDeletionRequested = 1;
        return call.ReturnReference(handle);
    }

    private static VmStatus GetAvailableMemory(ref NativeCall call)
    {
        int free = FreeBytes(ref call, call.Byte(0));
        return free < 0 ? call.Throw(RomClass.SystemException, IllegalValue) : call.Return((short)Math.Min(free, short.MaxValue));
    }

    // In two shorts, the higher one first.
    private static VmStatus GetAvailableMemoryLong(ref NativeCall call)
    {
        if (!call.TryArray(0, ObjectKind.ShortArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), 2))
        {
            return VmStatus.Throw;
        }

        int free = FreeBytes(ref call, call.Byte(2));
        if (free < 0)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        Span<byte> elements = stackalloc byte[2 * sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(elements, (short)(free >> 16));
        BinaryPrimitives.WriteInt16LittleEndian(elements.Slice(sizeof(short)), (short)free);
        return call.TryWrite(array, call.Short(1) * sizeof(short), elements) ? call.Return() : VmStatus.Throw;
    }

    private static int FreeBytes(ref NativeCall call, byte type) => type switch
    {
        0 => call.Machine.Memory.Allocator.FreeBytes(),
        ClearOnReset or ClearOnDeselect => call.Heap.FreeTransientBytes,
        _ => -1,
    };

    private static VmStatus IsDeletionSupported(ref NativeCall call) => call.Return(true);

    private static VmStatus RequestDeletion(ref NativeCall call)
    {
        call.Machine.Registers.IsDeletionRequested = 1;
        return call.Return();
    }

    private static VmStatus GetAssignedChannel(ref NativeCall call) => call.Return(call.Machine.Registers.Channel);

    private static VmStatus IsAppletActive(ref NativeCall call)
    {
        if (!call.TryObject(0, RomClass.Aid, out HandleEntry aid))
        {
            return VmStatus.Throw;
        }

        NvAddress found = AppletHost.Find(call.Card, call.Machine.View, AidClass.BytesOf(call.Machine.Memory, aid));
        return call.Return(!found.IsNull && AppletHost.CountActive(call.Card, new AppletPart(call.Machine.Memory, found).Package) > 0);
    }
}
