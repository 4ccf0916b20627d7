using System.Collections.Generic;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads the card and its containers.</summary>
internal static class CardReader
{
    private const int MemoryUnit = 4096;
    private const int LeastMemory = 6 * MemoryUnit;
    private const int MostMemory = 1024 * MemoryUnit;
    private const int MostContainers = 32;

    /// <summary>The properties of the file itself.</summary>
    internal static readonly string[] Names = ["$schema", "answerToReset", "activeContainer", "nonVolatileBytes", "quirks", "containers"];

    /// <summary>The properties of a container.</summary>
    internal static readonly string[] ContainerNames =
        ["name", "iccid", "masterFileAccessRule", "masterFilePinReferences", "pins", "files", "authenticationKeys", "keySets", "securityDomains", "applications"];

    public static CardOptions Read(CheckedJson node)
    {
        node.AsObject(Names);
        var profile = new CardProfile
        {
            AnswerToReset = node.Required("answerToReset").AsBytes("hex of an answer to reset, 2 to 33 bytes", length => length is >= 2 and <= 33),
            Containers = node.Required("containers").AsList(ReadContainer),
            Quirks = ReadQuirks(node.Optional("quirks")),
            ActiveContainer = (int)(node.Optional("activeContainer")?.AsNumber(1, MostContainers - 1) ?? 1),
        };
        CardOptions options = CardOptions.Uicc with { Profile = profile };
        if (node.Optional("nonVolatileBytes") is { } memory)
        {
            long bytes = memory.AsNumber(LeastMemory, MostMemory);
            options = bytes % MemoryUnit == 0
                ? options with { NonVolatileBytes = (int)bytes }
                : throw memory.Expected("a multiple of 4096");
        }

        return options;
    }

    private static CardQuirks ReadQuirks(CheckedJson? node)
    {
        CardQuirks quirks = CardQuirks.None;
        foreach (CardQuirks quirk in node?.AsList(word => word.AsWord(ProfileWords.Quirks)) ?? [])
        {
            quirks |= quirk;
        }

        return quirks;
    }

    private static ContainerProfile ReadContainer(CheckedJson node)
    {
        node.AsObject(ContainerNames);
        List<FileProfile> files = node.Optional("files")?.AsList(FileReader.Read) ?? [];
        if (node.Optional("iccid") is { } iccid)
        {
            IssuerIdentifier.Write(iccid, files);
        }

        return new ContainerProfile
        {
            Name = node.Required("name").AsText(),
            MasterFileAccessRule = FileReader.ReadRule(node.Optional("masterFileAccessRule")),
            MasterFilePinReferences = FileReader.ReadReferences(node.Optional("masterFilePinReferences")),
            Pins = node.Optional("pins")?.AsList(PinReader.Read) ?? [],
            Files = files,
            AuthenticationKeys = node.Optional("authenticationKeys")?.AsList(AuthenticationReader.Read) ?? [],
            KeySets = node.Optional("keySets")?.AsList(KeySetReader.Read) ?? [],
            SecurityDomains = node.Optional("securityDomains")?.AsList(SecurityDomainReader.Read) ?? [],
            Applications = node.Optional("applications")?.AsList(ApplicationReader.Read) ?? [],
        };
    }
}
