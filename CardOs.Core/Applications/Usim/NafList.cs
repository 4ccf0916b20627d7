using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Files;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>EF_GBANL: for which applications of the network keys were derived, TS 31.102 4.2.83.</summary>
/// <remarks>
/// <code>
/// +----+---+--------+----+---+-------+----
/// | 80 | L | NAF_ID | 81 | L | B-TID | FF..    a record
/// +----+---+--------+----+---+-------+----
/// </code>
/// A record of the same NAF_ID is taken, else an empty one, else the one that was used longest ago (TS 33.220 G.2): the authentication key
/// remembers the numbers of the last 16.
/// </remarks>
internal static class NafList
{
    private const ushort UsimList = 0x6FDA;
    private const ushort IsimList = 0x6FD7;
    private const uint NafIdTag = 0x80;
    private const uint TransactionIdentifierTag = 0x81;
    private const byte Empty = 0xFF;
    private const int MaxRecordLength = 255;

    /// <summary>Writes the record of a derivation; without the file there is nothing to do.</summary>
    /// <returns>9000; 9866 when the record is too short, 6581 when it cannot be written.</returns>
    public static StatusWord Remember(
        CardState state, UsimApplication application, AuthenticationKey key, ReadOnlySpan<byte> nafId, ReadOnlySpan<byte> transactionIdentifier)
    {
        ushort fid = application.IsIsim ? IsimList : UsimList;
        if (!application.TryFindFile(application.Directory, fid, out FileHeader file) || !file.Descriptor.IsLinearFixed || file.RecordCount == 0)
        {
            return StatusWord.Success;
        }

        Span<byte> record = stackalloc byte[MaxRecordLength];
        record = record.Slice(0, file.RecordLength);
        record.Fill(Empty);
        var writer = new BerTlvWriter(record);
        if (!writer.TryWrite(NafIdTag, nafId) || !writer.TryWrite(TransactionIdentifierTag, transactionIdentifier))
        {
            return StatusWord.AuthenticationNoMemory;
        }

        int number = Choose(state.NonVolatile, file, key.RecentRecords, nafId);
        Span<byte> recent = stackalloc byte[AuthenticationKey.RecentRecordCount];
        MoveToFront(key.RecentRecords, (byte)number, recent);
        Journal journal = state.NonVolatile.Journal;
        using Transaction transaction = journal.Begin();
        return journal.TryWrite(file.Body + ((number - 1) * file.RecordLength), record)
            && journal.TryWrite(key.Address + AuthenticationKey.RecentRecordsOffset, recent)
            && transaction.Commit()
            ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    private static int Choose(NonVolatileMemory memory, FileHeader file, ReadOnlySpan<byte> recent, ReadOnlySpan<byte> nafId)
    {
        int empty = 0;
        int unused = 0;
        for (int i = 1; i <= file.RecordCount; i++)
        {
            ReadOnlySpan<byte> record = memory.Read(file.Body + ((i - 1) * file.RecordLength), file.RecordLength);
            var reader = new BerTlvReader(record);
            if (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value) && tag.Value == NafIdTag && value.SequenceEqual(nafId))
            {
                return i;
            }

            empty = empty == 0 && record[0] == Empty ? i : empty;
            unused = unused == 0 && recent.IndexOf((byte)i) < 0 ? i : unused;
        }

        if (empty != 0 || unused != 0)
        {
            return empty != 0 ? empty : unused;
        }

        int last = recent.Length;
        while (last > 0 && (recent[last - 1] == 0 || recent[last - 1] > file.RecordCount))
        {
            last--;
        }

        return last == 0 ? 1 : recent[last - 1];
    }

    private static void MoveToFront(ReadOnlySpan<byte> recent, byte number, Span<byte> result)
    {
        result[0] = number;
        int count = 1;
        for (int i = 0; i < recent.Length && count < result.Length; i++)
        {
            if (recent[i] != number)
            {
                result[count++] = recent[i];
            }
        }
    }
}
