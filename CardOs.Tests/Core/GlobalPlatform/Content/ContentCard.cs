using System;
using System.Globalization;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.JavaCard;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Registry;
using CardOs.Tests.JavaCard;
using CardOs.Tests.JavaCard.CapAssembler;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>A card whose issuer's security domain is selected and authenticated; commands go in clear.</summary>
internal sealed class ContentCard
{
    public const string Issuer = "A000000151000000";
    public const string DomainPackage = "A0000001515350";
    public const string DomainModule = "A000000151535041";
    public const string Package = "F0436172644F70";
    public const string Applet = "F0436172644F7001";

    private const int MaxResponse = 4096;

    private static readonly byte[] Key = Convert.FromHexString("404142434445464748494A4B4C4D4E4F");
    // The applet without a static reference to itself: it can be deleted alone.
    private static string Source => SourceOf("sconst_0 / sreturn");

    /// <summary>The load file of an applet whose command runs code.</summary>
    public static byte[] LoadFileOf(string code) => Assembler.Assemble(SourceOf(code)).ToLoadFile();

    private static string SourceOf(string code) => MachineCard.Source(code).Replace("aload_0 / putstatic_a App.kept", "nop", StringComparison.Ordinal);

    private static readonly byte[] LoadFileBytes = Assembler.Assemble(Source).ToLoadFile();

    public ContentCard(CardOptions? options = null, SecurityLevel level = SecurityLevel.None, bool isAuthenticated = true)
    {
        Card = new TestCard(options ?? CardOptions.Uicc);
        if (isAuthenticated)
        {
            Authenticate(level);
        }
        else
        {
            Card.Send("00A4040C08" + Issuer);
        }
    }

    public TestCard Card { get; }

    public SecurityDomainSession? Session { get; private set; }

    /// <summary>The load file of a package with one applet.</summary>
    public static ReadOnlySpan<byte> LoadFile => LoadFileBytes;

    public CardState State => Card.Card.State;

    /// <summary>Makes a domain below the issuer's that has keys and can have content; it does not come with a command.</summary>
    /// <returns>Its registry entry.</returns>
    public NvAddress MakeDomain(string aid, string privileges, string parameters = "C900")
    {
        InstallDomain(aid, privileges, parameters);
        NonVolatileMemory memory = State.NonVolatile;
        NvAddress domain = ApplicationRegistry.Find(memory, MemoryView.All, Convert.FromHexString(aid));
        var keys = new KeySets.Description
        {
            Domain = new SecurityDomainPart(memory, domain).Number,
            Version = 0x30,
            CipherAlgorithm = CardOs.Crypto.CipherAlgorithm.Aes128,
            CipherKey = Key,
            CheckAlgorithm = CardOs.Crypto.CipherAlgorithm.Aes128,
            CheckKey = Key,
            KeyEncryptionAlgorithm = CardOs.Crypto.CipherAlgorithm.Aes128,
            KeyEncryptionKey = Key,
        };
        KeySets.Create(memory, 0, keys);
        EntryWrites.TrySetLifeCycle(memory, domain, LifeCycles.Personalized);
        State.KeyCache.Fill(State, mayAllocate: true);
        return domain;
    }

    /// <summary>Gives a domain a single key.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="version">The key version number.</param>
    /// <param name="components">Type and value of each component.</param>
    public void PutKey(NvAddress domain, byte version, params (KeyComponentType Type, byte[] Value)[] components)
    {
        byte[] encoded = [.. components.SelectMany(one => (byte[])[(byte)one.Type, (byte)(one.Value.Length >> 8), (byte)one.Value.Length, .. one.Value])];
        NonVolatileMemory memory = State.NonVolatile;
        var description = new DomainKeys.Description
        {
            Domain = new SecurityDomainPart(memory, domain).Number,
            Version = version,
            Identifier = 1,
            Components = encoded,
        };
        using Transaction transaction = memory.Journal.Begin();
        DomainKeys.TryCreate(memory, ApplicationRegistry.ContainerOf(memory, domain), description);
        transaction.Commit();
    }

    /// <summary>Selects a domain, the issuer's unless told otherwise, and opens a session.</summary>
    public void Authenticate(SecurityLevel level = SecurityLevel.None, string domain = Issuer)
    {
        Card.Send("00A4040C" + Lv(domain));
        Session = SecurityDomainSession.Open(Exchange, SecureChannelKeySet.Same(Key), new SecureChannelSettings { Level = level, KeyVersion = 0x30 });
    }

    public string Send(string command)
    {
        if (Session is null || Session.Level == SecurityLevel.None)
        {
            return Card.Send(command);
        }

        CardAnswer answer = Session.Transmit(Convert.FromHexString(command));
        string status = ((ushort)answer.Status).ToString("X4", CultureInfo.InvariantCulture);
        return answer.Data.IsEmpty ? status : Convert.ToHexString(answer.Data.Span) + " " + status;
    }

    /// <summary>A command of class 80 with data and Le.</summary>
    public string Command(string header, string data) =>
        Send("80" + header + (data.Length / 2).ToString("X2", CultureInfo.InvariantCulture) + data + "00");

    /// <summary>INSTALL with its fields; a field is LV, parameters and token with longer lengths.</summary>
    public string Install(string parameters, params string[] fields) => Command("E6" + parameters, string.Concat(fields.Select(Lv)));

    public string InstallForLoad(string package = Package, string domain = "", string hash = "", string parameters = "") =>
        Install("0200", package, domain, hash, parameters, "");

    public string InstallApplet(string instance = Applet, string privileges = "00", string parameters = "C900", string p = "0C00") =>
        Install(p, Package, Applet, instance, privileges, parameters, "");

    public string InstallDomain(string instance, string privileges = "80C000", string parameters = "C900", string p = "0C00") =>
        Install(p, DomainPackage, DomainModule, instance, privileges, parameters, "");

    /// <summary>Sends a load file in blocks.</summary>
    /// <returns>The last answer, or the first that is no success.</returns>
    public string LoadBlocks(string loadFile, int size = 200)
    {
        string answer = "";
        int count = ((loadFile.Length / 2) + size - 1) / size;
        for (int i = 0; i < count; i++)
        {
            string block = loadFile.Substring(i * size * 2, Math.Min(size * 2, loadFile.Length - (i * size * 2)));
            answer = Command("E8" + (i == count - 1 ? "80" : "00") + i.ToString("X2", CultureInfo.InvariantCulture), block);
            if (answer != "00 9000")
            {
                return answer;
            }
        }

        return answer;
    }

    /// <summary>C4 with the components of a package.</summary>
    public static string DataBlock(ReadOnlySpan<byte> components) =>
        "C482" + components.Length.ToString("X4", CultureInfo.InvariantCulture) + Convert.ToHexString(components);

    /// <summary>Loads the package with the applet.</summary>
    public string Load(string domain = "", string hash = "")
    {
        string answer = InstallForLoad(Package, domain, hash);
        return answer == "00 9000" ? LoadBlocks(DataBlock(LoadFile)) : answer;
    }

    public string Delete(string aid, string p2 = "00") => Command("E400" + p2, "4F" + Lv(aid));

    public string Status(string p1, string p2 = "02", string data = "4F00") => Command("F2" + p1 + p2, data);

    public string SetStatus(string p1, string p2, string aid) => Send("80F0" + p1 + p2 + Lv(aid));

    /// <summary>What everything in non-volatile memory is: the account, and what is wrong with registry, heap or structure.</summary>
    public string Describe()
    {
        NonVolatileMemory memory = State.NonVolatile;
        string shares = string.Join(' ', Card.Card.Account().Shares);
        string registry = "";
        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            for (NvAddress at = ApplicationRegistry.First(memory, container); !at.IsNull; at = new ApplicationEntry(memory, at).Next)
            {
                var entry = new ApplicationEntry(memory, at);
                registry += $"{container}:{Convert.ToHexString(entry.Aid)}/{entry.Domain}/{entry.LifeCycle:X2}/{(uint)entry.Privileges:X6}/{entry.ImplicitChannels:X} ";
            }

            for (NvAddress at = memory.ReadAddress(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.Packages); !at.IsNull; at = memory.ReadAddress(at))
            {
                var package = new LoadedPackage(memory, at);
                registry += $"{container}:{Convert.ToHexString(package.Aid)}/{package.Domain} ";
            }
        }

        return $"{registry}| {shares} | {HeapCheck.Check(State.Machine)}";
    }

    public static string Lv(string value) => Length(value.Length / 2) + value;

    private static string Length(int length) =>
        length < 0x80 ? length.ToString("X2", CultureInfo.InvariantCulture) : length < 0x100 ? "81" + length.ToString("X2", CultureInfo.InvariantCulture) : "82" + length.ToString("X4", CultureInfo.InvariantCulture);

    private CardAnswer Exchange(ReadOnlySpan<byte> command)
    {
        byte[] room = new byte[MaxResponse];
        ResponseApdu answer = Card.Card.Transmit(command, room);
        return new CardAnswer(answer.Status, answer.Data.ToArray());
    }
}
