using System;
using System.Collections.Generic;
using CardOs.Channels;
using CardOs.OffCard;
using CardOs.Profiles;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.Applications.Usim;

/// <summary>A card with a USIM and an ISIM that share an authentication key, and the network's side of it.</summary>
internal sealed class UsimCard
{
    public const string UsimName = "A0000000871002FF49FF0589";
    public const string IsimName = "A0000000871004FF49FF0589";
    public const string OtherName = "A0000005591010FF";
    public const string SelectUsim = "00A4040C0C" + UsimName;
    public const string SelectIsim = "00A4040C0C" + IsimName;
    public const string SelectOther = "00A4040C08" + OtherName;
    public const string VerifyPin = "00200001" + "08" + "31323334FFFFFFFF";
    public const string Challenge = "23553CBE9637A89D218AE64DAE47BF35";

    /// <summary>Test set 1 of TS 35.208.</summary>
    public static readonly AuthenticationProfile Milenage = new()
    {
        Algorithm = AuthenticationAlgorithm.Milenage,
        Key = VectorCase.Hex("465b5ce8b199b49faa5f0a2ee238a6bc"),
        OperatorKey = VectorCase.Hex("cdc202d5123e20f62b6d676ac72cb318"),
    };

    /// <summary>Services 27, 38, 68, 124 and 125.</summary>
    public static readonly int[] AllServices = [27, 38, 68, 124, 125];

    private readonly TestCard _card;

    public UsimCard(AuthenticationProfile key, int[]? services = null, IReadOnlyList<FileProfile>? more = null, bool hasPin = false)
    {
        Options = new CardOptions { Profile = Profile(key, services ?? AllServices, more ?? [], hasPin), NonVolatileBytes = 64 * 1024 };
        _card = new TestCard(Options);
        Centre = new AuthenticationCentre(key);
    }

    public CardOptions Options { get; }

    public AuthenticationCentre Centre { get; }

    public Card Card => _card.Card;

    public string Send(string command) => _card.Send(command);

    public static string Authenticate(byte context, string data) =>
        FormattableString.Invariant($"008800{context:X2}{data.Length / 2:X2}{data}00");

    public static string Gsm(string challenge) => Authenticate(0x80, "10" + challenge);

    public static string Mutual(AuthenticationVector vector) => Authenticate(0x81, Fields(vector));

    public static string Bootstrap(AuthenticationVector vector) => Authenticate(0x84, "DD" + Fields(vector));

    public static string Derive(string nafId, string privateIdentity) => Authenticate(0x84, "DE" + Field(VectorCase.Hex(nafId)) + Field(VectorCase.Hex(privateIdentity)));

    public static string Field(byte[] value) => value.Length.ToString("X2", System.Globalization.CultureInfo.InvariantCulture) + Convert.ToHexString(value);

    /// <summary>What a card answers to a vector that it accepts, without Kc.</summary>
    public static string Accepted(AuthenticationVector vector) => "DB" + Field(vector.ExpectedResponse) + Field(vector.CipherKey) + Field(vector.IntegrityKey);

    public static FileProfile Transparent(ushort fid, string contents, int size = 0) => new()
    {
        Fid = fid,
        Structure = FileStructure.Transparent,
        Size = Math.Max(size, contents.Length / 2),
        Contents = VectorCase.Hex(contents),
        Update = AccessCondition.Always,
    };

    public static FileProfile Records(ushort fid, int length, int count) => new()
    {
        Fid = fid,
        Structure = FileStructure.LinearFixed,
        RecordLength = length,
        Size = length * count,
        Update = AccessCondition.Always,
    };

    public static FileProfile Directory(ushort fid, params IReadOnlyList<FileProfile> children) =>
        new() { Fid = fid, Structure = FileStructure.Directory, Children = children };

    private static string Fields(AuthenticationVector vector) => Field(vector.Challenge) + Field(vector.Token);

    private static CardProfile Profile(AuthenticationProfile key, int[] services, IReadOnlyList<FileProfile> more, bool hasPin)
    {
        byte[] table = new byte[17];
        foreach (int service in services)
        {
            table[(service - 1) / 8] |= (byte)(1 << ((service - 1) % 8));
        }

        byte[] references = hasPin ? [0x01] : [];
        FileProfile[] usim = [Transparent(0x6F07, "082947100210000268"), Transparent(0x6FAD, "00000003"), Transparent(0x6F38, Convert.ToHexString(table)), .. more];
        FileProfile[] isim = [Transparent(0x6F07, Array.IndexOf(services, 68) < 0 ? "00" : "02"), Transparent(0x6FD5, "", 40), Records(0x6FD7, 40, 2)];
        return new CardProfile
        {
            AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
            Containers =
            [
                new ContainerProfile { Name = "common" },
                new ContainerProfile
                {
                    Name = "subscription",
                    Pins = hasPin ? [new PinProfile { KeyReference = 0x01, Value = VectorCase.Hex("31323334FFFFFFFF") }] : [],
                    AuthenticationKeys = [key],
                    Files = [Application(UsimName, 1, references, usim), Application(IsimName, 1, references, isim), Application(OtherName, 0, references, [])],
                },
            ],
        };
    }

    private static FileProfile Application(string name, int key, byte[] references, IReadOnlyList<FileProfile> children) => new()
    {
        Fid = 0x7FFF,
        Structure = FileStructure.Directory,
        Aid = VectorCase.Hex(name),
        AuthenticationKey = key,
        PinReferences = references,
        Children = children,
    };
}
