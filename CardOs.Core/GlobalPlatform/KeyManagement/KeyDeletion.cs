using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>DELETE of keys: one by identifier and version, or all that have the one or the other. GlobalPlatform 11.2.2.3.2.</summary>
internal static class KeyDeletion
{
    private const uint IdentifierTag = 0xD0;
    private const uint VersionTag = 0xD2;

    /// <summary>Whether the data of DELETE name keys.</summary>
    public static bool Concerns(ReadOnlySpan<byte> data) => !data.IsEmpty && data[0] is (byte)IdentifierTag or (byte)VersionTag;

    /// <summary>Deletes keys of a domain.</summary>
    /// <returns>9000; 6A80 for malformed data; 6A88 when no key matches.</returns>
    public static StatusWord Handle(CardState state, NvAddress domain, scoped ReadOnlySpan<byte> data)
    {
        int identifier = -1;
        int version = -1;
        var reader = new BerTlvReader(data);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (value.Length != 1 || tag.Value is not (IdentifierTag or VersionTag) || (tag.Value == IdentifierTag ? identifier : version) >= 0)
            {
                return StatusWord.IncorrectData;
            }

            _ = tag.Value == IdentifierTag ? identifier = value[0] : version = value[0];
        }

        if (!reader.IsAtEnd || (identifier < 0 && version < 0))
        {
            return StatusWord.IncorrectData;
        }

        using Transaction transaction = state.NonVolatile.Journal.Begin();
        int count = 0;
        while (TryFindNext(state, domain, version, identifier, out byte foundVersion, out byte foundIdentifier))
        {
            if (!new KeyStore(state, domain).TryRemove(foundVersion, foundIdentifier))
            {
                return StatusWord.MemoryProblem;
            }

            count++;
        }

        return count == 0 ? StatusWord.ReferencedDataNotFound : transaction.Commit() ? StatusWord.Success : StatusWord.MemoryProblem;
    }

    // A key that matches: what was found before is gone by the next call.
    private static bool TryFindNext(CardState state, NvAddress domain, int version, int identifier, out byte foundVersion, out byte foundIdentifier)
    {
        var keys = new KeyEnumerator(state.NonVolatile, domain);
        while (keys.MoveNext())
        {
            if ((version < 0 || keys.Version == version) && (identifier < 0 || keys.Identifier == identifier))
            {
                foundVersion = keys.Version;
                foundIdentifier = keys.Identifier;
                return true;
            }
        }

        foundVersion = 0;
        foundIdentifier = 0;
        return false;
    }
}
