using System;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>The answer to a cold reset, once an application gave it other historical bytes: GPSystem.setATRHistBytes. A warm reset has the card's first answer.</summary>
internal static class ColdAnswer
{
    private const int FormatByte = 1;
    private const byte InterfaceMask = 0xF0;
    private const int MaxHistorical = 15;

    private static readonly NvAddress Record = new(NonVolatileMap.ColdAnswerToReset);

    /// <summary>The answer; empty when it is that to a warm reset.</summary>
    public static ReadOnlySpan<byte> Of(NonVolatileMemory memory) => memory.Read(Record + 1, Math.Min(memory.ReadByte(Record), (byte)AnswerToReset.MaxLength));

    /// <summary>Gives it other historical bytes, together with the open transaction; T0 and TCK follow.</summary>
    /// <returns>False, and nothing changed, when there are none or more than 15, when the answer gets too long, or when the journal has no room.</returns>
    public static bool TrySetHistoricalBytes(NonVolatileMemory memory, scoped ReadOnlySpan<byte> historical)
    {
        NvAddress block = memory.ReadAddress(new NvAddress(NonVolatileMap.AnswerToReset));
        if (historical.Length is < 1 or > MaxHistorical
            || !AnswerToReset.TryParse(memory.Read(block + 1, memory.ReadByte(block)), out AnswerToReset warm))
        {
            return false;
        }

        int check = warm.HasCheckByte ? 1 : 0;
        int start = warm.Bytes.Length - check - warm.HistoricalBytes.Length;
        int length = start + historical.Length + check;
        if (length > AnswerToReset.MaxLength)
        {
            return false;
        }

        Span<byte> record = stackalloc byte[1 + AnswerToReset.MaxLength];
        record[0] = (byte)length;
        Span<byte> answer = record.Slice(1, length);
        warm.Bytes.Slice(0, start).CopyTo(answer);
        answer[FormatByte] = (byte)((answer[FormatByte] & InterfaceMask) | historical.Length);
        historical.CopyTo(answer.Slice(start));
        if (check != 0)
        {
            answer[length - 1] = 0;
            for (int i = FormatByte; i < length - 1; i++)
            {
                answer[length - 1] ^= answer[i];
            }
        }

        return memory.Journal.TryWrite(Record, record.Slice(0, 1 + length));
    }
}
