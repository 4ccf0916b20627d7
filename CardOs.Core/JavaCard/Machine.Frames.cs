using System;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Frames that are not pushed by bytecode: of the card's own calls, and of native methods that call.</summary>
internal sealed partial class Machine
{
    // What runs when the interpreter goes on: the method that a native one invoked.
    internal PoolEntry Invoked { get; private set; }

    /// <summary>Instructions that the command may still run, see <see cref="CardOptions.InstructionBudget"/>.</summary>
    public long Fuel { get; set; }

    internal ushort ContinuationResult { get; set; }

    /// <summary>Runs a method as an applet instance's, to its end.</summary>
    /// <param name="method">The method.</param>
    /// <param name="owner">As whose it runs.</param>
    /// <param name="arguments">The cells of its arguments.</param>
    /// <param name="result">The short or reference that it returned.</param>
    /// <returns>Done; Throw with the object in the registers; Suspended with everything on the stack; or why it cannot go on.</returns>
    public VmStatus Call(PoolEntry method, byte owner, scoped ReadOnlySpan<ushort> arguments, out short result)
    {
        result = 0;
        ref MachineRegisters registers = ref Registers;
        int header = registers.Frame == 0 ? Floor : registers.Top;
        if (!TryPushHeader(header, Frame.BoundaryKind, 0, arguments.Length + 2))
        {
            return Throw(RomClass.SystemException, NoRoom);
        }

        Cell(header + Frame.Method) = registers.Top;
        registers.Frame = (ushort)header;
        registers.Owner = owner;
        int operands = header + Frame.HeaderCells;
        for (int i = 0; i < arguments.Length; i++)
        {
            Cell(operands + i) = arguments[i];
        }

        registers.Top = (ushort)(operands + arguments.Length);
        VmStatus status = Interpreter.Call(method);
        return End(header, status, out result);
    }

    /// <summary>The applet that called into the context that runs; the JCRE when it did.</summary>
    public byte PreviousOwner()
    {
        byte running = ContextOf[Registers.Owner];
        int frame = Registers.Frame;
        while (frame != 0)
        {
            var caller = (byte)Cell(frame + Frame.Owner);
            if (ContextOf[caller] != running || Cell(frame + Frame.Kind) == Frame.BoundaryKind)
            {
                return caller;
            }

            frame = Cell(frame + Frame.Caller);
        }

        return Owner.Jcre;
    }

    /// <summary>Whether another context may be entered: its applet is not one that the terminal uses on another channel alone.</summary>
    public bool MayEnter(byte owner) => !InstanceOf(owner).IsNull && View.Maps(Memory, InstanceOf(owner));

    internal VmStatus PushContinuation(int arguments, byte owner, PoolEntry method, int step, scoped ReadOnlySpan<ushort> cells)
    {
        ref MachineRegisters registers = ref Registers;
        if (!TryWait(arguments, step, cells.Length))
        {
            return Throw(RomClass.SystemException, NoRoom);
        }

        int operands = registers.Frame + Frame.HeaderCells;
        for (int i = 0; i < cells.Length; i++)
        {
            Cell(operands + i) = cells[i];
        }

        registers.Top = (ushort)(operands + cells.Length);
        Invoked = method;
        InvokedOwner = owner;
        return VmStatus.Call;
    }

    /// <summary>The native method that waits in the running frame.</summary>
    internal PoolEntry WaitingNative(out int step, out int arguments)
    {
        int header = Registers.Frame;
        ushort steps = Cell(header + Frame.Step);
        step = (byte)steps;
        arguments = header - Cell(header + Frame.Locals);
        ulong bits = ((ulong)(Cell(header + Frame.Method) | ((uint)Cell(header + Frame.Method + 1) << 16)) << 32) | ((ulong)(steps >> 8) << PoolEntry.StackShift);
        return new PoolEntry(bits | (ulong)PoolEntry.Kind.Native);
    }

    private const short NoRoom = 5;

    /// <summary>The native method that runs.</summary>
    internal PoolEntry Running { get; set; }

    internal byte InvokedOwner { get; private set; }

    // A native method that called before has its frame already.
    private bool TryWait(int arguments, int step, int cells)
    {
        int header = Registers.Frame;
        if (Cell(header + Frame.Kind) != Frame.NativeKind || header - Cell(header + Frame.Locals) != arguments)
        {
            // The result, of up to two cells, does not reach the header.
            header = Math.Max(Registers.Top, arguments + 2);
            if (!TryPushHeader(header, Frame.NativeKind, header - arguments, cells + 2))
            {
                return false;
            }

            Cell(header + Frame.Method) = (ushort)(Running.Bits >> 32);
            Cell(header + Frame.Method + 1) = (ushort)(Running.Bits >> 48);
            Registers.Frame = (ushort)header;
        }

        Cell(header + Frame.Step) = (ushort)(step | (Running.NativeToken << 8));
        Cell(header + Frame.Stack) = (ushort)(cells + 2);
        return header + Frame.HeaderCells + cells + 2 <= WorkingMap.MachineStackCells;
    }

    private bool TryPushHeader(int header, short kind, int locals, int operands)
    {
        if (header + Frame.HeaderCells + operands > WorkingMap.MachineStackCells)
        {
            return false;
        }

        ref MachineRegisters registers = ref Registers;
        Cell(header + Frame.ReturnPc) = (ushort)registers.Pc;
        Cell(header + Frame.ReturnPc + 1) = (ushort)(registers.Pc >> 16);
        Cell(header + Frame.Caller) = registers.Frame;
        Cell(header + Frame.Owner) = registers.Owner;
        Cell(header + Frame.Locals) = (ushort)locals;
        Cell(header + Frame.Kind) = (ushort)kind;
        Cell(header + Frame.Stack) = (ushort)operands;
        return true;
    }

    // What a call of the card leaves: its result, or frames that wait.
    private VmStatus End(int header, VmStatus status, out short result)
    {
        result = 0;
        if (status == VmStatus.Suspended)
        {
            PutToRest(header);
            return status;
        }

        result = (short)Cell(header + Frame.HeaderCells);
        PopBoundary(header);
        return status;
    }

    private void PopBoundary(int header)
    {
        ref MachineRegisters registers = ref Registers;
        registers.Pc = Cell(header + Frame.ReturnPc) | (Cell(header + Frame.ReturnPc + 1) << 16);
        registers.Frame = Cell(header + Frame.Caller);
        registers.Owner = (byte)Cell(header + Frame.Owner);
        registers.Top = Cell(header + Frame.Method);
        if (registers.Frame == 0)
        {
            ReleaseOneShots();
        }
    }

    private ref ushort Cell(int index) => ref Working.Cell<ushort>(WorkingMap.MachineStack + (2 * index));
}
