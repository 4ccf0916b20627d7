using System;
using System.Buffers.Binary;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Security;

/// <summary>The OneShot classes: one object of each, which the JCRE lends to one context at a time, and takes back behind the call of the applet.</summary>
/// <remarks>
/// What other objects have in hidden cells and transient arrays, these have in working memory, so that nothing is written and nothing refers to an applet's key
/// when the applet is done. The owners are those of <see cref="Machine.ReleaseOneShots"/>.
/// <code>
/// 0            8
/// +------------+------------+---------+------------+---------+-----
/// | owners (8) | cells (16) | state   | cells (16) | state   | ...
/// +------------+------------+---------+------------+---------+-----
///                slot 0                 slot 1
/// </code>
/// </remarks>
internal static class OneShot
{
    private const int OwnersLength = 8;
    private const int CellsLength = 16;
    private const short NoResource = 5;

    private const int DigestLength = 216;
    private const int SignatureLength = 800;
    private const int CipherLength = 520;

    private const int Digest = 0;
    private const int InitializedDigest = 1;
    private const int Signature = 2;
    private const int Cipher = 3;
    private const int Random = 4;

    /// <summary>Takes the object of a class for the caller: else SystemException NO_RESOURCE.</summary>
    public static bool TryOpen(ref NativeCall call, ushort classId, out ushort handle, out HandleEntry entry)
    {
        handle = call.Machine.JcreObjectOf(classId);
        entry = call.Heap.Entry(handle);
        ref byte owner = ref OwnerOf(ref call, classId);
        if (handle == 0 || owner != 0)
        {
            return call.Fail(RomClass.SystemException, NoResource);
        }

        owner = call.Caller;
        Slot(ref call, entry).Clear();
        return true;
    }

    /// <summary>The code of a method that works while the object is open, and for who opened it.</summary>
    public static NativeBody Use(NativeBody body) => (ref NativeCall call) => TryUse(ref call) ? body(ref call) : VmStatus.Throw;

    /// <summary>The code of a method that no object of one use has.</summary>
    public static VmStatus Refuse(ref NativeCall call) => CryptoCall.Throw(ref call, CryptoReason.IllegalUse);

    /// <summary>close().</summary>
    public static VmStatus Close(ref NativeCall call)
    {
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        ref byte owner = ref OwnerOf(ref call, call.Heap.ClassOf(entry));
        if (owner == 0)
        {
            return call.Return();
        }

        if (!TryUse(ref call))
        {
            return VmStatus.Throw;
        }

        owner = 0;
        Slot(ref call, entry).Clear();
        return call.Return();
    }

    /// <summary>Whether an object is one of these.</summary>
    public static bool Is(HandleEntry entry) => entry.Owner == Owner.TemporaryEntryPoint;

    public static ushort ReadCell(scoped ref NativeCall call, HandleEntry entry, int cell) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Slot(ref call, entry).Slice(2 * cell));

    public static void WriteCell(scoped ref NativeCall call, HandleEntry entry, int cell, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(Slot(ref call, entry).Slice(2 * cell), value);

    /// <summary>What others have in a transient array.</summary>
    public static Span<byte> State(scoped ref NativeCall call, HandleEntry entry) => Slot(ref call, entry).Slice(CellsLength);

    // Behind its end an object is nobody's; in between it is only for the context that opened it.
    private static bool TryUse(ref NativeCall call)
    {
        byte owner = OwnerOf(ref call, call.Heap.ClassOf(call.Heap.Entry(call.Reference(0))));
        if (owner == 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        return call.Machine.ContextOf[owner] == call.Machine.ContextOf[call.Caller] || call.Fail(RomClass.SecurityException);
    }

    private static ref byte OwnerOf(scoped ref NativeCall call, ushort classId) => ref call.Machine.Working.Byte(WorkingMap.OneShots + SlotOf(classId));

    private static Span<byte> Slot(scoped ref NativeCall call, HandleEntry entry)
    {
        int start = OwnersLength;
        int slot = SlotOf(call.Heap.ClassOf(entry));
        for (int i = 0; i < slot; i++)
        {
            start += LengthOf(i);
        }

        return call.Machine.Working.Span(WorkingMap.OneShots + start, LengthOf(slot));
    }

    private static int LengthOf(int slot) => CellsLength + slot switch
    {
        Digest or InitializedDigest => DigestLength,
        Signature => SignatureLength,
        Cipher => CipherLength,
        _ => 0,
    };

    private static int SlotOf(ushort classId) => classId switch
    {
        RomClass.MessageDigestOneShot => Digest,
        RomClass.InitializedMessageDigestOneShot => InitializedDigest,
        RomClass.SignatureOneShot => Signature,
        RomClass.CipherOneShot => Cipher,
        _ => Random,
    };
}
