using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Receipts for what was done with Delegated Management: GlobalPlatform 2.3.1 9.1.3.2, 11.1.6, C.5.</summary>
/// <remarks>
/// The answer is 00, or where a domain above has Receipt Generation and a symmetric key for it:
/// <code>
/// | length | length, receipt | 02, confirmation counter | length, values of 42 and 45 of that domain |
/// </code>
/// The receipt is the MAC over everything behind it, and behind that the names of what was done, each with its length.
/// </remarks>
internal static class Receipts
{
    /// <summary>The confirmation counter among the objects of the domain: what GET DATA 00C2 gives.</summary>
    public const uint CounterTag = 0x00C2;

    private const byte KeyVersion = 0x71;
    private const uint ProviderTag = 0x42;
    private const uint ImageTag = 0x45;
    private const int MaxConfirmation = 128;
    private const int MaxNames = 3 * (1 + ApplicationEntry.MaxAidLength);
    private const int MaxUnique = 64;

    /// <summary>Answers a command of content that succeeded.</summary>
    /// <param name="state">The card.</param>
    /// <param name="performer">The domain that gave it.</param>
    /// <param name="first">The first name: package, or what was deleted, or the old domain.</param>
    /// <param name="second">The second one; empty when there is none.</param>
    /// <param name="third">The third one.</param>
    /// <param name="reply">Takes the answer.</param>
    public static StatusWord Answer(
        CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second, scoped ReadOnlySpan<byte> third, ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress domain = performer.IsDelegated ? Tokens.DomainAbove(memory, performer.Domain, Privileges.ReceiptGeneration) : NvAddress.Null;
        if (domain.IsNull || !Tokens.TryFindKey(memory, domain, KeyVersion, out DomainKey key) || !TryCount(memory, domain, out ushort counter))
        {
            return reply.TryWrite(0) ? StatusWord.Success : StatusWord.WrongLength;
        }

        Span<byte> message = stackalloc byte[MaxConfirmation + MaxNames];
        int length = 0;
        message[length++] = sizeof(ushort);
        BinaryPrimitives.WriteUInt16BigEndian(message.Slice(length), counter);
        length += sizeof(ushort);
        int unique = length++;
        Append(memory, domain, ProviderTag, message, ref length);
        Append(memory, domain, ImageTag, message, ref length);
        message[unique] = (byte)(length - unique - 1);
        int confirmation = length;
        AppendName(first, message, ref length);
        AppendName(second, message, ref length);
        AppendName(third, message, ref length);
        Span<byte> mac = stackalloc byte[ContentSignatures.MaxMacLength];
        if (!ContentSignatures.TryMac(state, key, message.Slice(0, length), mac, out int macLength))
        {
            return reply.TryWrite(0) ? StatusWord.Success : StatusWord.WrongLength;
        }

        bool fits = reply.TryWrite((byte)(1 + macLength + confirmation))
            && reply.TryWrite((byte)macLength)
            && reply.TryWrite(mac.Slice(0, macLength))
            && reply.TryWrite(message.Slice(0, confirmation));
        return fits ? StatusWord.Success : StatusWord.WrongLength;
    }

    // It counts before the receipt is given, and stays at its end: C.5.
    private static bool TryCount(NonVolatileMemory memory, NvAddress domain, out ushort counter)
    {
        counter = DataStore.TryGet(memory, domain, CounterTag, out ReadOnlySpan<byte> value) && value.Length == sizeof(ushort)
            ? BinaryPrimitives.ReadUInt16BigEndian(value)
            : (ushort)0;
        if (counter == ushort.MaxValue)
        {
            return false;
        }

        Span<byte> next = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(next, (ushort)(counter + 1));
        return HiddenObjects.TryPut(memory, domain, CounterTag, next);
    }

    private static void Append(NonVolatileMemory memory, NvAddress domain, uint tag, Span<byte> message, ref int length)
    {
        if (DataStore.TryGet(memory, domain, tag, out ReadOnlySpan<byte> value) && value.Length <= MaxUnique - 8)
        {
            value.CopyTo(message.Slice(length));
            length += value.Length;
        }
    }

    private static void AppendName(scoped ReadOnlySpan<byte> name, Span<byte> message, ref int length)
    {
        if (!name.IsEmpty)
        {
            message[length++] = (byte)name.Length;
            name.CopyTo(message.Slice(length));
            length += name.Length;
        }
    }
}
