using System;
using System.Collections.Generic;
using CardOs.Channels;
using CardOs.Profiles;
using CardOs.Registry;

namespace CardOs.OffCard.Profiles;

/// <summary>The words of a profile file, and what they stand for.</summary>
internal static class ProfileWords
{
    private const int Pins = 8;
    private const int Adms = 10;

    public static IReadOnlyDictionary<string, FileStructure> Structures { get; } = new Dictionary<string, FileStructure>(StringComparer.Ordinal)
    {
        ["directory"] = FileStructure.Directory,
        ["transparent"] = FileStructure.Transparent,
        ["linearFixed"] = FileStructure.LinearFixed,
        ["cyclic"] = FileStructure.Cyclic,
        ["berTlv"] = FileStructure.BerTlv,
    };

    public static IReadOnlyDictionary<string, CardQuirks> Quirks { get; } = new Dictionary<string, CardQuirks>(StringComparer.Ordinal)
    {
        ["acceptOtherClass"] = CardQuirks.AcceptOtherClass,
        ["dataWithoutLe"] = CardQuirks.DataWithoutLe,
        ["disabledPinVerifies"] = CardQuirks.DisabledPinVerifies,
        ["disabledPinConditions"] = CardQuirks.DisabledPinConditions,
        ["blockedPinQuery"] = CardQuirks.BlockedPinQuery,
        ["disabledPinQuery"] = CardQuirks.DisabledPinQuery,
        ["enabledPinEnables"] = CardQuirks.EnabledPinEnables,
        ["encipheredNoData"] = CardQuirks.EncipheredNoData,
        ["nothingReceived"] = CardQuirks.NothingReceived,
    };

    public static IReadOnlyDictionary<string, KeyType> Algorithms { get; } = new Dictionary<string, KeyType>(StringComparer.Ordinal)
    {
        ["des"] = KeyType.Des,
        ["aes"] = KeyType.Aes,
    };

    public static IReadOnlyDictionary<string, AuthenticationAlgorithm> AuthenticationAlgorithms { get; } =
        new Dictionary<string, AuthenticationAlgorithm>(StringComparer.Ordinal)
        {
            ["milenage"] = AuthenticationAlgorithm.Milenage,
            ["tuak"] = AuthenticationAlgorithm.Tuak,
            ["xor"] = AuthenticationAlgorithm.Xor,
            ["comp128v1"] = AuthenticationAlgorithm.Comp128Version1,
            ["comp128v2"] = AuthenticationAlgorithm.Comp128Version2,
            ["comp128v3"] = AuthenticationAlgorithm.Comp128Version3,
            ["gsmXor"] = AuthenticationAlgorithm.GsmXor,
        };

    /// <summary>How SRES follows from RES: whether it is its beginning.</summary>
    public static IReadOnlyDictionary<string, bool> IsTruncated { get; } = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["folded"] = false,
        ["truncated"] = true,
    };

    /// <summary>The mode of KIc: whether it is the electronic code book.</summary>
    public static IReadOnlyDictionary<string, bool> IsEcb { get; } = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["cbc"] = false,
        ["ecb"] = true,
    };

    public static IReadOnlyDictionary<string, SecurityDomain> Domains { get; } = new Dictionary<string, SecurityDomain>(StringComparer.Ordinal)
    {
        ["issuer"] = SecurityDomain.Issuer,
        ["services"] = SecurityDomain.Services,
    };

    public static IReadOnlyDictionary<string, ApplicationKind> Kinds { get; } = new Dictionary<string, ApplicationKind>(StringComparer.Ordinal)
    {
        ["remoteFileManagement"] = ApplicationKind.RemoteFileManagement,
        ["remoteFileManagementExpanded"] = ApplicationKind.RemoteFileManagementExpanded,
        ["firstStore"] = ApplicationKind.FirstStore,
        ["secondStore"] = ApplicationKind.SecondStore,
    };

    /// <summary>always, never, pin1 to pin8, localPin, localPin2 to localPin8, universalPin, adm1 to adm10.</summary>
    public static IReadOnlyDictionary<string, AccessCondition> Conditions { get; } = MakeConditions();

    /// <summary>The word for a value.</summary>
    public static string NameOf<T>(IReadOnlyDictionary<string, T> words, T value)
    {
        foreach ((string word, T meaning) in words)
        {
            if (EqualityComparer<T>.Default.Equals(meaning, value))
            {
                return word;
            }
        }

        return value?.ToString() ?? "";
    }

    private static Dictionary<string, AccessCondition> MakeConditions()
    {
        var words = new Dictionary<string, AccessCondition>(StringComparer.Ordinal)
        {
            ["always"] = AccessCondition.Always,
            ["never"] = AccessCondition.Never,
        };
        for (int i = 1; i <= Pins; i++)
        {
            words[$"pin{i}"] = (AccessCondition)((int)AccessCondition.Pin1 + i - 1);
        }

        words["localPin"] = AccessCondition.LocalPin;
        for (int i = 2; i <= Pins; i++)
        {
            words[$"localPin{i}"] = (AccessCondition)((int)AccessCondition.LocalPin2 + i - 2);
        }

        words["universalPin"] = AccessCondition.UniversalPin;
        for (int i = 1; i <= Adms; i++)
        {
            words[$"adm{i}"] = (AccessCondition)((int)AccessCondition.Adm1 + i - 1);
        }

        return words;
    }
}
