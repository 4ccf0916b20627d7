using System;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Frames that wait for the terminal, while other calls run above them.</summary>
internal sealed partial class Machine
{
    private const short IllegalUse = 6;

    /// <summary>Whether frames wait for the terminal.</summary>
    public bool IsWaiting => AtRest.Frame != 0;

    /// <summary>Goes on with the native method that waits, to the end of the call that it belongs to, or until it waits again.</summary>
    /// <param name="result">The short or reference that the call returned.</param>
    /// <returns>As <see cref="Call"/>.</returns>
    public VmStatus Resume(out short result)
    {
        ref MachineRegisters registers = ref Registers;
        ref MachineAtRest rest = ref AtRest;
        registers.Pc = rest.Pc;
        registers.Frame = rest.Frame;
        registers.Top = rest.Top;
        registers.Owner = rest.Owner;
        RestingReasons.CopyTo(Reasons);
        int header = rest.Boundary;
        rest.Frame = 0;
        return End(header, Interpreter.Resume(), out result);
    }

    /// <summary>Drops the frames that wait, without running any of it.</summary>
    public void DropWaiting() => AtRest.Frame = 0;

    /// <summary>Whether frames that wait are an owner's, or run code of a package or in its context.</summary>
    /// <param name="owner">An applet instance, or 0.</param>
    /// <param name="package">A package, or 0.</param>
    public bool IsWaitingIn(byte owner, byte package)
    {
        ref MachineAtRest rest = ref AtRest;
        byte running = rest.Owner;
        int frame = rest.Frame;
        while (frame != 0)
        {
            bool runsCode = Cell(frame + Frame.Kind) == Frame.JavaKind && Cell(frame + Frame.Method + 1) >> (Frame.PackageShift - 16) == package;
            if (running != 0 && (running == owner || (package != 0 && (ContextOf[running] == package || runsCode))))
            {
                return true;
            }

            running = (byte)Cell(frame + Frame.Owner);
            frame = Cell(frame + Frame.Caller);
        }

        return false;
    }

    /// <summary>The cells of the frames that wait: any of them may be a reference.</summary>
    public ReadOnlySpan<ushort> WaitingCells =>
        MemoryMarshal.Cast<byte, ushort>(Working.Span(WorkingMap.MachineStack, IsWaiting ? 2 * AtRest.Top : 0));

    /// <summary>Leaves a native method waiting on the stack for the terminal; <see cref="Resume"/> goes on with it.</summary>
    /// <remarks>An applet's transaction is aborted, since no transaction outlives its command (TS 102 241).</remarks>
    internal VmStatus PushSuspension(int arguments, int step)
    {
        if (IsWaiting || !IsOnlyCall())
        {
            return Throw(RomClass.SystemException, IllegalUse);
        }

        AbortTransaction();
        if (Memory.Journal.IsOpen)
        {
            return Throw(RomClass.SystemException, IllegalUse);
        }

        if (!TryWait(arguments, step, 0))
        {
            return Throw(RomClass.SystemException, NoRoom);
        }

        Registers.Top = (ushort)(Registers.Frame + Frame.HeaderCells);
        return VmStatus.Suspended;
    }

    private ref MachineAtRest AtRest => ref Working.Cell<MachineAtRest>(WorkingMap.MachineAtRest);

    private Span<short> RestingReasons =>
        MemoryMarshal.Cast<byte, short>(Working.Span(WorkingMap.MachineAtRest + MachineAtRest.ReasonsOffset, MaxObjects * sizeof(short)));

    // Where the stack begins for a call of the card.
    private int Floor => IsWaiting ? AtRest.Top : 1;

    // What is lent for one use does not outlive the command.
    private void PutToRest(int boundary)
    {
        ref MachineRegisters registers = ref Registers;
        ref MachineAtRest rest = ref AtRest;
        rest.Pc = registers.Pc;
        rest.Frame = registers.Frame;
        rest.Top = registers.Top;
        rest.Boundary = (ushort)boundary;
        rest.Owner = registers.Owner;
        Reasons.CopyTo(RestingReasons);
        ReleaseOneShots();
        registers.Frame = 0;
        registers.Top = 0;
        registers.Owner = Owner.Jcre;
    }

    // Whether what runs was called by the card itself, and not by the card within another call.
    private bool IsOnlyCall()
    {
        int frame = Registers.Frame;
        while (Cell(frame + Frame.Kind) != Frame.BoundaryKind)
        {
            frame = Cell(frame + Frame.Caller);
        }

        return Cell(frame + Frame.Caller) == 0;
    }
}
