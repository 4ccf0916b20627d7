using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Profiles;

/// <summary>Refuses a profile that no card can be made of, and says where it is wrong.</summary>
internal static class ProfileCheck
{
    private const int MaxName = 32;
    private const int MinAid = 5;
    private const int MaxAid = 16;
    private const int MaxShortIdentifier = 30;
    private const int MaxDetails = 64;
    private const int MaxTries = 15;
    private const ulong MaxCounter = 0xFF_FFFF_FFFF;

    /// <summary>Checks everything that the memory does not check by itself.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message starts with the path of it.</exception>
    public static void Check(CardProfile profile)
    {
        Require(AnswerToReset.TryParse(profile.AnswerToReset, out _), "answerToReset", "an answer to reset (ISO 7816-3 8) with the right TCK");
        int count = profile.Containers.Count;
        Require(count is >= 2 and <= NonVolatileMap.MaxContainers, "containers", "the common container and 1 to 31 enhanced ones");
        Require(profile.ActiveContainer > 0 && profile.ActiveContainer < count, "activeContainer", $"1 to {count - 1}");
        for (int i = 0; i < count; i++)
        {
            CheckContainer(profile.Containers[i], i == 0, $"containers[{i}]");
        }

        CheckNames(profile.Containers);
    }

    /// <summary>Checks a container that is no card's yet.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message starts with the path of it.</exception>
    public static void CheckEnhanced(ContainerProfile container, string place) => CheckContainer(container, isCommon: false, place);

    /// <summary>The names of a container's ADFs, security domains and applications.</summary>
    public static IEnumerable<byte[]> NamesOf(ContainerProfile container)
    {
        foreach (FileProfile file in container.Files)
        {
            if (file.Aid.Length != 0)
            {
                yield return file.Aid;
            }
        }

        foreach (SecurityDomainProfile domain in container.SecurityDomains)
        {
            yield return domain.Aid;
            foreach (byte[] other in domain.OtherAids)
            {
                yield return other;
            }
        }

        foreach (ApplicationProfile application in container.Applications)
        {
            yield return application.Aid;
        }
    }

    // A name of the common container would hide one of another, or be hidden by it.
    private static void CheckNames(IReadOnlyList<ContainerProfile> containers)
    {
        var common = new HashSet<string>(StringComparer.Ordinal);
        foreach (byte[] name in NamesOf(containers[0]))
        {
            common.Add(Convert.ToBase64String(name));
        }

        for (int i = 1; i < containers.Count; i++)
        {
            foreach (byte[] name in NamesOf(containers[i]))
            {
                Require(!common.Contains(Convert.ToBase64String(name)), $"containers[{i}]", "no name of an ADF, a security domain or an application of the common container");
            }
        }
    }

    private static void CheckContainer(ContainerProfile container, bool isCommon, string place)
    {
        Require(container.Name.Length is > 0 and <= MaxName, place + ".name", "1 to 32 characters");
        for (int i = 0; i < container.Files.Count; i++)
        {
            string file = $"{place}.files[{i}]";
            Require(!isCommon || container.Files[i].Aid.Length != 0, file + ".aid", "a name: the common container has ADFs only");
        }

        for (int i = 0; i < container.AuthenticationKeys.Count; i++)
        {
            AuthenticationCheck.Check(container.AuthenticationKeys[i], $"{place}.authenticationKeys[{i}]");
        }

        for (int i = 0; i < container.Files.Count; i++)
        {
            int number = container.Files[i].AuthenticationKey;
            Require(
                number == 0 || (container.Files[i].Aid.Length != 0 && number > 0 && number <= container.AuthenticationKeys.Count),
                $"{place}.files[{i}].authenticationKey",
                "the number of an authentication key of the container, for an ADF");
        }

        CheckFiles(container.Files, place + ".files", isTop: true);
        CheckRule(container.MasterFileAccessRule, place + ".masterFileAccessRule");
        CheckReferences(container.MasterFilePinReferences, place + ".masterFilePinReferences");
        CheckPins(container.Pins, place + ".pins", isDirectory: false, isCommon);
        for (int i = 0; i < container.KeySets.Count; i++)
        {
            CheckKeySet(container.KeySets, i, $"{place}.keySets[{i}]");
        }

        var tars = new HashSet<int>();
        for (int i = 0; i < container.SecurityDomains.Count; i++)
        {
            CheckSecurityDomain(container.SecurityDomains, i, tars, $"{place}.securityDomains[{i}]");
        }

        for (int i = 0; i < container.Applications.Count; i++)
        {
            CheckApplication(container.Applications[i], tars, $"{place}.applications[{i}]");
        }
    }

    private static void CheckFiles(IReadOnlyList<FileProfile> files, string place, bool isTop)
    {
        var fids = new HashSet<ushort>();
        for (int i = 0; i < files.Count; i++)
        {
            FileProfile file = files[i];
            string here = $"{place}[{i}]";
            Require(file.Aid.Length == 0 || (isTop && file.Structure == FileStructure.Directory), here + ".aid", "no name: only a directory below the master file has one");
            Require(file.Aid.Length == 0 || file.Aid.Length is >= MinAid and <= MaxAid, here + ".aid", "5 to 16 bytes");
            Require(file.Aid.Length != 0 || fids.Add(file.Fid), here + ".fid", "an identifier that its directory does not have yet");
            Require(file.Aid.Length != 0 || file.Fid is not (0x3F00 or 0x3FFF or 0x7FFF or 0xFFFF or 0x0000), here + ".fid", "an identifier that is not reserved");
            Require(isTop || file.AuthenticationKey == 0, here + ".authenticationKey", "none: only an ADF has one");
            Require(file.ShortIdentifier <= MaxShortIdentifier, here + ".sfi", "0 to 30");
            CheckBody(file, here);
            CheckRule(file.AccessRule, here + ".accessRule");
            CheckReferences(file.PinReferences, here + ".pinReferences");
            Require(BerTlvDecoder.IsWellFormed(file.Details) && file.Details.Length <= MaxDetails, here + ".details", "data objects of at most 64 bytes");
            Require(file.Pins.Count == 0 || file.Structure == FileStructure.Directory, here + ".pins", "no PINs: only a directory has them");
            CheckPins(file.Pins, here + ".pins", isDirectory: true, isCommon: false);
            CheckFiles(file.Children, here + ".children", isTop: false);
        }
    }

    private static void CheckBody(FileProfile file, string here)
    {
        if (file.Structure == FileStructure.Directory)
        {
            Require(file.Size == 0 && file.Contents.Length == 0, here + ".size", "no contents: a directory has children");
            return;
        }

        Require(file.Children.Count == 0, here + ".children", "no children: only a directory has them");
        Require(file.Size is > 0 and <= 0x10000, here + ".size", "1 to 65,536 bytes");
        Require(file.Contents.Length <= file.Size, here + ".contents", $"at most {file.Size} bytes");
        Require(file.Structure != FileStructure.BerTlv || FileObjects.AreObjects(file.Contents), here + ".contents", "data objects with tags of the context-specific class, each once");
        if (file.Structure is FileStructure.LinearFixed or FileStructure.Cyclic)
        {
            Require(file.RecordLength is > 0 and <= 255, here + ".recordLength", "1 to 255");
            Require(file.Size % file.RecordLength == 0 && file.Size / file.RecordLength <= 254, here + ".size", "1 to 254 whole records");
        }
    }

    private static void CheckRule(byte[] rule, string place) =>
        Require(
            rule.Length == 0 || AccessControl.IsRule(rule),
            place,
            "a data object 8B, 8C or AB with an access rule, at most 128 bytes");

    private static void CheckReferences(byte[] references, string place) =>
        Require(references.Length <= FileHeader.MaxPinReferences && Array.TrueForAll(references, IsKeyReference), place, "at most 8 key references");

    private static void CheckPins(IReadOnlyList<PinProfile> pins, string place, bool isDirectory, bool isCommon)
    {
        var references = new HashSet<byte>();
        for (int i = 0; i < pins.Count; i++)
        {
            PinProfile pin = pins[i];
            string here = $"{place}[{i}]";
            bool isLocal = AccessConditions.IsLocal(pin.KeyReference);
            Require(IsKeyReference(pin.KeyReference) && (isLocal || !isDirectory), here + ".keyReference", isDirectory ? "81 to 88 or 8A to 8E" : "01 to 08, 11, 0A to 0E, 81 to 88 or 8A to 8E");
            Require(!isLocal || !isCommon, here + ".keyReference", "no key reference of a directory: the common container has no master file");
            Require(references.Add(pin.KeyReference), here + ".keyReference", "a key reference that is not there yet");
            Require(pin.Value.Length == Pin.ValueLength, here + ".value", "8 bytes");
            Require(pin.UnblockValue.Length is 0 or Pin.ValueLength, here + ".unblockValue", "8 bytes, or none");
            Require(pin.Tries is >= 1 and <= MaxTries, here + ".tries", "1 to 15");
            Require(pin.UnblockTries is >= 1 and <= MaxTries, here + ".unblockTries", "1 to 15");
        }
    }

    private static bool IsKeyReference(byte reference) => AccessConditions.OfKeyReference(reference) != AccessCondition.Never;

    private static void CheckKeySet(IReadOnlyList<KeySetProfile> sets, int index, string place)
    {
        KeySetProfile set = sets[index];
        Require(set.Version is (>= 1 and <= 0x7F) or 0xFF, place + ".version", "1 to 127, or 255");
        for (int i = 0; i < index; i++)
        {
            Require(sets[i].Version != set.Version || sets[i].Domain != set.Domain, place + ".version", "a version that the domain does not have yet");
        }

        Require(set.MacLength is 4 or 8, place + ".macLength", "4 or 8");
        Require(set.Counter <= MaxCounter, place + ".counter", "at most 5 bytes");
        CheckKey(set.Cipher, place + ".cipher");
        Require(set.Check?.Type != KeyType.DesEcb, place + ".check.type", "DES or AES: a checksum is made in a chained mode");
        CheckKey(set.Check, place + ".check");
        CheckKey(set.KeyEncryption, place + ".keyEncryption");
    }

    private static void CheckKey(KeyProfile? key, string place)
    {
        if (key is not null)
        {
            bool fits = key.Type == KeyType.Aes ? key.Value.Length is 16 or 24 or 32 : key.Value.Length is 8 or 16 or 24;
            Require(fits, place + ".value", key.Type == KeyType.Aes ? "16, 24 or 32 bytes" : "8, 16 or 24 bytes");
        }
    }

    private static void CheckApplication(ApplicationProfile application, HashSet<int> tars, string place)
    {
        CheckNames(application.Aid, application.Tars, tars, place);
        Require(application.Kind != ApplicationKind.SecurityDomain, place + ".kind", "an application: security domains have a list of their own");
        byte[] domain = application.AccessDomain;
        Require((domain.Length == 1 && domain[0] is (0x00 or 0xFF)) || (domain.Length == 4 && domain[0] == 0x02), place + ".accessDomain", "00, FF, or 02 and three bytes");
        Require(application.Quota >= 0, place + ".quota", "0 or more bytes");
    }

    private static void CheckSecurityDomain(IReadOnlyList<SecurityDomainProfile> domains, int index, HashSet<int> tars, string place)
    {
        SecurityDomainProfile domain = domains[index];
        bool hasParent = domain.Number == SecurityDomain.Issuer;
        for (int i = 0; i < index; i++)
        {
            Require(domains[i].Number != domain.Number, place + ".number", "a number that no other domain of the container has");
            hasParent |= domains[i].Number == domain.Parent;
        }

        Require(hasParent, place + ".parent", "the number of a domain that stands before it");
        CheckNames(domain.Aid, domain.Tars, tars, place);
        Require(domain.OtherAids.Count <= SecurityDomainPart.MaxAliases, place + ".otherAids", "at most 2 AIDs");
        for (int i = 0; i < domain.OtherAids.Count; i++)
        {
            Require(domain.OtherAids[i].Length is >= MinAid and <= MaxAid, $"{place}.otherAids[{i}]", "5 to 16 bytes");
        }

        bool isDomain = domain.Privileges.Length == PrivilegeBytes.Length && (PrivilegeBytes.Read(domain.Privileges) & Privileges.SecurityDomain) != 0;
        Require(isDomain, place + ".privileges", "3 bytes with the highest bit set");
        Require(domain.LifeCycle != 0, place + ".lifeCycle", "a life cycle state");
    }

    private static void CheckNames(byte[] aid, IReadOnlyList<int> names, HashSet<int> tars, string place)
    {
        Require(aid.Length is >= MinAid and <= MaxAid, place + ".aid", "5 to 16 bytes");
        Require(names.Count <= ApplicationEntry.MaxTars, place + ".tars", "at most 8 TARs");
        for (int i = 0; i < names.Count; i++)
        {
            Require(names[i] is >= 0 and <= 0xFFFFFF, $"{place}.tars[{i}]", "three bytes");
            Require(tars.Add(names[i]), $"{place}.tars[{i}]", "a TAR that no other application has");
        }
    }

    private static void Require(bool holds, string place, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"{place}: expected {expected}.");
        }
    }
}
