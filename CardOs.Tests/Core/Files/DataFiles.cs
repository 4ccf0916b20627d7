using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Profiles;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.Files;

/// <summary>A card with record and data object files of every kind below the master file of <see cref="TestProfile"/>.</summary>
internal static class DataFiles
{
    /// <summary>Records of 15 bytes, those of the search tests of TS 102 268.</summary>
    public const string Searched =
        "0102030405060708090A0B0C0D0E0F" + "0A0B0C0D0E0F010203040506070809" + "0405060708090A0B0C0D0E0F010203"
        + "0708090A0B0C0D0E0F010203040506" + "0A0102030B0102030C0102030D0102" + "030201030201030201030201030201";

    public const int MaxObjects = 400;

    // A rule of EF.ARR: reading always; reading and updating always.
    public const string OnlyRead = "8001019000";
    public const string ReadAndUpdate = "8001039000";

    public static CardOptions Options { get; } = new() { Profile = Profile(), NonVolatileBytes = 256 * 1024 };

    /// <summary>Selects a file below the master file.</summary>
    public static string Select(int fid) => $"00A4000C02{fid:X4}";

    /// <summary>Runs commands on a fresh card: those in front of the last one, separated by bars, and then that one.</summary>
    public static string Answer(string before, string command)
    {
        var card = new TestCard(Options);
        foreach (string one in before.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            card.Send(one);
        }

        return card.Send(command);
    }

    /// <summary>Sets the life cycle status of a file below the master file, past all commands.</summary>
    public static void SetLifeCycle(TestCard card, ushort fid, byte status)
    {
        CardState state = card.Card.State;
        NvAddress file = FileSystem.FindChild(state, FileSystem.MasterFile(state), fid);
        state.NonVolatile.WriteByte(file + FileHeader.LifeCycleOffset, status);
    }

    /// <summary>How many blocks there are for data objects, and how many of them wait for more commands; and what is wrong with the memory.</summary>
    public static string Blocks(TestCard card)
    {
        MemoryAccount account = card.Card.Account();
        string counts = string.Join(", ", account.Shares.Where(share => share.Kind == nameof(BlockKind.DataObject)).Select(share => $"{share.Blocks}:{share.Used}{(share.IsReserved ? " reserved" : string.Empty)}"));
        bool isWhole = account.Fixed + account.Used + account.Overhead + account.Free == card.Card.State.NonVolatile.Length;
        return counts + (isWhole ? string.Empty : " bytes are missing");
    }

    private static CardProfile Profile()
    {
        CardProfile profile = TestProfile.Profile();
        ContainerProfile first = profile.Containers[1];
        return profile with { Containers = [profile.Containers[0], first with { Files = [.. first.Files, .. Files()] }, profile.Containers[2]] };
    }

    private static IEnumerable<FileProfile> Files() =>
    [
        File(0x2F06, FileStructure.LinearFixed, 16, 3, OnlyRead + new string('F', 22) + ReadAndUpdate),
        File(0x2F10, FileStructure.LinearFixed, 15, 6, Searched, sfi: 4),
        File(0x2F11, FileStructure.Cyclic, 15, 6, Searched, sfi: 5),
        File(0x2F12, FileStructure.Cyclic, 3, 4, "000003000002000001000000", sfi: 6),
        File(0x2F13, FileStructure.BerTlv, 0, MaxObjects, "80021122" + "BF8101030A0B0C", sfi: 7),
        File(0x2F14, FileStructure.BerTlv, 0, MaxObjects, "80021122") with { Read = AccessCondition.Never, Update = AccessCondition.Never },
        File(0x2F15, FileStructure.LinearFixed, 3, 2, "000001") with { Read = AccessCondition.Never, Update = AccessCondition.Never },
        File(0x2F16, FileStructure.Cyclic, 3, 2, "000001") with { Read = AccessCondition.Never, Update = AccessCondition.Never },
        File(0x2F17, FileStructure.Transparent, 0, 3, "000001", isDeactivated: true),
        File(0x2F18, FileStructure.LinearFixed, 3, 2, "000001", isDeactivated: true),
        File(0x2F19, FileStructure.Cyclic, 3, 2, "000001", isDeactivated: true),
        File(0x2F1A, FileStructure.BerTlv, 0, MaxObjects, "80021122", isDeactivated: true),
        File(0x2F1B, FileStructure.Transparent, 0, 3, "000001", isDeactivated: true) with { Details = [0xC0, 0x01, 0x40] },
        File(0x2F1C, FileStructure.LinearFixed, 3, 2, "000001", isDeactivated: true) with { Details = [0xC0, 0x01, 0x40] },
        File(0x2F1D, FileStructure.Cyclic, 3, 2, "000001", isDeactivated: true) with { Details = [0xC0, 0x01, 0x40] },
        File(0x2F1E, FileStructure.BerTlv, 0, MaxObjects, "80021122", isDeactivated: true) with { Details = [0xC0, 0x01, 0x40] },
        File(0x2F1F, FileStructure.Cyclic, 253, 2, new string('0', 506)),
        File(0x2F20, FileStructure.BerTlv, 0, 0x10000, string.Empty),
        File(0x2F21, FileStructure.Transparent, 0, 3, "ABCDEF") with { AccessRule = [0x8B, 0x03, 0x2F, 0x06, 0x01] },
        File(0x2F22, FileStructure.Cyclic, 2, 1, "0005"),
    ];

    private static FileProfile File(ushort fid, FileStructure structure, int recordLength, int count, string contents, byte sfi = 0, bool isDeactivated = false) => new()
    {
        Fid = fid,
        Structure = structure,
        ShortIdentifier = sfi,
        RecordLength = recordLength,
        Size = recordLength == 0 ? count : recordLength * count,
        Contents = VectorCase.Hex(contents),
        Update = AccessCondition.Always,
        IsDeactivated = isDeactivated,
    };
}
