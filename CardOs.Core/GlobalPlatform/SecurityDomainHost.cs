using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The front door of security domains: what SELECT says of them, and every command while one is selected. GlobalPlatform 11.</summary>
internal static class SecurityDomainHost
{
    // The longest data field that a command may have: 9F65.
    private const byte MaxDataLength = 0xFF;

    /// <summary>Answers a SELECT that chose a security domain: 6F { 84 AID, A5 { 73 recognition data, 9F65 longest data field } }, GlobalPlatform 11.9.3.1.</summary>
    public static StatusWord Select(CardState state, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress domain = channel.Application;
        Span<byte> buffer = stackalloc byte[160];
        var writer = new BerTlvWriter(buffer);
        bool fits = writer.TryOpen(0x6F, out int template)
            && writer.TryWrite(0x84, SecurityDomains.AidOf(state.NonVolatile, domain, channel.Alias))
            && writer.TryOpen(0xA5, out int proprietary)
            && CardRecognitionData.TryWrite(state.NonVolatile, domain, ref writer)
            && writer.TryWrite(0x9F65, MaxDataLength)
            && writer.TryClose(proprietary)
            && writer.TryClose(template)
            && reply.TryWrite(writer.Written);
        return !fits ? StatusWord.TechnicalProblem : IsCardLocked(state, domain) ? StatusWord.SelectedFileDeactivated : StatusWord.Success;
    }

    /// <summary>A command for the security domain that is selected on the channel in progress.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        NvAddress domain = LogicalChannel.Current(state.Working).Application;
        switch ((Instruction)command.Ins)
        {
            case Instruction.GetData:
                return DomainData.Get(state, domain, command, ref reply);
            default:
                return StatusWord.InstructionNotSupported;
        }
    }

    // GlobalPlatform 6.4.2.1.1: the issuer's domain says that the card is locked.
    private static bool IsCardLocked(CardState state, NvAddress domain) =>
        domain == SecurityDomains.Issuer(state.NonVolatile) && new ApplicationEntry(state.NonVolatile, domain).LifeCycle == LifeCycles.CardLocked;
}
