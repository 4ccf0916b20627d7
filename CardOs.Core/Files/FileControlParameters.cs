using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The FCP template that SELECT and STATUS return: TS 102 221 11.1.1.4.</summary>
internal static partial class FileControlParameters
{
    private const uint Template = 0x62;
    private const uint FileSize = 0x80;
    private const uint Descriptor = 0x82;
    private const uint Fid = 0x83;
    private const uint Name = 0x84;
    private const uint ShortIdentifier = 0x88;
    private const uint LifeCycle = 0x8A;
    private const uint Proprietary = 0xA5;
    private const uint Characteristics = 0x80;
    private const uint AvailableMemory = 0x83;
    private const uint DetailsOfFile = 0x84;
    private const uint ReservedSize = 0x85;
    private const uint MaximumSize = 0x86;
    private const byte OnlyDer = 0x01;
    private const uint FillingPattern = 0xC1;
    private const uint RepeatPattern = 0xC2;
    private const int MaxLength = 384;
    private const byte DataCoding = 0x21;

    /// <summary>Clock stop allowed with either level, classes A to C: TS 102 221 11.1.1.4.6.1.</summary>
    private const byte DefaultCharacteristics = 0x71;

    /// <summary>Writes the template of the file at <paramref name="address"/>.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(CardState state, NvAddress address, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        var writer = new BerTlvWriter(buffer);
        var file = new FileHeader(state.NonVolatile, address);
        return writer.TryOpen(Template, out int template)
            && TryWriteDescriptor(ref writer, file)
            && TryWriteIdentity(ref writer, state.NonVolatile, file)
            && TryWriteProprietary(ref writer, state, file)
            && writer.TryWrite(LifeCycle, file.LifeCycle)
            && TryWriteSecurity(ref writer, state.NonVolatile, file)
            && (file.Descriptor.IsDirectory ? TryWritePinStatus(ref writer, state, file) : TryWriteSize(ref writer, state.NonVolatile, file))
            && writer.TryClose(template)
            && reply.TryWrite(writer.Written);
    }

    /// <summary>Writes the name of an ADF as a data object 84.</summary>
    public static bool TryWriteName(NonVolatileMemory memory, NvAddress address, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[2 + FileHeader.MaxAidLength];
        var writer = new BerTlvWriter(buffer);
        return writer.TryWrite(Name, NameOf(memory, new FileHeader(memory, address))) && reply.TryWrite(writer.Written);
    }

    private static bool TryWriteDescriptor(ref BerTlvWriter writer, FileHeader file)
    {
        Span<byte> value = stackalloc byte[5];
        value[0] = file.Descriptor.Value;
        value[1] = DataCoding;
        if (file.RecordLength == 0)
        {
            return writer.TryWrite(Descriptor, value.Slice(0, 2));
        }

        BinaryPrimitives.WriteUInt16BigEndian(value.Slice(2), (ushort)file.RecordLength);
        value[4] = (byte)file.RecordCount;
        return writer.TryWrite(Descriptor, value);
    }

    private static bool TryWriteIdentity(ref BerTlvWriter writer, NonVolatileMemory memory, FileHeader file)
    {
        if (file.AidLength != 0)
        {
            return writer.TryWrite(Name, NameOf(memory, file));
        }

        Span<byte> value = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(value, file.Fid);
        return writer.TryWrite(Fid, value);
    }

    // What the file was created with, and what only the card knows: TS 102 221 11.1.1.4.6.
    private static bool TryWriteProprietary(ref BerTlvWriter writer, CardState state, FileHeader file)
    {
        NvAddress block = file.Details;
        ReadOnlySpan<byte> details = block.IsNull ? default : state.NonVolatile.Read(block, state.NonVolatile.Allocator.LengthOf(block));
        bool isMasterFile = file.Fid == FileSystem.MasterFileFid && file.Descriptor.IsDirectory;
        bool hasObjects = file.Descriptor.IsBerTlv;
        if (details.IsEmpty && !isMasterFile && !hasObjects)
        {
            return true;
        }

        bool fits = writer.TryOpen(Proprietary, out int mark)
            && (!isMasterFile || new BerTlvReader(details).TryFind(Characteristics, out _) || writer.TryWrite(Characteristics, DefaultCharacteristics));
        var reader = new BerTlvReader(details);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            // The filling is no part of the FCP: TS 102 222 6.3.2.2.2.
            bool isLeftOut = tag.Value is FillingPattern or RepeatPattern || (hasObjects && (tag.Value is DetailsOfFile or ReservedSize or MaximumSize));
            fits &= isLeftOut || writer.TryWrite(tag.Value, value);
        }

        return fits && (!hasObjects || TryWriteObjectSizes(ref writer, file)) && (!isMasterFile || TryWriteAvailableMemory(ref writer, state.NonVolatile)) && writer.TryClose(mark);
    }

    private static bool TryWriteAvailableMemory(ref BerTlvWriter writer, NonVolatileMemory memory)
    {
        Span<byte> value = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, memory.Allocator.FreeBytes());
        return writer.TryWrite(AvailableMemory, value);
    }

    // Nothing is reserved for a file: its objects take memory as they come. TS 102 221 11.1.1.4.6.5 to 11.1.1.4.6.7.
    private static bool TryWriteObjectSizes(ref BerTlvWriter writer, FileHeader file) =>
        writer.TryWrite(DetailsOfFile, OnlyDer)
        && TryWriteNumber(ref writer, ReservedSize, 0)
        && (file.Size == 0 || TryWriteNumber(ref writer, MaximumSize, file.Size));

    private static bool TryWriteNumber(ref BerTlvWriter writer, uint tag, int number)
    {
        Span<byte> value = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, number);
        return writer.TryWrite(tag, number > ushort.MaxValue ? value : value.Slice(2));
    }

    // Of a BER-TLV file what its objects take.
    private static bool TryWriteSize(ref BerTlvWriter writer, NonVolatileMemory memory, FileHeader file)
    {
        return TryWriteNumber(ref writer, FileSize, file.Descriptor.IsBerTlv ? FileObjects.Used(memory, file.Address) : file.Size)
            && (file.ShortIdentifier == 0
                ? writer.TryWrite(ShortIdentifier, default(ReadOnlySpan<byte>))
                : writer.TryWrite(ShortIdentifier, (byte)(file.ShortIdentifier << 3)));
    }

    private static ReadOnlySpan<byte> NameOf(NonVolatileMemory memory, FileHeader file) =>
        memory.Read(file.Address + FileHeader.AidOffset, file.AidLength);
}
