using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>INCREASE: TS 102 221 11.1.8.</summary>
internal static partial class FileSystem
{
    private const int MaxIncrement = 127;

    /// <remarks>
    /// <code>
    /// P1: 00 the current file, or b8 1 and b5-b1 the short identifier    data: the value to add, 1 to 127 bytes
    /// +-----------------+-------------+
    /// | the new record  | value added |    answer
    /// +-----------------+-------------+
    /// </code>
    /// </remarks>
    private static StatusWord Increase(CardState state, LogicalChannel channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord status = FindCyclic(state, channel, command, out NvAddress file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var header = new FileHeader(state.NonVolatile, file);
        int length = header.RecordLength + command.Data.Length;
        if (command.Data.Length > header.RecordLength)
        {
            return StatusWord.WrongLength;
        }

        // Executed once: the right length is told before anything changes, and so is that 6Cxx or the terminal's room cannot hold it.
        bool isWrong = command.ExpectedLength != 0 && command.ExpectedLength != length && !IsGreatest(command);
        if (isWrong && length <= MaxExactLength)
        {
            return StatusWords.ExactLength(length);
        }

        if (isWrong || (command.ExpectedLength != 0 && command.ExpectedLength < length) || reply.Room < length)
        {
            return StatusWord.WrongLength;
        }

        Span<byte> sum = stackalloc byte[header.RecordLength];
        state.NonVolatile.Read(RecordAddress(header, 1), header.RecordLength).CopyTo(sum);
        if (!TryAdd(sum, command.Data))
        {
            return StatusWord.MaximumValueReached;
        }

        if (!TryWriteNewest(state, header, sum))
        {
            return StatusWord.NotEnoughMemory;
        }

        channel.Record = 1;
        reply.TryWrite(sum);
        reply.TryWrite(command.Data);
        return StatusWord.Success;
    }

    // Parameters, then lengths, then the file: TS 102 221 10.2.1.
    private static StatusWord FindCyclic(CardState state, LogicalChannel channel, scoped CommandApdu command, out NvAddress file)
    {
        file = NvAddress.Null;
        int shortIdentifier = command.P1 & ShortIdentifierMask;
        bool isByShort = (command.P1 & ShortIdentifierFlag) != 0;
        bool isRight = isByShort
            ? shortIdentifier is not (0 or ShortIdentifierMask) && (command.P1 & ~(ShortIdentifierFlag | ShortIdentifierMask)) == 0
            : command.P1 == 0;
        if (!isRight || command.P2 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty || command.Data.Length > MaxIncrement)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = FindFile(state, channel, isByShort ? shortIdentifier : 0, out file);
        if (status != StatusWord.Success)
        {
            return status;
        }

        var header = new FileHeader(state.NonVolatile, file);
        return header.Descriptor.IsCyclic ? CheckAccess(state, channel, header, AccessMode.Increase) : StatusWord.IncompatibleWithFileStructure;
    }

    // Both are numbers with the most significant byte first; what is added is no longer.
    private static bool TryAdd(Span<byte> sum, ReadOnlySpan<byte> added)
    {
        int carry = 0;
        for (int i = 1; i <= sum.Length; i++)
        {
            carry += sum[sum.Length - i] + (i <= added.Length ? added[added.Length - i] : 0);
            sum[sum.Length - i] = (byte)carry;
            carry >>= 8;
        }

        return carry == 0;
    }
}
