using CardOs.Channels;

namespace CardOs.Profiles;

/// <summary>The PINs and the administrative key of the default card.</summary>
internal static class DefaultPins
{
    private const byte ApplicationPin = 0x01;
    private const byte SecondPin = 0x81;
    private const byte AdministrativeKey = 0x0A;
    private const byte AdministrativeTries = 10;

    public static byte[] ReferencesOfMasterFile => [ApplicationPin, AccessConditions.UniversalPinReference, AdministrativeKey];

    public static byte[] ReferencesOfApplication => [ApplicationPin, SecondPin, AccessConditions.UniversalPinReference, AdministrativeKey];

    /// <summary>PIN 1, the universal PIN, which nothing uses until PIN 1 is replaced by it, and ADM 1.</summary>
    public static PinProfile[] Global() =>
    [
        Pin(ApplicationPin, "1234", "12345678"),
        Pin(AccessConditions.UniversalPinReference, "1111", "11111111"),
        new() { KeyReference = AdministrativeKey, Value = Bytes.Text("88888888"), Tries = AdministrativeTries },
    ];

    /// <summary>PIN 2, which each ADF has of its own.</summary>
    public static PinProfile[] Local() => [Pin(SecondPin, "5678", "87654321")];

    private static PinProfile Pin(byte reference, string value, string unblockValue) => new()
    {
        KeyReference = reference,
        Value = Bytes.Padded(Bytes.Text(value), 8),
        UnblockValue = Bytes.Text(unblockValue),
    };
}
