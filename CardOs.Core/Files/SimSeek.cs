using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>SEEK, class A0: the record of a linear fixed file that starts with a pattern. TS 51.011 8.7, 9.2.7.</summary>
/// <remarks>P2: the type in the high nibble (1: the record's number is answered), the direction in the low one.</remarks>
internal static class SimSeek
{
    private const byte TypeTwo = 1;
    private const byte FromBeginning = 0;
    private const byte FromEnd = 1;
    private const byte FromNext = 2;
    private const byte FromPrevious = 3;
    private const int MaxPattern = 16;

    public static StatusWord Handle(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        int type = command.P2 >> 4;
        int direction = command.P2 & 0x0F;
        if (command.P1 != 0 || type > TypeTwo || direction > FromPrevious)
        {
            return StatusWord.WrongParameters;
        }

        if (command.Data.Length is 0 or > MaxPattern)
        {
            return StatusWord.WrongLength;
        }

        if (channel.File.IsNull)
        {
            return StatusWord.SimNoFileSelected;
        }

        var file = new FileHeader(state.NonVolatile, channel.File);
        if (!file.Descriptor.IsLinearFixed)
        {
            return StatusWord.SimInconsistentFile;
        }

        if (file.IsDeactivated)
        {
            return StatusWord.SimInvalidationContradiction;
        }

        if (!AccessControl.IsAllowed(state, channel, file, AccessMode.Read))
        {
            return StatusWord.SimAccessNotFulfilled;
        }

        int found = Find(state.NonVolatile, file, channel.Record, direction, command.Data);
        if (found == 0)
        {
            return StatusWord.SimNotFound;
        }

        channel.Record = found;
        return type != TypeTwo || reply.TryWrite((byte)found) ? StatusWord.Success : StatusWord.TechnicalProblem;
    }

    // The record pointer stands nowhere at first: next is then the first record, previous the last one.
    private static int Find(NonVolatileMemory memory, FileHeader file, int current, int direction, ReadOnlySpan<byte> pattern)
    {
        int step = direction is FromBeginning or FromNext ? 1 : -1;
        int record = direction switch
        {
            FromBeginning => 1,
            FromEnd => file.RecordCount,
            FromNext => current + 1,
            _ => current == 0 ? file.RecordCount : current - 1,
        };
        for (; record >= 1 && record <= file.RecordCount; record += step)
        {
            if (memory.Read(file.Body + ((record - 1) * file.RecordLength), file.RecordLength).StartsWith(pattern))
            {
                return record;
            }
        }

        return 0;
    }
}
