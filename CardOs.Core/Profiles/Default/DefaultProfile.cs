namespace CardOs.Profiles;

/// <summary>The card that <see cref="CardOptions.Uicc"/> makes: two subscriptions, each in a container of its own, with public test values.</summary>
/// <remarks>docs/default-profile.md lists it, and samples/uicc.json is the same as a file.</remarks>
internal static class DefaultProfile
{
    public static CardProfile Uicc { get; } = new()
    {
        AnswerToReset = AnswerToReset(),
        Containers =
        [
            new ContainerProfile { Name = "common", KeySets = DefaultKeys.Issuer(), SecurityDomains = DefaultDomains.Common() },
            Container("home", 1, DefaultKeys.Home(), DefaultKeys.HomeSecret()),
            Container("travel", 2, DefaultKeys.Travel(), DefaultKeys.TravelSecret()),
        ],
    };

    // T=0 and T=1; SELECT by partial name, EF.DIR; chaining, extended lengths, channels by card and terminal. ISO 7816-3 8, ISO 7816-4 12.1.1.
    private static byte[] AnswerToReset()
    {
        byte[] answer =
        [
            0x3B, 0x9E, 0x96, 0x80, 0x81, 0x1F, 0x87,
            0x80, 0x31, 0xE0, 0x73, 0xFE, 0x21, 0xDF, 0x66, (byte)'C', (byte)'a', (byte)'r', (byte)'d', (byte)'O', (byte)'s',
            0x00,
        ];
        byte check = 0;
        for (int i = 1; i < answer.Length; i++)
        {
            check ^= answer[i];
        }

        answer[answer.Length - 1] = check;
        return answer;
    }

    // The number tells the subscriptions apart: it is the last digit of the ICCID, the IMSI and the telephone number.
    private static ContainerProfile Container(string name, byte number, KeySetProfile[] keys, AuthenticationProfile secret) => new()
    {
        Name = name,
        MasterFileAccessRule = DefaultRules.Reference(DefaultRules.OfMasterFile, DefaultRule.Directory),
        MasterFilePinReferences = DefaultPins.ReferencesOfMasterFile,
        Pins = DefaultPins.Global(),
        Files = MasterFiles.Create(number),
        AuthenticationKeys = [secret],
        KeySets = keys,
        SecurityDomains = DefaultDomains.Enhanced(number),
        Applications = DefaultApplications.Create(),
    };
}
