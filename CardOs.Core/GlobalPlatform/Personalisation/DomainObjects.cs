using System;
using CardOs.Apdu;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>The data objects that a security domain is personalised with: GlobalPlatform 11.11.3.</summary>
internal static class DomainObjects
{
    private const uint Aid = 0x4F;
    private const int MinAidLength = 5;

    /// <summary>Stores one of them, together with the open transaction: what GET DATA will answer, or the domain's new AID.</summary>
    /// <returns>9000; 6A80 for what cannot be stored, 6A88 for what no domain has, 6A84 without room.</returns>
    public static StatusWord Store(CardState state, NvAddress domain, uint tag, scoped ReadOnlySpan<byte> value)
    {
        if (tag == Aid)
        {
            return Rename(state, domain, value);
        }

        if (DomainData.IsComputed(tag) || value.IsEmpty)
        {
            return StatusWord.IncorrectData;
        }

        if (!DomainData.IsKnown(tag))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        return DataStore.TryPut(state.NonVolatile, domain, tag, value) ? StatusWord.Success : StatusWord.NotEnoughMemory;
    }

    private static StatusWord Rename(CardState state, NvAddress domain, scoped ReadOnlySpan<byte> aid)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (aid.Length is < MinAidLength or > ApplicationEntry.MaxAidLength)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress other = ApplicationRegistry.Find(memory, MemoryView.Of(ApplicationRegistry.ContainerOf(memory, domain)), aid);
        if (!other.IsNull && other != domain)
        {
            return StatusWord.IncorrectData;
        }

        Span<byte> padded = stackalloc byte[ApplicationEntry.MaxAidLength];
        padded.Clear();
        aid.CopyTo(padded);
        Span<byte> length = stackalloc byte[1];
        length[0] = (byte)aid.Length;
        return memory.Journal.TryWrite(domain + ApplicationEntry.AidOffset, padded)
            && memory.Journal.TryWrite(domain + ApplicationEntry.AidLengthOffset, length)
            ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }
}
