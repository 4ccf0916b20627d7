using System;
using CardOs.Apdu.Tlv;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>Which card this is, for whoever manages it: the template 73 of SELECT and of GET DATA 0066. GlobalPlatform H.2.</summary>
internal static class CardRecognitionData
{
    // 1.2.840.114283, then 1, 2.2.3.1, 3 and 4.SCP.i.
    private static ReadOnlySpan<byte> GlobalPlatform => [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x01];

    private static ReadOnlySpan<byte> Version => [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x02, 0x02, 0x03, 0x01];

    private static ReadOnlySpan<byte> Identification => [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x03];

    private static ReadOnlySpan<byte> SecureChannel => [0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x04];

    /// <summary>Writes 73 { 06 GlobalPlatform, 60 { 06 version }, 63 { 06 card identification }, 64 { 06 secure channel protocol and options } for each }.</summary>
    public static bool TryWrite(NonVolatileMemory memory, NvAddress domain, ref BerTlvWriter writer)
    {
        var part = new SecurityDomainPart(memory, domain);
        return writer.TryOpen(0x73, out int template)
            && writer.TryWrite(0x06, GlobalPlatform)
            && TryWrite(0x60, Version, ref writer)
            && TryWrite(0x63, Identification, ref writer)
            && (part.Scp02 == SecurityDomainPart.NotOffered || TryWriteProtocol(2, part.Scp02, ref writer))
            && (part.Scp03 == SecurityDomainPart.NotOffered || TryWriteProtocol(3, part.Scp03, ref writer))
            && writer.TryClose(template);
    }

    private static bool TryWriteProtocol(byte protocol, byte options, ref BerTlvWriter writer)
    {
        Span<byte> identifier = stackalloc byte[9];
        SecureChannel.CopyTo(identifier);
        identifier[7] = protocol;
        identifier[8] = options;
        return TryWrite(0x64, identifier, ref writer);
    }

    private static bool TryWrite(uint tag, scoped ReadOnlySpan<byte> identifier, ref BerTlvWriter writer) =>
        writer.TryOpen(tag, out int mark) && writer.TryWrite(0x06, identifier) && writer.TryClose(mark);
}
