using System;
using System.Text;
using CardOs.Channels;
using CardOs.Profiles;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.Pins;

/// <summary>A card with PINs of every kind: PIN 1 "1111", PIN 3 disabled, universal PIN "0000", ADM 1 "ADMINKEY", PIN 2 "2222" in each ADF.</summary>
internal static class PinCard
{
    public const string Usim = TestProfile.Usim;
    public const string Isim = TestProfile.Isim;

    public const string Pin1 = "31313131FFFFFFFF";
    public const string Pin2 = "32323232FFFFFFFF";
    public const string Pin3 = "33333333FFFFFFFF";
    public const string Universal = "30303030FFFFFFFF";
    public const string Wrong = "39393939FFFFFFFF";
    public const string New = "35353535FFFFFFFF";
    public const string Puk1 = "3131313131313131";
    public const string Puk2 = "3232323232323232";
    public const string Adm1 = "41444D494E4B4559";

    public const string SelectUsim = "00A4040C10" + Usim;
    public const string SelectIsim = "00A4040C10" + Isim;

    public static CardOptions Options { get; } = new() { Profile = Profile(), NonVolatileBytes = 64 * 1024 };

    public static TestCard Create() => new(Options);

    /// <summary>Sends the commands in front of the last one, separated by bars, to a fresh card, and then the last one.</summary>
    public static string Answer(string before, string command)
    {
        TestCard card = Create();
        foreach (string one in before.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            card.Send(one);
        }

        return card.Send(command);
    }

    public static string Verify(int reference, string value) => $"002000{reference:X2}08{value}";

    private static CardProfile Profile() => new()
    {
        AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
        Containers =
        [
            new ContainerProfile { Name = "common" },
            new ContainerProfile
            {
                Name = "first",
                MasterFilePinReferences = [0x01, 0x0A],
                Pins = [Key(0x01, "1111", "11111111"), Key(0x03, "3333", null, false), Key(0x11, "0000", "00000000"), Key(0x0A, "ADMINKEY", null)],
                Files =
                [
                    File(0x2F01, AccessCondition.Pin1),
                    File(0x2F03, (AccessCondition)2),
                    File(0x2F0A, AccessCondition.Adm1),
                    File(0x2F11, AccessCondition.UniversalPin),
                    Application(Usim),
                    Application(Isim),
                ],
            },
        ],
    };

    private static FileProfile Application(string aid) => new()
    {
        Fid = 0x7FFF,
        Structure = FileStructure.Directory,
        Aid = VectorCase.Hex(aid),
        PinReferences = [0x11, 0x01, 0x81],
        Pins = [Key(0x81, "2222", "22222222")],
        Children = [File(0x6F01, AccessCondition.LocalPin)],
    };

    private static FileProfile File(ushort fid, AccessCondition condition) => new()
    {
        Fid = fid,
        Structure = FileStructure.Transparent,
        Size = 4,
        Contents = [1, 2, 3, 4],
        Read = condition,
        Update = condition,
    };

    private static PinProfile Key(byte reference, string value, string? unblock, bool isEnabled = true) => new()
    {
        KeyReference = reference,
        Value = Padded(value),
        UnblockValue = unblock is null ? [] : Padded(unblock),
        IsEnabled = isEnabled,
    };

    private static byte[] Padded(string text) => Encoding.ASCII.GetBytes(text.PadRight(8, '\u007F')) is var bytes
        ? Array.ConvertAll(bytes, one => one == 0x7F ? (byte)0xFF : one)
        : [];
}
