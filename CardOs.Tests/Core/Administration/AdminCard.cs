using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Profiles;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.Administration;

/// <summary>A card on which everybody may administer nearly everything, and the templates that do it.</summary>
internal static class AdminCard
{
    public const string Usim = TestProfile.Usim;

    /// <summary>An access rule that allows everything, and one that allows nothing but reading.</summary>
    public const string Open = "AB0F80017F90008401D4900084013290 00";
    public const string Closed = "AB0A80010190008001 7E9700";

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

    /// <summary>CREATE FILE with these data objects.</summary>
    public static string Create(params string[] objects) => "00E00000" + Lv("62" + Lv(string.Concat(objects)));

    public static string Transparent(string fid, int size, string more = "") =>
        Create("82024121", "8302" + fid, "8A0105", Open, $"8002{size:X4}", more);

    public static string Records(string fid, int length, int count, string descriptor = "42", string more = "") =>
        Create($"8204{descriptor}21{length:X4}", "8302" + fid, "8A0105", Open, $"8002{length * count:X4}", more);

    public static string Directory(string fid, string more = "") => Create("82027821", "8302" + fid, "8A0105", Open, more);

    /// <summary>RESIZE FILE with these data objects.</summary>
    public static string Resize(string fid, string more, int mode = 0) => $"80D4{mode:X2}00" + Lv("62" + Lv("8302" + fid + more));

    /// <summary>Length and value in hex.</summary>
    public static string Lv(string value)
    {
        value = value.Replace(" ", string.Empty, StringComparison.Ordinal);
        int length = value.Length / 2;
        return (length > 127 ? $"81{length:X2}" : $"{length:X2}") + value;
    }

    /// <summary>Blocks in use, by what they are for; and that all memory is accounted for.</summary>
    public static string Account(TestCard card)
    {
        MemoryAccount account = card.Card.Account();
        bool addsUp = account.Fixed + account.Used + account.Overhead + account.Free == account.Total;
        IEnumerable<string> shares = account.Shares.Select(share => $"{share.Kind} {share.Blocks} {share.Used}");
        return (addsUp ? string.Empty : "does not add up: ") + string.Join(", ", shares);
    }

    private static CardProfile Profile() => new()
    {
        AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
        Containers =
        [
            new ContainerProfile { Name = "common" },
            new ContainerProfile
            {
                Name = "first",
                MasterFileAccessRule = VectorCase.Hex(Open),
                MasterFilePinReferences = [0x01],
                Files =
                [
                    File(0x2F01, FileStructure.Transparent, 16) with { Contents = VectorCase.Hex("000102030405060708090A0B0C0D0E0F") },
                    File(0x2F02, FileStructure.LinearFixed, 20, 5) with { Contents = VectorCase.Hex("01010101010202020202") },
                    File(0x2F03, FileStructure.Cyclic, 12, 4) with { Contents = VectorCase.Hex("000000010000000200000003") },
                    File(0x2F04, FileStructure.BerTlv, 200),
                    File(0x2F05, FileStructure.Transparent, 4, rule: Closed),
                    File(0x2F06, FileStructure.LinearFixed, 40, 20) with { Contents = VectorCase.Hex("80017F90008401D49000FFFFFFFFFFFFFFFFFFFF") },
                    File(0x2F07, FileStructure.Transparent, 4) with { Details = VectorCase.Hex("C00140") },
                    File(0x2F08, FileStructure.Transparent, 4, rule: "8B032F0601"),
                    Directory(0x7F10, Open, File(0x6F01, FileStructure.Transparent, 4), Directory(0x5F10, Open, File(0x4F01, FileStructure.Transparent, 4))),
                    Directory(0x7F20, "AB0580017F9700", File(0x6F01, FileStructure.Transparent, 4, rule: Closed)),
                    Directory(0x7FFF, Open, File(0x6F07, FileStructure.Transparent, 9)) with { Aid = VectorCase.Hex(Usim) },
                    Directory(0x7FFF, Open, File(0x6F02, FileStructure.Transparent, 9)) with { Aid = VectorCase.Hex(TestProfile.Isim) },
                ],
            },
        ],
    };

    private static FileProfile File(ushort fid, FileStructure structure, int size, int recordLength = 0, string rule = Open) =>
        new() { Fid = fid, Structure = structure, Size = size, RecordLength = recordLength, AccessRule = VectorCase.Hex(rule) };

    private static FileProfile Directory(ushort fid, string rule, params FileProfile[] children) =>
        new() { Fid = fid, Structure = FileStructure.Directory, AccessRule = VectorCase.Hex(rule), Children = children };
}
