using System;
using System.Buffers.Binary;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>Which keys a security domain has, never their values: E0 { C0 identifier, version, type and length of each component }. GlobalPlatform 11.3.3.1.1.</summary>
internal static class KeyList
{
    private const uint Template = 0xE0;
    private const uint Key = 0xC0;
    private const int MaxLength = 128;
    private const byte ExtendedType = 0xFF;
    private const int LongComponent = 256;

    public static bool TryWrite(NonVolatileMemory memory, NvAddress domain, ref BerTlvWriter writer)
    {
        if (!writer.TryOpen(Template, out int mark))
        {
            return false;
        }

        var keys = new KeyEnumerator(memory, domain);
        while (keys.MoveNext())
        {
            bool fits = keys.Address.IsNull
                ? KeyInformation.TryWrite(ref writer, keys.Identifier, keys.Version, keys.Type, keys.Length)
                : TryWrite(new DomainKey(memory, keys.Address), ref writer);
            if (!fits)
            {
                return false;
            }
        }

        return writer.TryClose(mark);
    }

    // A key that has a usage, or a component of 256 bytes and more, is in the extended format.
    private static bool TryWrite(DomainKey key, ref BerTlvWriter writer)
    {
        Span<byte> value = stackalloc byte[MaxLength];
        value[0] = key.Identifier;
        value[1] = key.Version;
        int length = 2;
        bool isExtended = key.Usage != 0 || key.Access != 0;
        ReadOnlySpan<byte> rest = key.Components;
        while (DomainKey.TryRead(ref rest, out _, out ReadOnlySpan<byte> component))
        {
            isExtended |= component.Length >= LongComponent;
        }

        rest = key.Components;
        while (DomainKey.TryRead(ref rest, out KeyComponentType type, out ReadOnlySpan<byte> component))
        {
            if (length + 8 > MaxLength)
            {
                return false;
            }

            if (!isExtended)
            {
                value[length++] = (byte)type;
                value[length++] = type == KeyComponentType.EccParameterReference ? component[0] : (byte)component.Length;
                continue;
            }

            value[length++] = ExtendedType;
            value[length++] = (byte)type;
            BinaryPrimitives.WriteUInt16BigEndian(value.Slice(length), (ushort)component.Length);
            length += sizeof(ushort);
        }

        return (!isExtended || (TryWriteNumber(value, ref length, key.Usage) && TryWriteNumber(value, ref length, key.Access))) && writer.TryWrite(Key, value.Slice(0, length));
    }

    private static bool TryWriteNumber(Span<byte> value, ref int length, ushort number)
    {
        if (length + 3 > value.Length)
        {
            return false;
        }

        value[length++] = number == 0 ? (byte)0 : (byte)sizeof(ushort);
        if (number != 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(value.Slice(length), number);
            length += sizeof(ushort);
        }

        return true;
    }
}
