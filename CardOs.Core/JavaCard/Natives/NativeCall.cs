using System.Runtime.CompilerServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>A call of a native method: its arguments, and where its result goes.</summary>
/// <remarks>
/// Arguments are cells, the object itself first; an int takes two. Methods that begin with Try return false when they have thrown,
/// and the native method then returns <see cref="VmStatus.Throw"/>.
/// </remarks>
internal readonly ref partial struct NativeCall
{
    private readonly int _base;

    /// <param name="machine">The machine.</param>
    /// <param name="arguments">The cell of the first argument.</param>
    /// <param name="step">0, or the step that a continuation was pushed with.</param>
    /// <param name="threw">Whether the method that the continuation called threw.</param>
    public NativeCall(Machine machine, int arguments, int step, bool threw)
    {
        Machine = machine;
        _base = arguments;
        Step = step;
        Threw = threw;
    }

    public Machine Machine { get; }

    public CardState Card => Machine.Card;

    public Heap Heap => Machine.Heap;

    /// <summary>0 when the method is called; else what it gave to <see cref="Invoke(PoolEntry, byte, int, System.ReadOnlySpan{ushort})"/>.</summary>
    public int Step { get; }

    /// <summary>Whether the method that was invoked ended with an exception; returning Throw passes it on.</summary>
    public bool Threw { get; }

    /// <summary>The applet instance whose code called.</summary>
    public byte Caller => Machine.Registers.Owner;

    public short Short(int index) => (short)Cell(index);

    public byte Byte(int index) => (byte)Cell(index);

    public bool Boolean(int index) => (byte)Cell(index) != 0;

    /// <summary>An int, by the first of its two cells.</summary>
    public int Int(int index) => Unsafe.ReadUnaligned<int>(ref Machine.Working.Byte(AddressOf(index)));

    /// <summary>A reference; 0 is null.</summary>
    public ushort Reference(int index) => Cell(index);

    public VmStatus Return() => VmStatus.Done;

    public VmStatus Return(short value)
    {
        Cell(0) = (ushort)value;
        return VmStatus.Done;
    }

    public VmStatus Return(bool value) => Return((short)(value ? 1 : 0));

    public VmStatus ReturnReference(ushort handle) => Return((short)handle);

    public VmStatus ReturnInt(int value)
    {
        Unsafe.WriteUnaligned(ref Machine.Working.Byte(AddressOf(0)), value);
        return VmStatus.Done;
    }

    /// <summary>Throws the JCRE's exception of a class.</summary>
    public VmStatus Throw(ushort classId, short reason = 0) => Machine.Throw(classId, reason);

    private ref ushort Cell(int index) => ref Machine.Working.Cell<ushort>(AddressOf(index));

    private int AddressOf(int index) => WorkingMap.MachineStack + (2 * (_base + index));
}
