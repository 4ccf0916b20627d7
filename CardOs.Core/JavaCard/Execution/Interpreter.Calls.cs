using System.Runtime.CompilerServices;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>What a call runs, and native methods.</summary>
internal sealed unsafe partial class Interpreter
{
    // Native methods called lately.
    private const int NativeSlots = 64;

    private readonly ulong[] _nativeKeys = new ulong[NativeSlots];
    private readonly NativeBody?[] _natives = new NativeBody?[NativeSlots];

    // Whose frame the called method gets, when a call switches the context.
    private byte _calledOwner;

    /// <summary>The method that a virtual call runs; none when it has thrown or there is none.</summary>
    private ulong FindVirtual(ulong entry, short receiver, out bool isMalformed)
    {
        isMalformed = false;
        var found = new HandleEntry(EntryOf(receiver));
        if (receiver == 0 || found.IsFree || ((found.Bits & (0xFFu << HandleEntry.OwnerShift)) != _ownerBits && !Firewall.MayUse(_machine, found.Owner)))
        {
            _machine.Throw(receiver == 0 ? RomClass.NullPointerException : RomClass.SecurityException);
            return 0;
        }

        var wanted = new PoolEntry(entry);
        ushort type = found.Kind == ObjectKind.Object ? *(ushort*)(_nv + found.Address) : RomClass.Object;
        PoolEntry method = _machine.FindVirtual(type, wanted.VirtualToken, (byte)(wanted.ClassId >> 8));

        // The class of the receiver need not be the one that was named: what matters is that the arguments are those of the method.
        isMalformed = method.IsNone || method.Arguments != wanted.Arguments;
        _calledOwner = _owner;
        return isMalformed ? 0 : method.Bits;
    }

    /// <summary>The method that an interface call runs; none when it has thrown or there is none. It may switch the context.</summary>
    private ulong FindInterface(uint arguments, uint index, byte token, short receiver, out bool isMalformed)
    {
        ulong pool = PoolAt(index, PoolEntry.Kind.Class);
        isMalformed = pool == 0;
        if (isMalformed)
        {
            return 0;
        }

        ushort target = new PoolEntry(pool).ClassId;
        var found = new HandleEntry(EntryOf(receiver));
        if (receiver == 0 || found.Kind != ObjectKind.Object)
        {
            _machine.Throw(receiver == 0 ? RomClass.NullPointerException : RomClass.SecurityException);
            return 0;
        }

        ushort type = *(ushort*)(_nv + found.Address);
        _calledOwner = _owner;
        if (found.Owner != _calledOwner && !Firewall.MayUse(_machine, found.Owner))
        {
            if (!_machine.IsShareable(type) || !_machine.IsShareable(target) || !_machine.MayEnter(found.Owner))
            {
                _machine.Throw(RomClass.SecurityException);
                return 0;
            }

            _calledOwner = found.Owner;
        }

        PoolEntry method = _machine.FindInterfaceMethod(type, target, token);
        isMalformed = method.IsNone || method.Arguments != arguments;
        return isMalformed ? 0 : method.Bits;
    }

    /// <summary>Runs a native method, with everything in the registers.</summary>
    private VmStatus CallNative(ulong entry, int arguments)
    {
        var method = new PoolEntry(entry);
        int slot = (int)((entry >> PoolEntry.StackShift) ^ (entry >> PoolEntry.NativeFlagsShift) ^ (entry >> PoolEntry.NativeClassShift)) & (NativeSlots - 1);
        NativeBody? body = _nativeKeys[slot] == entry ? _natives[slot] : FindNative(method, slot);
        if (body is null)
        {
            return VmStatus.Malformed;
        }

        _machine.Running = method;
        var call = new NativeCall(_machine, arguments, step: 0, threw: false);
        return body(ref call);
    }

    private NativeBody? FindNative(PoolEntry method, int slot)
    {
        _nativeKeys[slot] = method.Bits;
        _natives[slot] = _machine.NativeOf(method)?.Body;
        return _natives[slot];
    }

    // A constructor, a private method or one of a super class needs its object; a static one does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NeedsThis(ulong entry, OpCode op) =>
        op == OpCode.InvokeSpecial || ((byte)entry == (byte)PoolEntry.Kind.Native && (entry & (PoolEntry.ThisFlag << PoolEntry.NativeFlagsShift)) != 0);

    /// <summary>Goes on with the native method that waits in the running frame.</summary>
    private VmStatus ResumeNative(bool threw, out int results)
    {
        PoolEntry method = _machine.WaitingNative(out int step, out int arguments);
        NativeMethod? native = _machine.NativeOf(method);
        results = native?.ResultCells ?? 0;
        if (native?.Body is null)
        {
            return VmStatus.Malformed;
        }

        _machine.Running = method;
        var call = new NativeCall(_machine, arguments, step, threw);
        return native.Body(ref call);
    }

    /// <summary>Whether the object of a constructor or super call is one of the method's class; false when it has thrown.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool CheckThis(ulong entry, short receiver, OpCode op)
    {
        var method = new PoolEntry(entry);
        if (receiver == 0 && op == OpCode.InvokeSpecial)
        {
            _machine.Throw(RomClass.NullPointerException);
            return false;
        }

        if (method.IsMethod)
        {
            return true;
        }

        NativeMethod? native = _machine.NativeOf(method);
        var found = new HandleEntry(EntryOf(receiver));
        if (native is null
            || (native.HasThis
                && (found.Kind != ObjectKind.Object
                    || !Firewall.MayUse(_machine, found.Owner)
                    || !_machine.IsAssignable(_heap.ClassOf(found), method.NativeClass))))
        {
            _machine.Throw(RomClass.SecurityException);
            return false;
        }

        return true;
    }
}
