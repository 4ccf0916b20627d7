using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Applications;

namespace CardOs.Tests.Core.Agents;

/// <summary>An applet that registers for what its installation says, counts what it gets, and answers with that.</summary>
/// <remarks>
/// Parameters: options (1 whole, 2 by name), then LV element and LV value. Memory: messages, parts, bytes and a sum of the last message; a command gives them.
/// Messages that begin with ! are orders: !throw, !fail, !long, !leave.
/// </remarks>
internal sealed class Courier : Applet
{
    public static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x43];
    public static readonly byte[] Module = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x43, 0x01];

    private const byte Whole = 0b01;
    private const byte ByName = 0b10;
    private const int Parts = 4;
    private const int Bytes = 8;
    private const int Sum = 12;

    public override int PersistentBytes => 16;

    public override StatusWord Install(ref AppletContext context, ReadOnlySpan<byte> parameters)
    {
        if (parameters.IsEmpty)
        {
            return StatusWord.Success;
        }

        bool isWhole = (parameters[0] & Whole) != 0;
        return (parameters[0] & ByName) != 0 ? context.RegisterByName(isWhole) : Register(ref context, parameters);
    }

    public override StatusWord Process(ref AppletContext context, scoped CommandApdu command)
    {
        switch (command.Ins)
        {
            case 0x02:
                return context.Reply(context.Persistent);
            case 0x04:
                return Register(ref context, command.Data);
            case 0x06:
                return (command.Data[0] & ByName) != 0 ? context.DeregisterByName() : context.Deregister(Value(command.Data), Element(command.Data));
            default:
                return context.IsSelecting ? StatusWord.Success : StatusWord.InstructionNotSupported;
        }
    }

    public override StatusWord ProcessMessage(ref AppletContext context, scoped MessagePart part)
    {
        if (part.Data.StartsWith("!throw"u8))
        {
            throw new InvalidOperationException("This applet fails.");
        }

        if (part.Data.StartsWith("!fail"u8))
        {
            return (StatusWord)0x6A8F;
        }

        if (part.Data.StartsWith("!leave"u8))
        {
            context.Deregister("application/x-one"u8);
        }

        Span<byte> state = stackalloc byte[16];
        context.Persistent.CopyTo(state);
        if (part.IsFirst)
        {
            BinaryPrimitives.WriteUInt32BigEndian(state, BinaryPrimitives.ReadUInt32BigEndian(state) + 1);
            state.Slice(Parts).Clear();
        }

        uint sum = BinaryPrimitives.ReadUInt32BigEndian(state.Slice(Sum));
        foreach (byte value in part.Data)
        {
            sum = (sum * 31) + value;
        }

        BinaryPrimitives.WriteUInt32BigEndian(state.Slice(Parts), BinaryPrimitives.ReadUInt32BigEndian(state.Slice(Parts)) + 1);
        BinaryPrimitives.WriteUInt32BigEndian(state.Slice(Bytes), BinaryPrimitives.ReadUInt32BigEndian(state.Slice(Bytes)) + (uint)part.Data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(state.Slice(Sum), sum);
        if (!context.Write(0, state))
        {
            return StatusWord.MemoryProblem;
        }

        if (part.Data.StartsWith("!long"u8))
        {
            Span<byte> answer = stackalloc byte[5000];
            answer.Fill((byte)'x');
            return context.Reply(answer);
        }

        // Only the last part can be answered: what is said before goes nowhere.
        return part.IsLast ? context.Reply(part.Data.Slice(0, Math.Min(part.Data.Length, 16))) : StatusWord.Success;
    }

    private static StatusWord Register(ref AppletContext context, scoped ReadOnlySpan<byte> parameters) =>
        context.Register(Value(parameters), Element(parameters), (parameters[0] & Whole) != 0);

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> parameters) => parameters.Slice(2, parameters[1]);

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> parameters) => parameters.Slice(3 + parameters[1], parameters[2 + parameters[1]]);
}
