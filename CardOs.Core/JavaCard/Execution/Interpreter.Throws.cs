namespace CardOs.JavaCard;

/// <summary>From a thrown object to its handler.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int HandlerLength = 8;

    // Where the search for a handler ended.
    private byte* _handler;

    /// <summary>Unwinds to the handler of the thrown object, to a native method that waits for the outcome, or to where the card called.</summary>
    /// <returns>Whether it is a native method.</returns>
    private bool Unwind(byte* pc)
    {
        short* frame = _frame;
        short handle = (short)Registers.Exception;
        var thrown = new HandleEntry(EntryOf(handle));
        ushort type = thrown.Kind == ObjectKind.Object ? _heap.ClassOf(thrown) : RomClass.None;
        while (frame[Frame.Kind] == Frame.JavaKind)
        {
            byte package = (byte)(*(uint*)(frame + Frame.Method) >> Frame.PackageShift);
            if (package != _package)
            {
                SetPackage(package);
            }

            if (TryFindHandler((int)(pc - _code), type, out int handler))
            {
                pc = _code + handler;
                break;
            }

            // The instruction that called lies in front of where it would go on.
            pc = _nv + *(int*)(frame + Frame.ReturnPc) - 1;
            SetOwner((byte)frame[Frame.Owner]);
            frame = _stack + (ushort)frame[Frame.Caller];
        }

        _frame = frame;
        _handler = pc;
        return frame[Frame.Kind] == Frame.NativeKind;
    }

    // JCVM 6.10.1: the table is in the order of the search; the stop bit ends it for a method.
    private bool TryFindHandler(int offset, ushort type, out int handler)
    {
        const int StopBit = 0x8000;
        int count = _code[0];
        for (int i = 0; i < count; i++)
        {
            byte* row = _code + 1 + (i * HandlerLength);
            int start = (int)ReadUInt16(row);
            int length = (int)ReadUInt16(row + 2);
            if (offset < start || offset >= start + (length & ~StopBit))
            {
                continue;
            }

            uint caught = ReadUInt16(row + 6);
            ulong pool = caught == 0 ? 0 : PoolAt(caught, PoolEntry.Kind.Class);
            handler = (int)ReadUInt16(row + 4);
            if ((caught == 0 || (pool != 0 && type != RomClass.None && _machine.IsAssignable(type, new PoolEntry(pool).ClassId)))
                && handler < (int)_codeLength)
            {
                return true;
            }

            if ((length & StopBit) != 0)
            {
                break;
            }
        }

        handler = 0;
        return false;
    }

    /// <summary>Makes an object the one that is thrown: it must be a Throwable that the code may use, else something else is thrown.</summary>
    private void ThrowObject(short handle)
    {
        var entry = new HandleEntry(EntryOf(handle));
        if (handle == 0)
        {
            _machine.Throw(RomClass.NullPointerException);
        }
        else if (entry.Kind != ObjectKind.Object || !Firewall.MayUse(_machine, entry.Owner) || !_machine.IsAssignable(_heap.ClassOf(entry), RomClass.Throwable))
        {
            _machine.Throw(RomClass.SecurityException);
        }
        else
        {
            Registers.Exception = (ushort)handle;
        }
    }
}
