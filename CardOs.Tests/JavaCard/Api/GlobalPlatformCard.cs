using System;
using System.Globalization;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.OffCard.LoadFiles;
using CardOs.Registry;
using CardOs.Tests.Core;
using CardOs.Tests.Core.GlobalPlatform.Content;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>A card with the applets of <c>Vectors/applets/globalplatform</c>: one that calls org.globalplatform as commands say, and three that are personalised.</summary>
internal sealed class GlobalPlatformCard
{
    public const string Package = "F0436172644F60";
    public const string Terminal = Package + "01";
    public const string Personal = Package + "02";
    public const string Data = Package + "03";
    public const string Bare = Package + "04";

    private static readonly byte[] Key = Convert.FromHexString("404142434445464748494A4B4C4D4E4F");

    /// <param name="privileges">Those of the applet that calls.</param>
    /// <param name="services">The names of the services that are recorded for it.</param>
    /// <param name="registered">The name that it registers while it is installed.</param>
    public GlobalPlatformCard(string privileges = "00", string services = "", string registered = "")
    {
        Content = new ContentCard();
        byte[] file = CapFile.Open(Repository.PathOf("CardOs.Tests/Vectors/applets/globalplatform/globalplatform.cap")).ToLoadFile();
        Assert.That(Content.Card.Card.LoadPackage(file), Is.EqualTo(StatusWord.Success));
        string system = services.Length == 0 ? "" : "EF" + ContentCard.Lv("CB" + ContentCard.Lv(services));
        Assert.That(Install(Terminal, privileges, registered, system), Is.EqualTo("00 9000"));
        foreach (string aid in (string[])[Personal, Data, Bare])
        {
            Assert.That(Install(aid, "00", "", ""), Is.EqualTo("00 9000"));
        }

        Select(Terminal);
    }

    /// <summary>The card as the issuer's security domain has it.</summary>
    public ContentCard Content { get; }

    public TestCard Plain => Content.Card;

    public Card Card => Content.Card.Card;

    public string Select(string aid) => Plain.Send("00A40400" + ContentCard.Lv(aid) + "00");

    /// <summary>A command of the applet that is selected: 80, instruction, P1, P2, data.</summary>
    public string Call(string header, string data = "") =>
        Plain.Send("80" + header + (data.Length == 0 ? "" : (data.Length / 2).ToString("X2", CultureInfo.InvariantCulture) + data) + "00");

    /// <summary>Selects an applet and opens a session with it.</summary>
    public SecurityDomainSession Open(byte version, SecurityLevel level, string aid = Terminal, int channel = 0)
    {
        Plain.Send($"0{channel}A40400" + ContentCard.Lv(aid) + "00");
        var settings = new SecureChannelSettings { Level = level, KeyVersion = version, Aid = Convert.FromHexString(aid), Channel = channel };
        return SecurityDomainSession.Open(Exchange, SecureChannelKeySet.Same(Key), settings);
    }

    /// <summary>Gives the issuer's domain another "i" of SCP02, and opens a session with it; an implicit one with the first command of the caller.</summary>
    public SecurityDomainSession OpenScp02(byte options, SecurityLevel level)
    {
        NonVolatileMemory memory = Card.State.NonVolatile;
        memory.WriteByte(SecurityDomains.Issuer(memory) + SecurityDomainPart.Scp02Offset, options);
        Select(Terminal);
        var scp02 = new Scp02Options(options);
        var settings = new SecureChannelSettings { Level = level, KeyVersion = 0x20, Aid = Convert.FromHexString(Terminal), Scp02 = scp02 };
        SecureChannelKeySet keys = SecureChannelKeySet.Same(Key);
        return scp02.IsExplicit ? SecurityDomainSession.Open(Exchange, keys, settings) : SecurityDomainSession.OpenImplicitly(Exchange, keys, settings, counter: 0);
    }

    /// <summary>Sends a command in a session.</summary>
    public static string Send(SecurityDomainSession session, string command)
    {
        CardAnswer answer = session.Transmit(Convert.FromHexString(command));
        string status = ((ushort)answer.Status).ToString("X4", CultureInfo.InvariantCulture);
        return answer.Data.IsEmpty ? status : Convert.ToHexString(answer.Data.Span) + " " + status;
    }

    /// <summary>Opens a session with the issuer's domain, and names an applet for personalisation.</summary>
    public void BeginPersonalization(string aid, SecurityLevel level = SecurityLevel.CommandMac)
    {
        Content.Authenticate(level);
        Assert.That(Content.Install("2000", "", "", aid, "", "", ""), Is.EqualTo("00 9000"));
    }

    private string Install(string aid, string privileges, string data, string system) =>
        Content.Install("0C00", Package, aid, aid, privileges, "C9" + ContentCard.Lv(data) + system, "");

    private CardAnswer Exchange(ReadOnlySpan<byte> command)
    {
        byte[] room = new byte[CardOs.Card.MaxShortResponse];
        ResponseApdu answer = Card.Transmit(command, room);
        return new CardAnswer(answer.Status, answer.Data.ToArray());
    }
}
