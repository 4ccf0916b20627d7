using System;
using System.Buffers.Binary;
using CardOs.Apdu.Sms;
using CardOs.Memory;

namespace CardOs.Toolkit;

/// <summary>The cells of the proactive session, see <see cref="ProactiveSession"/>.</summary>
internal readonly ref struct SessionState
{
    private const int PhaseOffset = 0;
    private const int SourceOffset = 1;
    private const int CommandLengthOffset = 2;
    private const int PacketLengthOffset = 4;
    private const int PartOffset = 6;
    private const int PartCountOffset = 7;
    private const int ReferenceOffset = 8;
    private const int AddressOffset = 12;

    private readonly Span<byte> _cells;

    private SessionState(Span<byte> cells) => _cells = cells;

    public SessionPhase Phase
    {
        get => (SessionPhase)_cells[PhaseOffset];
        set => _cells[PhaseOffset] = (byte)value;
    }

    public SessionSource Source => (SessionSource)_cells[SourceOffset];

    public int CommandLength => BinaryPrimitives.ReadUInt16LittleEndian(_cells.Slice(CommandLengthOffset));

    public int PacketLength => BinaryPrimitives.ReadUInt16LittleEndian(_cells.Slice(PacketLengthOffset));

    public int PartCount => _cells[PartCountOffset];

    public bool IsLastPart => _cells[PartOffset] == _cells[PartCountOffset];

    /// <summary>The concatenation reference of the packet's short messages.</summary>
    public byte Reference => _cells[ReferenceOffset];

    public ReadOnlySpan<byte> Address
    {
        get
        {
            Apdu.Sms.Address.TryRead(_cells.Slice(AddressOffset, Apdu.Sms.Address.MaxEncodedLength), out Address address, out _);
            return address.Encoded;
        }
    }

    public static SessionState Of(WorkingMemory memory) => new(memory.Span(WorkingMap.Proactive, WorkingMap.ProactiveHeaderLength));

    public void SetReady(SessionSource source, int commandLength)
    {
        Phase = SessionPhase.Ready;
        _cells[SourceOffset] = (byte)source;
        BinaryPrimitives.WriteUInt16LittleEndian(_cells.Slice(CommandLengthOffset), (ushort)commandLength);
    }

    public void StartPacket(int length, int parts, ReadOnlySpan<byte> address)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_cells.Slice(PacketLengthOffset), (ushort)length);
        _cells[PartOffset] = 0;
        _cells[PartCountOffset] = (byte)parts;
        _cells[ReferenceOffset]++;
        address.CopyTo(_cells.Slice(AddressOffset));
    }

    /// <summary>Moves on to the next part.</summary>
    /// <returns>Its number, from 1 on.</returns>
    public int NextPart() => ++_cells[PartOffset];

    public void EndPacket() => BinaryPrimitives.WriteUInt16LittleEndian(_cells.Slice(PacketLengthOffset), 0);
}
