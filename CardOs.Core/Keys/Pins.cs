using System;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>Lists of PINs and administrative keys, and their tries.</summary>
internal static class Pins
{
    /// <summary>What a new PIN is.</summary>
    public readonly ref struct Description
    {
        public byte Reference { get; init; }

        public bool IsEnabled { get; init; }

        public byte MaxTries { get; init; }

        public byte MaxUnblockTries { get; init; }

        /// <summary>8 bytes, padded with FF.</summary>
        public ReadOnlySpan<byte> Value { get; init; }

        /// <summary>8 bytes, or empty when it cannot be unblocked.</summary>
        public ReadOnlySpan<byte> UnblockValue { get; init; }
    }

    /// <summary>Adds a PIN to the list at <paramref name="head"/>.</summary>
    /// <returns>Its address, or null when there is no room.</returns>
    public static NvAddress Create(NonVolatileMemory memory, int container, NvAddress head, scoped in Description description)
    {
        Span<byte> record = stackalloc byte[Pin.Length];
        record.Clear();
        record[Pin.ReferenceOffset] = description.Reference;
        record[Pin.StateOffset] = description.IsEnabled ? Pin.EnabledState : (byte)0;
        record[Pin.MaxTriesOffset] = description.MaxTries;
        record[Pin.TriesOffset] = description.MaxTries;
        byte unblockTries = description.UnblockValue.IsEmpty ? (byte)0 : description.MaxUnblockTries;
        record[Pin.MaxUnblockTriesOffset] = unblockTries;
        record[Pin.UnblockTriesOffset] = unblockTries;
        description.Value.CopyTo(record.Slice(Pin.ValueOffset, Pin.ValueLength));
        description.UnblockValue.CopyTo(record.Slice(Pin.UnblockValueOffset, Pin.ValueLength));
        return RecordList.TryAppend(memory, container, head, record, BlockKind.Pin, owner: 0, out NvAddress pin) ? pin : NvAddress.Null;
    }

    /// <summary>The PIN of the list at <paramref name="head"/> with this key reference, or null.</summary>
    public static NvAddress Find(NonVolatileMemory memory, NvAddress head, byte reference)
    {
        NvAddress pin = memory.ReadAddress(head);
        while (!pin.IsNull)
        {
            var record = new Pin(memory, pin);
            if (record.Reference == reference)
            {
                return pin;
            }

            pin = record.Next;
        }

        return NvAddress.Null;
    }

    /// <summary>Spends a try, and then compares; a right value gives the tries back.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="address">A PIN that is not blocked.</param>
    /// <param name="value">8 bytes.</param>
    /// <param name="isUnblockValue">Whether it is the value that unblocks.</param>
    public static bool Try(NonVolatileMemory memory, NvAddress address, ReadOnlySpan<byte> value, bool isUnblockValue)
    {
        var pin = new Pin(memory, address);
        int tries = isUnblockValue ? pin.UnblockTries : pin.Tries;
        NvAddress counter = address + (isUnblockValue ? Pin.UnblockTriesOffset : Pin.TriesOffset);
        if (tries == 0)
        {
            return false;
        }

        // The try is gone before anybody knows whether it was right: TS 102 221 9.4, and what pulls the power then gains nothing.
        memory.WriteByte(counter, (byte)(tries - 1));
        if (!ConstantTime.AreEqual(value, isUnblockValue ? pin.UnblockValue : pin.Value))
        {
            return false;
        }

        memory.WriteByte(counter, (byte)(isUnblockValue ? pin.MaxUnblockTries : pin.MaxTries));
        return true;
    }

    /// <summary>Gives an unblocked PIN its new value, its tries, and enables it: all of it or nothing.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    /// <remarks>The counter goes through the journal here, because it only rises: undoing that gives no try back.</remarks>
    public static bool TryRenew(NonVolatileMemory memory, scoped Pin pin, ReadOnlySpan<byte> value)
    {
        using Transaction transaction = memory.Journal.Begin();
        Span<byte> one = stackalloc byte[1];
        one[0] = (byte)pin.MaxTries;
        if (!memory.Journal.TryWrite(pin.Address + Pin.TriesOffset, one))
        {
            return false;
        }

        one[0] = Pin.EnabledState;
        return memory.Journal.TryWrite(pin.Address + Pin.StateOffset, one)
            && memory.Journal.TryWrite(pin.Address + Pin.ValueOffset, value)
            && transaction.Commit();
    }
}
