using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The FCP template that SELECT and STATUS return: TS 102 221 11.1.1.4.</summary>
internal static class FileControlParameters
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
    private const uint ExpandedSecurity = 0xAB;
    private const uint PinStatus = 0xC6;
    private const byte DataCoding = 0x21;

    /// <summary>Clock stop allowed with either level, classes A to C: TS 102 221 11.1.1.4.6.1.</summary>
    private const byte DefaultCharacteristics = 0x71;

    /// <summary>Writes the template of the file at <paramref name="address"/>.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(NonVolatileMemory memory, NvAddress address, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[256];
        var writer = new BerTlvWriter(buffer);
        var file = new FileHeader(memory, address);
        return writer.TryOpen(Template, out int template)
            && TryWriteDescriptor(ref writer, file)
            && TryWriteIdentity(ref writer, memory, file)
            && (file.Fid != FileSystem.MasterFileFid || TryWriteCharacteristics(ref writer))
            && writer.TryWrite(LifeCycle, file.LifeCycle)
            && TryWriteSecurity(ref writer, file)
            && (file.Descriptor.IsDirectory ? TryWritePinStatus(ref writer) : TryWriteSize(ref writer, file))
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

    private static bool TryWriteCharacteristics(ref BerTlvWriter writer) =>
        writer.TryOpen(Proprietary, out int mark) && writer.TryWrite(Characteristics, DefaultCharacteristics) && writer.TryClose(mark);

    // One rule for each condition: the modes that ask for it. TS 102 221 9.2.4.
    private static bool TryWriteSecurity(ref BerTlvWriter writer, FileHeader file)
    {
        if (!writer.TryOpen(ExpandedSecurity, out int mark))
        {
            return false;
        }

        int written = 0;
        for (int mode = 0; mode < FileHeader.AccessModes; mode++)
        {
            if ((written & (1 << mode)) != 0)
            {
                continue;
            }

            AccessCondition condition = file.ConditionFor((AccessMode)mode);
            int modes = 0;
            for (int other = mode; other < FileHeader.AccessModes; other++)
            {
                modes |= file.ConditionFor((AccessMode)other) == condition ? 1 << other : 0;
            }

            written |= modes;
            if (!writer.TryWrite(0x80, (byte)modes) || !TryWriteCondition(ref writer, condition))
            {
                return false;
            }
        }

        return writer.TryClose(mark);
    }

    private static bool TryWriteCondition(ref BerTlvWriter writer, AccessCondition condition) => condition switch
    {
        AccessCondition.Always => writer.TryWrite(0x90, default(ReadOnlySpan<byte>)),
        AccessCondition.Never => writer.TryWrite(0x97, default(ReadOnlySpan<byte>)),
        _ => writer.TryOpen(0xA4, out int mark)
            && writer.TryWrite(0x83, AccessConditions.KeyReferenceOf(condition))
            && writer.TryWrite(0x95, 0x08)
            && writer.TryClose(mark),
    };

    // TS 102 221 11.1.1.4.10: which PINs exist; none of them is enabled until there are PINs.
    private static bool TryWritePinStatus(ref BerTlvWriter writer) =>
        writer.TryOpen(PinStatus, out int mark)
        && writer.TryWrite(0x90, 0x00)
        && writer.TryWrite(0x83, AccessConditions.KeyReferenceOf(AccessCondition.Pin1))
        && writer.TryClose(mark);

    private static bool TryWriteSize(ref BerTlvWriter writer, FileHeader file)
    {
        Span<byte> value = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(value, file.Size);
        ReadOnlySpan<byte> size = file.Size > ushort.MaxValue ? value : value.Slice(2);
        return writer.TryWrite(FileSize, size)
            && (file.ShortIdentifier == 0
                ? writer.TryWrite(ShortIdentifier, default(ReadOnlySpan<byte>))
                : writer.TryWrite(ShortIdentifier, (byte)(file.ShortIdentifier << 3)));
    }

    private static ReadOnlySpan<byte> NameOf(NonVolatileMemory memory, FileHeader file) =>
        memory.Read(file.Address + FileHeader.AidOffset, file.AidLength);
}
