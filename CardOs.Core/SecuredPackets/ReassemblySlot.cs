using System;
using System.Buffers.Binary;
using CardOs.Apdu.Sms;
using CardOs.Memory;

namespace CardOs.SecuredPackets;

/// <summary>One message in working memory, while it is put together and executed.</summary>
/// <remarks>
/// <code>
/// 0       1       2       3      4           6         8      10       12                  24                 44
/// +-------+-------+-------+------+-----------+---------+------+--------+-------------------+------------------+------
/// | state | total | long? |  -   | reference | length  | age  |   -    | originator        | length of parts  | room
/// +-------+-------+-------+------+-----------+---------+------+--------+-------------------+------------------+------
/// </code>
/// </remarks>
internal readonly struct ReassemblySlot
{
    public const int MaxParts = 20;

    private const int StateOffset = 0;
    private const int TotalOffset = 1;
    private const int IsLongOffset = 2;
    private const int ReferenceOffset = 4;
    private const int LengthOffset = 6;
    private const int AgeOffset = 8;
    private const int OriginatorOffset = 12;
    private const int PartsOffset = OriginatorOffset + Address.MaxEncodedLength;

    private const byte Free = 0;
    private const byte Collecting = 1;
    private const byte Whole = 2;

    private readonly WorkingMemory _memory;
    private readonly int _start;

    private ReassemblySlot(WorkingMemory memory, int index)
    {
        _memory = memory;
        _start = WorkingMap.Reassembly + (index * WorkingMap.ReassemblySlotLength);
        Index = index;
    }

    public int Index { get; }

    /// <summary>Where the message's bytes are.</summary>
    public Span<byte> Room => _memory.Span(_start + WorkingMap.ReassemblySlotHeaderLength, WorkingMap.ReassemblyCapacity);

    /// <summary>The whole message.</summary>
    public Span<byte> Message => Room.Slice(0, BinaryPrimitives.ReadUInt16LittleEndian(Header.Slice(LengthOffset)));

    /// <summary>Who sent it: a TP-OA.</summary>
    public ReadOnlySpan<byte> Originator
    {
        get
        {
            Address.TryRead(Header.Slice(OriginatorOffset, Address.MaxEncodedLength), out Address address, out _);
            return address.Encoded;
        }
    }

    public static ReassemblySlot Of(WorkingMemory memory, int index) => new(memory, index);

    /// <summary>Finds the message that a part belongs to.</summary>
    public static bool TryFind(WorkingMemory memory, scoped ReadOnlySpan<byte> originator, Concatenation part, out ReassemblySlot slot)
    {
        for (int i = 0; i < WorkingMap.ReassemblySlotCount; i++)
        {
            slot = new ReassemblySlot(memory, i);
            if (slot.Collects(originator, part))
            {
                return true;
            }
        }

        slot = default;
        return false;
    }

    /// <summary>A free slot, or the one whose message has waited longest for its parts.</summary>
    /// <returns>False when all messages are whole and being executed.</returns>
    public static bool TryTakeOldest(WorkingMemory memory, out ReassemblySlot slot)
    {
        int oldest = -1;
        int age = -1;
        for (int i = 0; i < WorkingMap.ReassemblySlotCount; i++)
        {
            slot = new ReassemblySlot(memory, i);
            byte state = slot.State;
            if (state == Free)
            {
                return true;
            }

            if (state == Collecting && slot.Age > age)
            {
                oldest = i;
                age = slot.Age;
            }
        }

        slot = oldest < 0 ? default : new ReassemblySlot(memory, oldest);
        return oldest >= 0;
    }

    private Span<byte> Header => _memory.Span(_start, WorkingMap.ReassemblySlotHeaderLength);

    private ref byte State => ref _memory.Byte(_start + StateOffset);

    private int Age => BinaryPrimitives.ReadUInt16LittleEndian(Header.Slice(AgeOffset));

    /// <summary>Begins a message.</summary>
    public void Begin(scoped ReadOnlySpan<byte> originator, Concatenation part)
    {
        Span<byte> header = Header;
        header.Clear();
        header[StateOffset] = Collecting;
        header[TotalOffset] = part.Total;
        header[IsLongOffset] = part.IsLong ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(ReferenceOffset), part.Reference);
        originator.CopyTo(header.Slice(OriginatorOffset));
    }

    /// <summary>Makes every message that waits one message older.</summary>
    public static void GrowOlder(WorkingMemory memory)
    {
        for (int i = 0; i < WorkingMap.ReassemblySlotCount; i++)
        {
            var slot = new ReassemblySlot(memory, i);
            if (slot.State == Collecting)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(slot.Header.Slice(AgeOffset), (ushort)Math.Min(slot.Age + 1, ushort.MaxValue));
            }
        }
    }

    public int LengthOf(int sequence) => Header[PartsOffset + sequence - 1];

    public void SetLength(int sequence, int length) => Header[PartsOffset + sequence - 1] = (byte)length;

    public void Complete(int length)
    {
        State = Whole;
        BinaryPrimitives.WriteUInt16LittleEndian(Header.Slice(LengthOffset), (ushort)length);
    }

    public void Release() => State = Free;

    private bool Collects(scoped ReadOnlySpan<byte> originator, Concatenation part) =>
        State == Collecting
        && Header[TotalOffset] == part.Total
        && (Header[IsLongOffset] != 0) == part.IsLong
        && BinaryPrimitives.ReadUInt16LittleEndian(Header.Slice(ReferenceOffset)) == part.Reference
        && Originator.SequenceEqual(originator);
}
