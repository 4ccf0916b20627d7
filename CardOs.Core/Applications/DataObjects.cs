using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>GET DATA: the card's resources, and the objects of a selected store. GlobalPlatform 11.3, TS 102 226 8.2.1.7.</summary>
internal static class DataObjects
{
    private const ushort ExtendedCardResources = 0xFF21;

    /// <summary>Answers with the object whose tag is P1 and P2, as a data object.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (!command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        if (command.Parameters == ExtendedCardResources)
        {
            Span<byte> buffer = stackalloc byte[32];
            var writer = new BerTlvWriter(buffer);
            return TryWriteResources(state, ref writer) && reply.TryWrite(writer.Written) ? StatusWord.Success : StatusWord.TechnicalProblem;
        }

        NvAddress application = LogicalChannel.Current(state.Working).Application;
        if (application.IsNull || !DataStore.TryGet(state.NonVolatile, application, command.Parameters, out ReadOnlySpan<byte> value))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        return reply.TryReserve(BerTlvEncoder.LengthOfElement(command.Parameters, value.Length), out Span<byte> destination)
            && new BerTlvWriter(destination).TryWrite(command.Parameters, value)
            ? StatusWord.Success
            : StatusWord.WrongLength;
    }

    /// <summary>Writes FF21 { 81 applications, 82 free non-volatile memory, 83 free room for a message }: TS 102 226 8.2.1.7.2.</summary>
    public static bool TryWriteResources(CardState state, ref BerTlvWriter writer)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        if (!writer.TryOpen(ExtendedCardResources, out int mark))
        {
            return false;
        }

        bool fits = writer.TryWrite(0x81, (byte)ApplicationRegistry.Count(state.NonVolatile, state.RuntimeView));
        BinaryPrimitives.WriteUInt32BigEndian(number, (uint)state.NonVolatile.Allocator.FreeBytes());
        fits &= writer.TryWrite(0x82, number);
        BinaryPrimitives.WriteUInt32BigEndian(number, WorkingMap.ReassemblyCapacity);
        fits &= writer.TryWrite(0x83, number);
        return fits && writer.TryClose(mark);
    }
}
