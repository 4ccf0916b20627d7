using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.SecureChannels;

/// <summary>A recorded session, done again by this card and this off-card side: every byte on the wire has to be the recorded one.</summary>
internal sealed class SessionRun(bool isScp02, byte options, byte[] encryption, byte[] mac, byte[] data)
{
    private byte _version = 0x20;
    private byte _selected;
    private byte[] _host = [];
    private byte[]? _expectedAnswer;
    private SecurityDomainSession? _other;

    public ChannelCard Card { get; } = new() { Scp02 = new Scp02Options(options), Scp03 = new Scp03Options(options) };

    public SecureChannelSession Session => SecureChannelSession.Of(Card.State.Working, 0);

    private CipherAlgorithm Algorithm => isScp02 ? CipherAlgorithm.TripleDes2 : CipherAlgorithms.AesFor(encryption.Length);

    /// <summary>The card makes its pseudo-random challenge itself.</summary>
    public void PrepareFor(byte[] initialize, byte[] counter, byte[] aid, byte[] diversification)
    {
        _selected = initialize[2];
        _host = initialize[5..(5 + initialize[4])];
        _version = _selected;
        Card.Name = aid;
        Card.Diversification = diversification;
        Card.Add(_version, Algorithm, encryption, mac, data, NumberOf(counter) - 1);
    }

    /// <summary>The card takes challenge, counter and version from a recorded answer.</summary>
    public void PrepareFor(byte[] initialize, byte[] answer)
    {
        // Some sources have the status word behind the data.
        byte[] bare = InitializeUpdateResponse.TryParse(answer, out InitializeUpdateResponse response) ? answer : answer[..^2];
        Assert.That(InitializeUpdateResponse.TryParse(bare, out response), Is.True);
        _selected = initialize[2];
        _host = initialize[5..(5 + initialize[4])];
        _version = response.KeyVersion;
        _expectedAnswer = bare;
        Card.Challenge = response.Challenge.ToArray();
        Card.Diversification = response.Diversification.ToArray();
        ulong counter = NumberOf(response.Counter);
        Card.Add(_version, Algorithm, encryption, mac, data, isScp02 || response.Counter.IsEmpty ? counter : counter - 1);
    }

    /// <summary>Only the challenges are known.</summary>
    public void PrepareForChallenges(byte[] host, byte[] card)
    {
        _host = host;
        Card.Challenge = card;
        Card.Add(_version, Algorithm, encryption, mac, data);
    }

    public void Open(byte level)
    {
        _other = SecurityDomainSession.Open(Card.Exchange, new SecureChannelKeySet(encryption, mac, data), new SecureChannelSettings
        {
            Level = (SecurityLevel)level,
            KeyVersion = _selected == _version ? _selected : (byte)0,
            HostChallenge = _host,
            Scp02 = new Scp02Options(options),
        });
        if (_expectedAnswer is not null)
        {
            Assert.That(VectorCase.Hex(Card.Answered[0].Data.Span), Is.EqualTo(VectorCase.Hex(_expectedAnswer)));
        }
    }

    public void Exchange(string plain, string wrapped, string answer, string? secured)
    {
        byte[] bytes = VectorCase.Hex(answer);
        var expected = new CardAnswer((StatusWord)((bytes[^2] << 8) | bytes[^1]), bytes.AsMemory(0, bytes.Length - 2));
        Card.Application = _ => expected;
        CardAnswer actual = _other!.Transmit(VectorCase.Hex(plain));
        Assert.That(VectorCase.Hex(Card.Sent[^1]), Is.EqualTo(wrapped));
        Assert.That(VectorCase.Hex(Card.Plain[^1]), Is.EqualTo(plain));
        Assert.That(VectorCase.Hex(actual.Data.Span), Is.EqualTo(VectorCase.Hex(expected.Data.Span)));
        if (secured is not null)
        {
            CardAnswer sent = Card.Answered[^1];
            Assert.That(VectorCase.Hex(sent.Data.Span) + ((ushort)sent.Status).ToString("x4", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(secured));
        }
    }

    private static ulong NumberOf(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        foreach (byte one in bytes)
        {
            number = (number << 8) | one;
        }

        return number;
    }
}
