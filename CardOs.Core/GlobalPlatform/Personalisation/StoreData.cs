using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>STORE DATA for a security domain itself: GlobalPlatform 11.11.</summary>
/// <remarks>
/// <code>
/// P1  b8 last block, b7 b6 encryption, b5 b4 format: 00 none, 01 DGI, 10 BER-TLV, b1 an answer is allowed      P2  number of the block, from 00
/// </code>
/// An object may go on in the next block. All objects that a block completes are stored, or none.
/// </remarks>
internal static class StoreData
{
    private const byte LastBlock = 0x80;
    private const byte FormatMask = 0x18;
    private const byte DataGroups = 0x08;
    private const byte Reserved = 0x18;
    private const int BufferLength = 4096;

    /// <summary>Executes the command.</summary>
    public static StatusWord Handle(CardState state, int channel, NvAddress domain, scoped CommandApdu command)
    {
        StoreSession session = StoreSession.Of(state, channel);
        StatusWord status = Store(state, channel, domain, session, command);

        // An error begins anew, and so does what comes behind the last block.
        if (status != StatusWord.Success || (command.P1 & LastBlock) != 0)
        {
            session.Clear();
        }

        return status;
    }

    private static StatusWord Store(CardState state, int channel, NvAddress domain, StoreSession session, scoped CommandApdu command)
    {
        if (command.P2 != session.NextBlock || (command.P1 & FormatMask) == Reserved)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        session.NextBlock++;
        Span<byte> buffer = stackalloc byte[BufferLength];
        int length = session.RestLength + command.Data.Length;
        if (length > buffer.Length)
        {
            return StatusWord.NotEnoughMemory;
        }

        buffer = buffer.Slice(0, length);
        session.RestRoom.Slice(0, session.RestLength).CopyTo(buffer);
        command.Data.CopyTo(buffer.Slice(session.RestLength));
        using Transaction transaction = state.NonVolatile.Journal.Begin();
        StatusWord status = (command.P1 & FormatMask) == DataGroups
            ? StoreGroups(state, channel, domain, session, buffer, out int rest)
            : StoreObjects(state, domain, buffer, out rest);
        if (status != StatusWord.Success)
        {
            return status;
        }

        bool isLast = (command.P1 & LastBlock) != 0;
        if (isLast && (rest != 0 || session.KeyLength != 0))
        {
            return StatusWord.IncorrectData;
        }

        if (rest > session.RestRoom.Length)
        {
            return StatusWord.NotEnoughMemory;
        }

        buffer.Slice(length - rest).CopyTo(session.RestRoom);
        session.RestLength = rest;
        return transaction.Commit() ? StatusWord.Success : StatusWord.MemoryProblem;
    }

    private static StatusWord StoreObjects(CardState state, NvAddress domain, ReadOnlySpan<byte> data, out int rest)
    {
        var reader = new BerTlvReader(data);
        StatusWord status = StatusWord.Success;
        while (status == StatusWord.Success && reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            status = DomainObjects.Store(state, domain, tag.Value, value);
        }

        rest = reader.Remaining.Length;
        return status;
    }

    private static StatusWord StoreGroups(CardState state, int channel, NvAddress domain, StoreSession session, ReadOnlySpan<byte> data, out int rest)
    {
        var reader = new DgiReader(data);
        StatusWord status = StatusWord.Success;
        while (status == StatusWord.Success && reader.TryRead(out ushort identifier, out ReadOnlySpan<byte> value))
        {
            status = DataGroup.Store(state, channel, domain, session, identifier, value);
        }

        rest = reader.Remaining.Length;
        return status;
    }
}
