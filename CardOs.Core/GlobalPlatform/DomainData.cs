using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Applications;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>GET DATA of a security domain: GlobalPlatform 11.3.</summary>
/// <remarks>
/// <code>
/// 0066 card recognition data      00C1 sequence counter of the first key set      00D3 security level
/// 0067 card capabilities          00C2 confirmation counter                       2F00 applications
/// 00E0 key information            00CF key diversification data                   FF21 resources of the card
/// </code>
/// Everything else is what the domain was personalised with: 0042, 0045, 5F50, 9F7F, ...
/// </remarks>
internal static class DomainData
{
    private const ushort RecognitionData = 0x0066;
    private const ushort Capabilities = 0x0067;
    private const ushort SequenceCounter = 0x00C1;
    private const ushort ConfirmationCounter = 0x00C2;
    private const ushort Diversification = 0x00CF;
    private const ushort Level = 0x00D3;
    private const ushort KeyInformationTemplate = 0x00E0;
    private const ushort Applications = 0x2F00;
    private const ushort Resources = 0xFF21;
    private const int DiversificationLength = 10;
    private const int BufferLength = 2048;

    /// <summary>The key diversification data that the domain was personalised with, 10 bytes; empty when it was not.</summary>
    public static ReadOnlySpan<byte> DiversificationData(NonVolatileMemory memory, NvAddress domain) =>
        DataStore.TryGet(memory, domain, Diversification, out ReadOnlySpan<byte> value) && value.Length == DiversificationLength ? value : default;

    /// <summary>Whether an object is the card's own, and cannot be stored: GlobalPlatform 11.3.3.</summary>
    public static bool IsComputed(uint tag) => tag is SequenceCounter or ConfirmationCounter or Level or KeyInformationTemplate or Applications or Resources;

    /// <summary>Whether a domain can be personalised with an object: identification numbers, recognition and management data, the manager's address, production data, diversification data.</summary>
    public static bool IsKnown(uint tag) => tag is 0x42 or 0x45 or 0x5F50 or 0x9F7F or RecognitionData or Capabilities or Diversification;

    /// <summary>Answers with the object whose tag is P1 and P2: the whole of it, or in the interindustry class with INS CB its value.</summary>
    public static StatusWord Get(CardState state, int channel, NvAddress domain, in SecureChannelOwner owner, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ushort tag = command.Parameters;
        if (!command.Data.IsEmpty && tag != Applications)
        {
            return StatusWord.WrongLength;
        }

        Span<byte> buffer = stackalloc byte[BufferLength];
        var writer = new BerTlvWriter(buffer);
        StatusWord status = Write(state, channel, domain, owner, tag, ref writer);
        if (status != StatusWord.Success)
        {
            return status;
        }

        ReadOnlySpan<byte> data = writer.Written;
        bool isValueOnly = command.Class.IsInterindustry && (Instruction)command.Ins == Instruction.RetrieveData && tag != Applications;
        if (isValueOnly)
        {
            var reader = new BerTlvReader(data);
            reader.TryRead(out _, out data);
        }

        return reply.TryWrite(data) ? StatusWord.Success : StatusWord.WrongLength;
    }

    private static StatusWord Write(CardState state, int channel, NvAddress domain, in SecureChannelOwner owner, ushort tag, ref BerTlvWriter writer)
    {
        NonVolatileMemory memory = state.NonVolatile;
        switch (tag)
        {
            case RecognitionData when !DataStore.TryGet(memory, domain, tag, out _):
                return Done(writer.TryOpen(tag, out int mark) && CardRecognitionData.TryWrite(memory, domain, ref writer) && writer.TryClose(mark));
            case Capabilities when !DataStore.TryGet(memory, domain, tag, out _):
                return Done(CardCapabilities.TryWrite(memory, domain, ref writer));
            case KeyInformationTemplate:
                return Done(KeyManagement.KeyList.TryWrite(memory, domain, ref writer));
            case SequenceCounter:
                return WriteSequenceCounter(memory, owner, ref writer);
            case ConfirmationCounter:
                return WriteConfirmationCounter(memory, domain, ref writer);
            case Level:
                return Done(writer.TryWrite(tag, (byte)SecureChannel.LevelOf(state, channel)));
            case Applications:
                return DomainList.Write(state, domain, ref writer);
            case Resources:
                return Done(DataObjects.TryWriteResources(state, ref writer));
            default:
                return !DataStore.TryGet(memory, domain, tag, out ReadOnlySpan<byte> value) ? StatusWord.ReferencedDataNotFound : Done(writer.TryWrite(tag, value));
        }
    }

    // 2 bytes for SCP02, 3 for SCP03; where the challenge is random there is no counter: 11.3.2.
    private static StatusWord WriteSequenceCounter(NonVolatileMemory memory, in SecureChannelOwner owner, ref BerTlvWriter writer)
    {
        if (!SecureChannel.TryGetCounter(memory, owner, out ulong counter, out int length))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        Span<byte> bytes = stackalloc byte[3];
        bytes[0] = (byte)(counter >> 16);
        bytes[1] = (byte)(counter >> 8);
        bytes[2] = (byte)counter;
        return Done(writer.TryWrite(SequenceCounter, bytes.Slice(bytes.Length - length)));
    }

    // GlobalPlatform C.5: of whoever makes receipts, and nobody else.
    private static StatusWord WriteConfirmationCounter(NonVolatileMemory memory, NvAddress domain, ref BerTlvWriter writer)
    {
        if ((new ApplicationEntry(memory, domain).Privileges & Privileges.ReceiptGeneration) == 0)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        Span<byte> none = stackalloc byte[2];
        none.Clear();
        return Done(writer.TryWrite(ConfirmationCounter, DataStore.TryGet(memory, domain, ConfirmationCounter, out ReadOnlySpan<byte> counter) ? counter : none));
    }

    private static StatusWord Done(bool fits) => fits ? StatusWord.Success : StatusWord.WrongLength;
}
