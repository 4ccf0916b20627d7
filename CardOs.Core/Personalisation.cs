using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Crypto;
using CardOs.Files;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Profiles;
using CardOs.Registry;

namespace CardOs;

/// <summary>Writes a profile into a blank memory: what the factory does.</summary>
internal static class Personalisation
{
    // TS 102 222 6.3.2.2.2.
    private const uint SpecialInformation = 0xC0;

    public static void Write(CardState state, CardProfile profile)
    {
        ProfileCheck.Check(profile);
        NonVolatileMemory memory = state.NonVolatile;
        memory.WriteUInt64(new NvAddress(NonVolatileMap.Identity), NonVolatileMap.IdentityWord);
        memory.WriteUInt32(new NvAddress(NonVolatileMap.MemoryLength), (uint)memory.Length);
        memory.Allocator.Format();
        memory.Write(new NvAddress(NonVolatileMap.RandomSeed), state.Options.RandomSeed);
        memory.WriteByte(new NvAddress(NonVolatileMap.ActiveContainer), (byte)profile.ActiveContainer);
        memory.WriteByte(new NvAddress(NonVolatileMap.PreparedContainer), NonVolatileMap.NoContainer);
        memory.WriteUInt32(new NvAddress(NonVolatileMap.Quirks), (uint)profile.Quirks);
        WriteNamed(memory, 0, new NvAddress(NonVolatileMap.AnswerToReset), profile.AnswerToReset, BlockKind.AnswerToReset, "answerToReset");
        for (int i = 0; i < profile.Containers.Count; i++)
        {
            WriteContainer(state, i, profile.Containers[i], $"containers[{i}]");
        }
    }

    /// <summary>Whether an application or ADF of a new enhanced container has a name that is the common container's.</summary>
    public static bool HasCommonName(NonVolatileMemory memory, int container, ContainerProfile profile)
    {
        foreach (byte[] name in ProfileCheck.NamesOf(profile))
        {
            if (ApplicationNames.IsTaken(memory, container, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a container; its last word says that it is there.</summary>
    /// <exception cref="ArgumentException">It does not fit; the message starts with the place.</exception>
    public static void WriteContainer(CardState state, int container, ContainerProfile profile, string place)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress root = NonVolatileMap.RootOf(container);
        WriteNamed(memory, container, root + NonVolatileMap.Root.Name, Encoding.UTF8.GetBytes(profile.Name), BlockKind.Name, place + ".name");
        NvAddress masterFile = NvAddress.Null;
        if (container != 0)
        {
            var description = new FileProfile
            {
                Fid = FileSystem.MasterFileFid,
                Structure = FileStructure.Directory,
                AccessRule = profile.MasterFileAccessRule,
                PinReferences = profile.MasterFilePinReferences,
            };
            masterFile = Create(state, container, NvAddress.Null, description, profile.MasterFilePinReferences, place + ".files");
        }

        for (int i = 0; i < profile.AuthenticationKeys.Count; i++)
        {
            if (AuthenticationPersonalisation.Write(memory, container, profile.AuthenticationKeys[i]).IsNull)
            {
                throw DoesNotFit($"{place}.authenticationKeys[{i}]");
            }
        }

        WritePins(memory, container, masterFile.IsNull ? NvAddress.Null : masterFile + FileHeader.PinsOffset, profile.Pins, place + ".pins");
        WriteFiles(state, container, masterFile, profile.Files, profile.MasterFilePinReferences, place + ".files");
        for (int i = 0; i < profile.KeySets.Count; i++)
        {
            WriteKeySet(memory, container, profile.KeySets[i], $"{place}.keySets[{i}]");
        }

        for (int i = 0; i < profile.SecurityDomains.Count; i++)
        {
            DomainPersonalisation.Write(memory, container, profile.SecurityDomains[i], $"{place}.securityDomains[{i}]");
        }

        for (int i = 0; i < profile.Applications.Count; i++)
        {
            WriteApplication(state, container, profile.Applications[i], $"{place}.applications[{i}]");
        }

        memory.WriteByte(root + NonVolatileMap.Root.State, NonVolatileMap.Root.Present);
    }

    private static void WriteFiles(
        CardState state, int container, NvAddress parent, IReadOnlyList<FileProfile> files, byte[] pinReferences, string place)
    {
        for (int i = 0; i < files.Count; i++)
        {
            FileProfile profile = files[i];
            byte[] references = profile.PinReferences.Length != 0 ? profile.PinReferences : pinReferences;
            NvAddress file = Create(state, container, parent, profile, references, $"{place}[{i}]");
            if (profile.Structure == FileStructure.Directory)
            {
                WritePins(state.NonVolatile, container, file + FileHeader.PinsOffset, profile.Pins, $"{place}[{i}].pins");
                WriteFiles(state, container, file, profile.Children, references, $"{place}[{i}].children");
            }
        }
    }

    private static NvAddress Create(CardState state, int container, NvAddress parent, FileProfile file, byte[] pinReferences, string place)
    {
        const byte Activated = 0x05;
        const byte Deactivated = 0x04;
        byte administer = (byte)file.Administer;
        byte update = (byte)file.Update;

        // Reading a directory is deleting a file in it: TS 102 221 9.2.4.
        byte read = file.Structure == FileStructure.Directory ? administer : (byte)file.Read;
        bool hasRule = file.AccessRule.Length != 0;
        bool hasRecords = file.Structure is FileStructure.LinearFixed or FileStructure.Cyclic;
        new BerTlvReader(file.Details).TryFind(SpecialInformation, out ReadOnlySpan<byte> special);
        var description = new FileTree.Description
        {
            Fid = file.Fid,
            Descriptor = file.Structure switch
            {
                FileStructure.Transparent => FileDescriptor.SharedTransparent,
                FileStructure.LinearFixed => FileDescriptor.SharedLinearFixed,
                FileStructure.Cyclic => FileDescriptor.SharedCyclic,
                FileStructure.BerTlv => FileDescriptor.SharedBerTlv,
                _ => FileDescriptor.SharedDirectory,
            },
            LifeCycle = file.IsDeactivated ? Deactivated : Activated,
            ShortIdentifier = file.ShortIdentifier,
            RecordLength = hasRecords ? file.RecordLength : 0,
            Size = file.Size,
            Access = hasRule ? default : [read, update, administer, administer, administer, administer, administer, update, administer],
            Rule = file.AccessRule,
            Details = file.Details,
            Special = special.IsEmpty ? (byte)0 : special[0],
            PinReferences = file.Structure == FileStructure.Directory ? pinReferences : default,
            AuthenticationKey = file.AuthenticationKey == 0
                ? NvAddress.Null
                : AuthenticationKeyList.Find(state.NonVolatile, container, file.AuthenticationKey),
            Name = file.Aid,
            Contents = file.Contents,
            MayAllocate = true,
        };
        NvAddress created = FileTree.Create(state, container, parent, description);
        return created.IsNull ? throw DoesNotFit(place) : created;
    }

    private static void WritePins(NonVolatileMemory memory, int container, NvAddress own, IReadOnlyList<PinProfile> pins, string place)
    {
        for (int i = 0; i < pins.Count; i++)
        {
            PinProfile pin = pins[i];
            NvAddress global = NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Pins;
            var description = new Pins.Description
            {
                Reference = pin.KeyReference,
                IsEnabled = pin.IsEnabled,
                MaxTries = pin.Tries,
                MaxUnblockTries = pin.UnblockTries,
                Value = pin.Value,
                UnblockValue = pin.UnblockValue,
            };
            if (Pins.Create(memory, container, AccessConditions.IsLocal(pin.KeyReference) ? own : global, description).IsNull)
            {
                throw DoesNotFit($"{place}[{i}]");
            }
        }
    }

    private static void WriteKeySet(NonVolatileMemory memory, int container, KeySetProfile keys, string place)
    {
        var description = new KeySets.Description
        {
            Domain = (byte)keys.Domain,
            Version = keys.Version,
            MacLength = keys.MacLength,
            Counter = keys.Counter,
            CipherAlgorithm = AlgorithmOf(keys.Cipher),
            CipherKey = keys.Cipher?.Value,
            CheckAlgorithm = AlgorithmOf(keys.Check),
            CheckKey = keys.Check?.Value,
            KeyEncryptionAlgorithm = AlgorithmOf(keys.KeyEncryption),
            KeyEncryptionKey = keys.KeyEncryption?.Value,
        };
        if (KeySets.Create(memory, container, description).IsNull)
        {
            throw DoesNotFit(place);
        }
    }

    private static void WriteApplication(CardState state, int container, ApplicationProfile application, string place)
    {
        byte[] tars = BytesOf(application.Tars);

        uint domain = 0;
        for (int i = 1; i < application.AccessDomain.Length; i++)
        {
            domain = (domain << 8) | application.AccessDomain[i];
        }

        NvAddress file = NvAddress.Null;
        if (application.ApplicationFile.Length != 0)
        {
            file = FileSystem.FindApplicationFile(state.NonVolatile, container, application.ApplicationFile);
            if (file.IsNull)
            {
                throw new ArgumentException($"{place}.applicationFile: the container has no ADF of this name.");
            }
        }

        var description = new ApplicationRegistry.Description
        {
            Kind = application.Kind,
            Domain = (byte)application.Domain,
            MinimumSecurity = application.MinimumSecurity,
            AccessParameter = application.AccessDomain[0],
            AccessDomain = domain,
            File = file,
            Quota = application.Quota,
            Aid = application.Aid,
            Tars = tars,
        };
        if (ApplicationRegistry.Create(state.NonVolatile, container, description).IsNull)
        {
            throw DoesNotFit(place);
        }
    }

    /// <summary>TARs as the registry has them, three bytes each.</summary>
    internal static byte[] BytesOf(IReadOnlyList<int> tars)
    {
        byte[] bytes = new byte[tars.Count * ApplicationEntry.TarLength];
        for (int i = 0; i < tars.Count; i++)
        {
            bytes[i * 3] = (byte)(tars[i] >> 16);
            bytes[(i * 3) + 1] = (byte)(tars[i] >> 8);
            bytes[(i * 3) + 2] = (byte)tars[i];
        }

        return bytes;
    }

    // A length byte and the bytes, in a block of their own.
    private static void WriteNamed(NonVolatileMemory memory, int container, NvAddress link, ReadOnlySpan<byte> bytes, BlockKind kind, string place)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress block = memory.Allocator.Allocate(container, bytes.Length + 1, kind, owner: 0);
        if (block.IsNull || bytes.Length > byte.MaxValue)
        {
            throw DoesNotFit(place);
        }

        memory.WriteByte(block, (byte)bytes.Length);
        memory.Write(block + 1, bytes);
        memory.Journal.TryWriteAddress(link, block);
        transaction.Commit();
    }

    private static CipherAlgorithm AlgorithmOf(KeyProfile? key) =>
        key is null ? CipherAlgorithm.None
        : key.Type == KeyType.Aes ? CipherAlgorithms.AesFor(key.Value.Length)
        : key.Type == KeyType.DesEcb ? CipherAlgorithms.DesEcbFor(key.Value.Length)
        : CipherAlgorithms.DesFor(key.Value.Length);

    internal static ArgumentException DoesNotFit(string place) => new($"{place}: does not fit the card's memory.");
}
