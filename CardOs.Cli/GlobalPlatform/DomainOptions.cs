using System;
using System.CommandLine;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;

namespace CardOs.Cli.GlobalPlatform;

/// <summary>The options that all commands of <c>cardos gp</c> have: which card, which security domain, which keys.</summary>
internal sealed class DomainOptions
{
    // The key that GlobalPlatform's test cards have, and the default card with them.
    private const string TestKey = "404142434445464748494a4b4c4d4e4f";

    private readonly Option<string?> _profile = new("--profile") { Description = "Make the card of this profile.", HelpName = "FILE.json" };
    private readonly Option<string?> _image = new("--image") { Description = "Take the card from this image, and save it there when the command is done.", HelpName = "FILE" };
    private readonly Option<string?> _domain = new("--domain") { Description = "AID of the security domain; the issuer's when absent.", HelpName = "AID" };
    private readonly Option<string[]> _keys = new("--key") { Description = "Its key, or ENC, MAC and DEK; the key of test cards when absent.", HelpName = "HEX" };
    private readonly Option<int> _version = new("--key-version") { Description = "The version of the keys; the card chooses when absent.", HelpName = "N" };
    private readonly Option<int?> _container = new("--container") { Description = "The container that the command is for; needs the issuer's domain.", HelpName = "N" };

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        command.Options.Add(_image);
        command.Options.Add(_domain);
        command.Options.Add(_keys);
        command.Options.Add(_version);
        command.Options.Add(_container);
    }

    /// <summary>Opens a session, does something with it, and saves the card where it came from an image.</summary>
    /// <exception cref="InputException">An option is wrong, or the card refuses.</exception>
    public int Run(ParseResult result, Action<CardManager> act)
    {
        string? image = result.GetValue(_image);
        Card card = CardSource.Open(result.GetValue(_profile), image);
        var terminal = new Terminal(card);
        terminal.PowerOn();
        try
        {
            SecurityDomainSession session = Open(terminal, result);
            if (result.GetValue(_container) is { } container)
            {
                new ContainerAdministration(session).SetTarget(container);
            }

            act(new CardManager(session));
        }
        catch (CardStatusException refusal)
        {
            throw new InputException(refusal.Message.TrimEnd('.'));
        }
        catch (SecureChannelException refusal)
        {
            throw new InputException($"--key: expected the keys of the domain: {refusal.Message}");
        }

        if (image is not null)
        {
            CardSource.Save(card, image);
        }

        return ExitCodes.Success;
    }

    private SecurityDomainSession Open(Terminal terminal, ParseResult result)
    {
        byte[] aid = Read("--domain", result.GetValue(_domain) ?? string.Empty);
        CardAnswer selected = terminal.Transmit([0x00, 0xA4, 0x04, 0x00, (byte)aid.Length, .. aid, .. aid.Length == 0 ? Array.Empty<byte>() : [0x00]]);
        if (selected.Status.IsError)
        {
            throw new InputException($"--domain: expected a security domain that can be selected: the card answered {(ushort)selected.Status:X4}");
        }

        int version = result.GetValue(_version);
        if (version is < 0 or > 255)
        {
            throw new InputException($"--key-version: expected 0 to 255, found {version}");
        }

        var settings = new SecureChannelSettings { Level = SecurityLevel.CommandMac | SecurityLevel.CommandEncryption, KeyVersion = (byte)version };
        return SecurityDomainSession.Open(terminal.Transmit, ReadKeys("--key", result.GetValue(_keys) ?? []), settings);
    }

    /// <summary>One key, or three.</summary>
    /// <exception cref="InputException">They are not keys.</exception>
    public static SecureChannelKeySet ReadKeys(string option, string[] values)
    {
        byte[][] keys = Array.ConvertAll(values.Length == 0 ? [TestKey] : values, value => Read(option, value));
        foreach (byte[] key in keys)
        {
            if (key.Length is not (16 or 24 or 32))
            {
                throw new InputException($"{option}: expected 16, 24 or 32 bytes, found {key.Length}");
            }
        }

        return keys.Length switch
        {
            1 => SecureChannelKeySet.Same(keys[0]),
            3 => new SecureChannelKeySet(keys[0], keys[1], keys[2]),
            _ => throw new InputException($"{option}: expected one key or three, found {keys.Length}"),
        };
    }

    /// <exception cref="InputException">It is not hex.</exception>
    public static byte[] Read(string option, string text)
    {
        try
        {
            return Hex.Parse(text);
        }
        catch (InputException failure)
        {
            throw new InputException($"{option}: {failure.Message}");
        }
    }

    /// <summary>An AID of 5 to 16 bytes.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static byte[] ReadAid(string option, string text)
    {
        byte[] aid = Read(option, text);
        return aid.Length is >= 5 and <= 16 ? aid : throw new InputException($"{option}: expected an AID of 5 to 16 bytes, found {aid.Length}");
    }
}
