namespace CardOs.Profiles;

/// <summary>The security domains of the default card: the issuer's, one for each subscription, and below that one for its services.</summary>
internal static class DefaultDomains
{
    // A cryptographic checksum and encipherment, and a counter that goes up: TS 102 225 5.1.1.
    private const byte Ciphered = 0x16;

    // Security domain, card lock, terminate and reset, CVM, trusted path, management by itself and by tokens, everything global, final application, receipts.
    private static byte[] IssuerPrivileges => [0x9E, 0xFE, 0x80];

    // Issuer identification number, card image number, and what the chip says of its production: all of them test values.
    private static byte[] IssuerData => Bytes.Of(
        "4207" + "0D4341524F5301" + "4508" + "4361726430733031" + "9F7F2A" + "0000000000000000000000000000000000000001" + "0000000000000000000000000000000000000000" + "0000");

    public static SecurityDomainProfile[] Common() =>
    [
        new()
        {
            Aid = Bytes.Of("A000000151000000"),
            OtherAids = [Bytes.Of("A000000003000000")],
            Privileges = IssuerPrivileges,
            Tars = [0x000001],
            MinimumSecurity = Ciphered,
            DataObjects = IssuerData,
        },
    ];

    /// <summary>The domains of an enhanced container; the number is in the AIDs.</summary>
    public static SecurityDomainProfile[] Enhanced(byte number) =>
    [
        new()
        {
            Aid = Bytes.Of($"F0436172644F7344{number:X2}00"),
            Tars = [0x000000],
            MinimumSecurity = Ciphered,
        },
        new()
        {
            Number = SecurityDomain.Services,
            Aid = Bytes.Of($"F0436172644F7344{number:X2}01"),
            Privileges = [0x80, 0x80, 0x00],
        },
    ];
}
