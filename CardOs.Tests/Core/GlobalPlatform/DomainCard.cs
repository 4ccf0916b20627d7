using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>A card with an open secure channel to one of its security domains; it is talked to in hex.</summary>
public sealed class DomainCard
{
    public const string Issuer = "A000000151000000";
    public const string OfContainer = "F0436172644F73440100";
    public const string DefaultKey = "404142434445464748494A4B4C4D4E4F";

    private readonly Terminal _terminal;

    public DomainCard(string aid = Issuer, SecurityLevel level = SecurityLevel.CommandMac, byte version = 0, Card? card = null)
    {
        Card = card ?? new Card(CardOptions.Uicc);
        _terminal = new Terminal(Card);
        if (card is null)
        {
            _terminal.PowerOn();
        }

        Session = Open(aid, level, version, SecureChannelKeySet.Same(VectorCase.Hex(DefaultKey)));
    }

    public Card Card { get; }

    public SecurityDomainSession Session { get; private set; }

    /// <summary>Selects a domain and opens a session with keys.</summary>
    public SecurityDomainSession Open(string aid, SecurityLevel level, byte version, SecureChannelKeySet keys)
    {
        Plain($"00A40400{aid.Length / 2:X2}{aid}00");
        var settings = new SecureChannelSettings { Level = level, KeyVersion = version };
        return Session = SecurityDomainSession.Open(_terminal.Transmit, keys, settings);
    }

    /// <summary>Sends a command in the session.</summary>
    /// <returns>Data and status word in hex, with a space between.</returns>
    public string Send(string command) => Text(Session.Transmit(VectorCase.Hex(command)));

    /// <summary>Sends a command as it is.</summary>
    public string Plain(string command) => Text(_terminal.Transmit(VectorCase.Hex(command)));

    private static string Text(CardAnswer answer) => answer.IsMute ? "mute" : (Convert.ToHexString(answer.Data.Span) + $" {(ushort)answer.Status:X4}").TrimStart();
}
