using System;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The JCRE's own objects: their handles are the same in every card.</summary>
internal sealed partial class Machine
{
    /// <summary>The APDU object.</summary>
    public const ushort ApduHandle = 1;

    /// <summary>Its buffer.</summary>
    public const ushort ApduBufferHandle = 2;

    /// <summary>The array with the parameters of an installation.</summary>
    public const ushort InstallBufferHandle = 3;

    public const int ApduBufferLength = 261;
    public const int InstallBufferLength = 255;

    private const int InstallBufferOffset = 264;

    /// <summary>The bytes of the APDU buffer.</summary>
    public Span<byte> ApduBuffer => Working.Span(WorkingMap.Transient, ApduBufferLength);

    /// <summary>The bytes of the array with the parameters of an installation.</summary>
    public Span<byte> InstallBuffer => Working.Span(WorkingMap.Transient + InstallBufferOffset, InstallBufferLength);

    /// <summary>Makes the heap with the JCRE's objects where there is none, together with the open transaction.</summary>
    public bool TryCreateHeap()
    {
        if (!Heap.Exists && !TryCreateObjects())
        {
            return false;
        }

        return TryCreateEntryPoints();
    }

    /// <summary>Behind a command: deletes the objects that nothing refers to, if an applet asked for it.</summary>
    public void DeleteObjectsIfRequested()
    {
        ref MachineRegisters registers = ref Registers;
        if (registers.IsDeletionRequested == 0 || registers.Frame != 0 || Memory.Journal.IsOpen)
        {
            return;
        }

        registers.IsDeletionRequested = 0;
        registers.Exception = 0;
        Heap.DeleteUnreachable(View);
    }

    private bool TryCreateObjects() =>
        Heap.TryCreateRoot()
        && Heap.TryNewObject(Owner.TemporaryEntryPoint, RomClass.Apdu, CellsOf(RomClass.Apdu), out _)
        && Heap.TryNewTransient(Owner.GlobalArray, ObjectKind.ByteArray, ApduBufferLength, onDeselect: false, out _, out _)
        && Heap.TryNewTransient(Owner.GlobalArray, ObjectKind.ByteArray, InstallBufferLength, onDeselect: false, out _, out _);
}
