using System;
using CardOs.Apdu.Tlv;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>What a domain can do, for GET DATA 0067: GlobalPlatform H.4.</summary>
internal static class CardCapabilities
{
    private const byte AllKeyLengths = 0x07;

    // Security domain to mandated DAP; trusted path to global service; receipts and ciphered load files.
    private static ReadOnlySpan<byte> PrivilegesOfDomains => [0xFF, 0xFF, 0x80];

    private static ReadOnlySpan<byte> PrivilegesOfApplications => [0x1E, 0x0F, 0x00];

    // SHA-1, SHA-256, SHA-384, SHA-512.
    private static ReadOnlySpan<byte> Hashes => [0x01, 0x02, 0x03, 0x04];

    /// <summary>Writes 67 { A0 { 80 protocol, 81 options, 82 AES key lengths } for each, 81 privileges of domains, 82 of applications, 83 hashes of load files }.</summary>
    public static bool TryWrite(NonVolatileMemory memory, NvAddress domain, ref BerTlvWriter writer)
    {
        var part = new SecurityDomainPart(memory, domain);
        return writer.TryOpen(0x67, out int template)
            && (part.Scp02 == SecurityDomainPart.NotOffered || TryWriteProtocol(2, part.Scp02, keyLengths: 0, ref writer))
            && (part.Scp03 == SecurityDomainPart.NotOffered || TryWriteProtocol(3, part.Scp03, AllKeyLengths, ref writer))
            && writer.TryWrite(0x81, PrivilegesOfDomains)
            && writer.TryWrite(0x82, PrivilegesOfApplications)
            && writer.TryWrite(0x83, Hashes)
            && writer.TryClose(template);
    }

    private static bool TryWriteProtocol(byte protocol, byte options, byte keyLengths, ref BerTlvWriter writer) =>
        writer.TryOpen(0xA0, out int mark)
        && writer.TryWrite(0x80, protocol)
        && writer.TryWrite(0x81, options)
        && (keyLengths == 0 || writer.TryWrite(0x82, keyLengths))
        && writer.TryClose(mark);
}
