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
internal readonly ref struct ReassemblySlot
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

    private readonly Span<byte> _header;

    private ReassemblySlot(WorkingMemory memory, int index)
    {
        int start = WorkingMap.Reassembly + (index * WorkingMap.ReassemblySlotLength);
        Index = index;
        _header = memory.Span(start, WorkingMap.ReassemblySlotHeaderLength);
        Room = memory.Span(start + WorkingMap.ReassemblySlotHeaderLength, WorkingMap.ReassemblyCapacity);
    }

    public int Index { get; }

    /// <summary>Where the message's bytes are.</summary>
    public Span<byte> Room { get; }

    /// <summary>The whole message.</summary>
    public Span<byte> Message => Room.Slice(0, BinaryPrimitives.ReadUInt16LittleEndian(_header.Slice(LengthOffset)));

    /// <summary>Who sent it: a TP-OA.</summary>
    public ReadOnlySpan<byte> Originator
    {
        get
        {
            Address.TryRead(_header.Slice(OriginatorOffset, Address.MaxEncodedLength), out Address address, out _);
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
            byte state = slot._header[StateOffset];
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

    private int Age => BinaryPrimitives.ReadUInt16LittleEndian(_header.Slice(AgeOffset));

    /// <summary>Begins a message.</summary>
    public void Start(scoped ReadOnlySpan<byte> originator, Concatenation part)
    {
        _header.Clear();
        _header[StateOffset] = Collecting;
        _header[TotalOffset] = part.Total;
        _header[IsLongOffset] = part.IsLong ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16LittleEndian(_header.Slice(ReferenceOffset), part.Reference);
        originator.CopyTo(_header.Slice(OriginatorOffset));
    }

    /// <summary>Makes every message that waits one message older.</summary>
    public static void GrowOlder(WorkingMemory memory)
    {
        for (int i = 0; i < WorkingMap.ReassemblySlotCount; i++)
        {
            var slot = new ReassemblySlot(memory, i);
            BinaryPrimitives.WriteUInt16LittleEndian(slot._header.Slice(AgeOffset), (ushort)Math.Min(slot.Age + 1, ushort.MaxValue));
        }
    }

    public int LengthOf(int sequence) => _header[PartsOffset + sequence - 1];

    public void SetLength(int sequence, int length) => _header[PartsOffset + sequence - 1] = (byte)length;

    public void Complete(int length)
    {
        _header[StateOffset] = Whole;
        BinaryPrimitives.WriteUInt16LittleEndian(_header.Slice(LengthOffset), (ushort)length);
    }

    public void Release() => _header[StateOffset] = Free;

    private bool Collects(scoped ReadOnlySpan<byte> originator, Concatenation part) =>
        _header[StateOffset] == Collecting
        && _header[TotalOffset] == part.Total
        && (_header[IsLongOffset] != 0) == part.IsLong
        && BinaryPrimitives.ReadUInt16LittleEndian(_header.Slice(ReferenceOffset)) == part.Reference
        && Originator.SequenceEqual(originator);
}
