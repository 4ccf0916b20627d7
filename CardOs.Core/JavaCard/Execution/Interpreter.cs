using System.Runtime.CompilerServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Runs bytecode in place, until the call of the card that began it returns, waits, or fails.</summary>
/// <remarks>
/// The memories are pinned while it runs. The loop is in one method, because its program counter and operand pointer live in
/// processor registers only so; what is long stands by family in the other parts. Non-volatile memory is only read by pointer:
/// every write goes through <see cref="NonVolatileMemory"/>.
/// </remarks>
internal sealed unsafe partial class Interpreter
{
    // AggressiveOptimization, which netstandard2.0 does not name: a loop that runs for long is not replaced while it does.
    private const MethodImplOptions CompileOnce = (MethodImplOptions)512;

    private readonly Machine _machine;
    private readonly Heap _heap;
    private readonly NonVolatileMemory _memory;

    // Valid while a run lasts.
    private byte* _nv;
    private byte* _working;
    private int* _blocks;
    private short* _stack;
    private short* _end;

    // The header of the running frame; the end of its operands; what is left of the budget. In fields, so that what the loop uses all the time gets the registers.
    private short* _frame;
    private short* _high;
    private long _fuel;

    // Of the package whose code runs.
    private byte _package;
    private byte* _code;
    private nuint _codeLength;
    private byte* _pool;
    private uint _poolCount;

    // The owner whose code runs; as it stands in handle entries.
    private byte _owner;
    private uint _ownerBits;

    public Interpreter(Machine machine)
    {
        _machine = machine;
        _heap = machine.Heap;
        _memory = machine.Memory;
    }

    private ref MachineRegisters Registers => ref *(MachineRegisters*)(_working + WorkingMap.Machine);

    /// <summary>Calls <paramref name="method"/>, whose arguments are the topmost operands, and goes on until a boundary frame is the running one again.</summary>
    public VmStatus Call(PoolEntry method) => Run(method);

    /// <summary>Goes on with the native method that waits in the running frame.</summary>
    public VmStatus Resume() => Run(default);

    private VmStatus Run(PoolEntry method)
    {
        fixed (byte* nv = &_memory.Origin)
        fixed (byte* working = &_machine.Working.Byte(0))
        fixed (int* blocks = &_heap.Blocks[0])
        {
            _nv = nv;
            _working = working;
            _blocks = blocks;
            _stack = (short*)(working + WorkingMap.MachineStack);
            _end = _stack + WorkingMap.MachineStackCells;
            _package = 0;
            SetOwner(Registers.Owner);
            return Loop(method);
        }
    }

    // The frame is complete in working memory while anything but the loop runs.
    private void Spill(byte* pc, short* top)
    {
        ref MachineRegisters registers = ref Registers;
        registers.Pc = (int)(pc - _nv);
        registers.Frame = (ushort)(_frame - _stack);
        registers.Top = (ushort)(top - _stack);
    }

    private void SetOwner(byte owner)
    {
        Registers.Owner = owner;
        _owner = owner;
        _ownerBits = (uint)owner << HandleEntry.OwnerShift;
    }

    private void SetPackage(byte number)
    {
        LoadedPackage package = _machine.Package(number);
        _package = number;
        _code = _nv + package.Code;
        _codeLength = (nuint)package.CodeLength;
        _pool = _nv + package.Pool;
        _poolCount = (uint)package.PoolCount;
    }

    /// <summary>The entry of a handle, 0 when it is not mapped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint EntryOf(short handle)
    {
        uint index = (ushort)handle;
        uint block = (uint)_blocks[index >> 8];
        uint entry = 0;
        if (block != 0)
        {
            entry = *(uint*)(_nv + block + ((index & 0xFF) * HandleEntry.Length));
        }

        return entry;
    }

    /// <summary>The pool entry of a kind with an index; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong PoolAt(uint index, PoolEntry.Kind kind)
    {
        if (index >= _poolCount)
        {
            return 0;
        }

        ulong entry = *(ulong*)(_pool + (index * PoolEntry.Length));
        return (byte)entry == (byte)kind ? entry : 0;
    }

    /// <summary>The pool entry of a field with an index, whether it holds references or not; 0 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong EitherAt(uint index, PoolEntry.Kind kind)
    {
        if (index >= _poolCount)
        {
            return 0;
        }

        ulong entry = *(ulong*)(_pool + (index * PoolEntry.Length));
        return ((byte)entry & ~PoolEntry.ReferenceFlag) == (byte)kind ? entry : 0;
    }
}
