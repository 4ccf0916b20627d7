namespace CardOs.Profiles;

/// <summary>What tells one subscription of the default card from the other: its number is the last digit everywhere.</summary>
/// <remarks>The network is the test network 001 01; telephone numbers are in the range +999, which nobody has.</remarks>
internal static class Subscription
{
    /// <summary>001 01 in three bytes: TS 24.008 10.5.1.13.</summary>
    public const string Network = "00F110";

    public const string NoNetwork = "FFFFFF";

    private const string Domain = "ims.mnc001.mcc001.3gppnetwork.org";

    public static byte[] Iccid(byte number) => [0x98, 0x88, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, (byte)(0x10 * number)];

    /// <summary>001010000000001 or 2.</summary>
    public static byte[] Imsi(byte number) => [0x08, 0x09, 0x10, 0x10, 0x00, 0x00, 0x00, 0x00, (byte)(0x10 * number)];

    /// <summary>The access class that the IMSI's last digit says: TS 22.011 4.2.</summary>
    public static byte[] AccessClass(byte number) => [0x00, (byte)(1 << number)];

    /// <summary>An entry of 28 bytes: "CardOs", +99970000001 or 2.</summary>
    public static byte[] TelephoneNumber(byte number) =>
        [.. Bytes.Padded(Bytes.Text("CardOs"), 14), 0x07, 0x91, 0x99, 0x79, 0x00, 0x00, 0x00, (byte)(0xF0 + number), .. Bytes.Of("FFFFFFFFFFFF")];

    /// <summary>42 bytes: the service centre +99970000000, one day; no destination.</summary>
    public static byte[] MessageParameters() =>
        [.. Bytes.AtEnd(15, [0xE1]), .. Bytes.AtEnd(12, []), .. Bytes.Of("0791997900" + "0000F0FFFFFFFF"), 0x00, 0x00, 0xA7];

    public static byte[] PrivateIdentity(byte number) => Bytes.Object(0x80, Bytes.Text($"00101000000000{number}@{Domain}"));

    public static byte[] PublicIdentity(byte number) => Bytes.Object(0x80, Bytes.Text($"sip:00101000000000{number}@{Domain}"));

    public static byte[] HomeDomain() => Bytes.Object(0x80, Bytes.Text(Domain));

    /// <summary>A fully qualified name, TS 31.103 4.2.8.</summary>
    public static byte[] CallControlFunction() => Bytes.Object(0x80, [0x00, .. Bytes.Text("pcscf." + Domain)]);
}
