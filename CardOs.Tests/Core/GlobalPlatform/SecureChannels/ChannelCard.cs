using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>A card with the key sets of one security domain, and an application that answers what it is told to: the front door of secure channels and nothing else.</summary>
internal sealed class ChannelCard
{
    public const byte Domain = 0x40;
    public const string Key = "404142434445464748494A4B4C4D4E4F";
    public const string Aid = "A000000151000000";

    private const int Container = 1;

    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[] _reply = new byte[1024];

    public ChannelCard(Card? card = null)
    {
        if (card is null)
        {
            card = new Card(TestProfile.Options);
            card.PowerOn();
        }

        Card = card;
    }

    public Card Card { get; }

    public CardState State => Card.State;

    public Scp02Options? Scp02 { get; set; } = Scp02Options.Default;

    public Scp03Options? Scp03 { get; set; } = Scp03Options.Default;

    public byte[] Name { get; set; } = VectorCase.Hex(Aid);

    public byte[] Diversification { get; set; } = [];

    /// <summary>The card challenge; empty when the card makes one.</summary>
    public byte[] Challenge { get; set; } = [];

    /// <summary>What the application answers.</summary>
    public Func<byte[], CardAnswer> Application { get; set; } = _ => new CardAnswer(StatusWord.Success, ReadOnlyMemory<byte>.Empty);

    /// <summary>The commands that reached the application, in clear.</summary>
    public List<byte[]> Plain { get; } = [];

    /// <summary>The commands on the wire.</summary>
    public List<byte[]> Sent { get; } = [];

    /// <summary>The answers on the wire.</summary>
    public List<CardAnswer> Answered { get; } = [];

    /// <summary>Makes a key set and gives where it is.</summary>
    public NvAddress Add(byte version, CipherAlgorithm algorithm, byte[] encryption, byte[] mac, byte[] data, ulong counter = 0) =>
        KeySets.Create(State.NonVolatile, Container, new KeySets.Description
        {
            Domain = Domain,
            Version = version,
            Counter = counter,
            CipherAlgorithm = algorithm,
            CipherKey = encryption,
            CheckAlgorithm = algorithm,
            CheckKey = mac,
            KeyEncryptionAlgorithm = algorithm,
            KeyEncryptionKey = data,
        });

    public NvAddress Add(byte version, CipherAlgorithm algorithm, ulong counter = 0)
    {
        byte[] key = KeyFor(algorithm);
        return Add(version, algorithm, key, key, key, counter);
    }

    /// <summary>Makes a set of AES keys without the data encryption key.</summary>
    public void AddIncomplete(byte version)
    {
        byte[] key = KeyFor(CipherAlgorithm.Aes128);
        KeySets.Create(State.NonVolatile, Container, new KeySets.Description
        {
            Domain = Domain,
            Version = version,
            CipherAlgorithm = CipherAlgorithm.Aes128,
            CipherKey = key,
            CheckAlgorithm = CipherAlgorithm.Aes128,
            CheckKey = key,
        });
    }

    /// <summary>A card with a set for SCP02 (20) and one for SCP03 (30).</summary>
    public static ChannelCard WithBoth()
    {
        var card = new ChannelCard();
        card.Add(0x20, CipherAlgorithm.TripleDes2);
        card.Add(0x30, CipherAlgorithm.Aes128);
        return card;
    }

    public static byte[] KeyFor(CipherAlgorithm algorithm) => VectorCase.Hex(Key + Key)[..CipherAlgorithms.KeyLength(algorithm)];

    /// <summary>Opens a session from the other side, with the test key.</summary>
    public SecurityDomainSession Open(byte version, SecurityLevel level, int channel = 0, CipherAlgorithm algorithm = CipherAlgorithm.Aes128) =>
        SecurityDomainSession.Open(Exchange, SecureChannelKeySet.Same(KeyFor(version < 0x30 ? CipherAlgorithm.TripleDes2 : algorithm)), new SecureChannelSettings
        {
            KeyVersion = version,
            Level = level,
            Channel = channel,
            Aid = Name,
            Scp02 = Scp02 ?? default,
            HostChallenge = Scp03 is Scp03Options options && version >= 0x30 && options.MacLength == 16 ? new byte[16] : default(ReadOnlyMemory<byte>),
        });

    public ulong CounterOf(byte version) => new KeySet(State.NonVolatile, KeySets.Find(State.NonVolatile, Container, Domain, version)).Counter;

    public SecurityLevel LevelOn(int channel = 0) => SecureChannel.LevelOf(State, channel);

    /// <summary>Sends a command in hex.</summary>
    /// <returns>Data and status word in hex, with a space between.</returns>
    public string Send(string command) => Send(VectorCase.Hex(command));

    public string Send(ReadOnlySpan<byte> command)
    {
        CardAnswer answer = Exchange(command);
        string status = ((ushort)answer.Status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);
        return answer.Data.IsEmpty ? status : Convert.ToHexString(answer.Data.Span) + " " + status;
    }

    public CardAnswer Exchange(ReadOnlySpan<byte> bytes)
    {
        Sent.Add(bytes.ToArray());
        _ = CommandApdu.TryParse(bytes, out CommandApdu command);
        var reply = new ResponseWriter(_reply);
        StatusWord status = Run(command, ref reply);
        var answer = new CardAnswer(status, reply.Written.ToArray());
        Answered.Add(answer);
        return answer;
    }

    /// <summary>The front door, and behind it the application; allocates nothing itself but for the application.</summary>
    public StatusWord Run(scoped CommandApdu command, ref ResponseWriter reply)
    {
        int channel = command.Class.Channel;
        var owner = new SecureChannelOwner
        {
            Container = Container, Domain = Domain, Aid = Name, DiversificationData = Diversification, Scp02 = Scp02, Scp03 = Scp03,
        };
        if (command.Ins == (byte)Instruction.InitializeUpdate)
        {
            return SecureChannel.InitializeUpdate(State, channel, owner, command, Challenge, ref reply);
        }

        if (command.Ins == (byte)Instruction.ExternalAuthenticate)
        {
            return SecureChannel.ExternalAuthenticate(State, channel, command);
        }

        StatusWord status = SecureChannel.TryUnwrap(State, channel, owner, command, _buffer, out CommandApdu plain);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = plain.Ins switch
        {
            0x7A => SecureChannel.BeginRMac(State, channel, plain),
            0x78 => SecureChannel.EndRMac(State, channel, plain, ref reply),
            _ => Answer(plain, ref reply),
        };
        return SecureChannel.Wrap(State, channel, ref reply, status);
    }

    private StatusWord Answer(scoped CommandApdu plain, ref ResponseWriter reply)
    {
        byte[] bytes = new byte[plain.EncodedLength];
        plain.Write(bytes);
        Plain.Add(bytes);
        CardAnswer answer = Application(bytes);
        reply.TryWrite(answer.Data.Span);
        return answer.Status;
    }
}
