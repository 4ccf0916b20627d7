using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.GlobalPlatform;

/// <summary>GET DATA of a security domain: GlobalPlatform 11.3.</summary>
internal static class DomainData
{
    private const ushort RecognitionData = 0x0066;

    /// <summary>Answers with the object whose tag is P1 and P2.</summary>
    public static StatusWord Get(CardState state, NvAddress domain, scoped CommandApdu command, ref ResponseWriter reply)
    {
        switch (command.Parameters)
        {
            case RecognitionData:
                return TryWriteRecognitionData(state.NonVolatile, domain, ref reply) ? StatusWord.Success : StatusWord.TechnicalProblem;
            default:
                return StatusWord.ReferencedDataNotFound;
        }
    }

    private static bool TryWriteRecognitionData(NonVolatileMemory memory, NvAddress domain, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[128];
        var writer = new BerTlvWriter(buffer);
        return writer.TryOpen(RecognitionData, out int mark)
            && CardRecognitionData.TryWrite(memory, domain, ref writer)
            && writer.TryClose(mark)
            && reply.TryWrite(writer.Written);
    }
}
