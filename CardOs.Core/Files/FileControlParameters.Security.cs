using System;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The access rule and the PINs in the FCP: TS 102 221 11.1.1.4.7, 9.2.4, 9.5.2.</summary>
internal static partial class FileControlParameters
{
    private const uint ExpandedSecurity = 0xAB;
    private const uint InstructionMode = 0x84;
    private const uint PinStatusTemplate = 0xC6;
    private const uint PinStatusBits = 0x90;
    private const uint KeyReference = 0x83;
    private const uint UsageQualifier = 0x95;
    private const byte UserAuthentication = 0x08;
    private const byte Increase = 0x32;
    private const byte Resize = 0xD4;

    private static bool TryWriteSecurity(ref BerTlvWriter writer, NonVolatileMemory memory, FileHeader file)
    {
        ReadOnlySpan<byte> rule = AccessControl.RuleOf(memory, file);
        return rule.IsEmpty ? TryWriteConditions(ref writer, file) : writer.TryWriteEncoded(rule);
    }

    // One rule for each condition: the modes that ask for it. TS 102 221 9.2.4.
    private static bool TryWriteConditions(ref BerTlvWriter writer, FileHeader file)
    {
        if (!writer.TryOpen(ExpandedSecurity, out int mark))
        {
            return false;
        }

        int written = 0;
        for (AccessMode mode = 0; mode <= AccessMode.Delete; mode++)
        {
            if ((written & (1 << (int)mode)) != 0)
            {
                continue;
            }

            AccessCondition condition = file.ConditionFor(mode);
            int modes = 0;
            for (AccessMode other = mode; other <= AccessMode.Delete; other++)
            {
                modes |= file.ConditionFor(other) == condition ? 1 << (int)other : 0;
            }

            written |= modes;
            if (!writer.TryWrite(0x80, (byte)modes) || !TryWriteCondition(ref writer, condition))
            {
                return false;
            }
        }

        return (!file.Descriptor.IsCyclic || TryWriteInstruction(ref writer, Increase, file.ConditionFor(AccessMode.Increase)))
            && (file.Descriptor.IsDirectory || TryWriteInstruction(ref writer, Resize, file.ConditionFor(AccessMode.Resize)))
            && writer.TryClose(mark);
    }

    private static bool TryWriteInstruction(ref BerTlvWriter writer, byte instruction, AccessCondition condition) =>
        writer.TryWrite(InstructionMode, instruction) && TryWriteCondition(ref writer, condition);

    private static bool TryWriteCondition(ref BerTlvWriter writer, AccessCondition condition) => condition switch
    {
        AccessCondition.Always => writer.TryWrite(0x90, default(ReadOnlySpan<byte>)),
        AccessCondition.Never => writer.TryWrite(0x97, default(ReadOnlySpan<byte>)),
        _ => writer.TryOpen(0xA4, out int mark)
            && writer.TryWrite(KeyReference, AccessConditions.KeyReferenceOf(condition))
            && writer.TryWrite(UsageQualifier, UserAuthentication)
            && writer.TryClose(mark),
    };

    // C6 { 90 enabled bits, then 83 key reference for each PIN, with 95 in front of the universal one }: TS 102 221 9.5.2.
    private static bool TryWritePinStatus(ref BerTlvWriter writer, CardState state, FileHeader file)
    {
        NonVolatileMemory memory = state.NonVolatile;
        ReadOnlySpan<byte> references = memory.Read(file.Address + FileHeader.PinReferencesOffset, FileHeader.MaxPinReferences);
        byte enabled = 0;
        bool isReplaced = false;
        for (int i = 0; i < references.Length && references[i] != 0; i++)
        {
            NvAddress address = PinStatus.Find(state, file, references[i]);
            if (!address.IsNull)
            {
                var pin = new Pin(memory, address);
                enabled |= pin.IsEnabled ? (byte)(0x80 >> i) : (byte)0;
                isReplaced |= !pin.IsEnabled && pin.IsReplaced;
            }
        }

        bool fits = writer.TryOpen(PinStatusTemplate, out int mark) && writer.TryWrite(PinStatusBits, enabled);
        for (int i = 0; i < references.Length && references[i] != 0; i++)
        {
            bool isUniversal = references[i] == AccessConditions.UniversalPinReference;
            fits &= (!isUniversal || writer.TryWrite(UsageQualifier, isReplaced ? UserAuthentication : (byte)0))
                && writer.TryWrite(KeyReference, references[i]);
        }

        return fits && writer.TryClose(mark);
    }
}
