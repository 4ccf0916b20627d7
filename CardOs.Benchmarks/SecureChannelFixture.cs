using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;

namespace CardOs.Benchmarks;

/// <summary>An open session of SCP03 and a command of it, which is unwrapped again and again from the same state of the session.</summary>
internal sealed class SecureChannelFixture
{
    private const int Container = 1;
    private const byte Domain = 0x40;
    private const byte Version = 0x30;

    private readonly byte[] _reply = new byte[Card.MaxShortResponse];
    private readonly byte[] _kept = new byte[WorkingMap.SecureChannelLength];
    private readonly byte[] _clear = new byte[byte.MaxValue];
    private readonly Card _card = new(CardOptions.Uicc);

    public SecureChannelFixture(int payload, SecurityLevel level)
    {
        byte[] key = Convert.FromHexString("404142434445464748494A4B4C4D4E4F");
        _card.PowerOn();
        KeySets.Create(_card.State.NonVolatile, Container, new KeySets.Description
        {
            Domain = Domain,
            Version = Version,
            CipherAlgorithm = CipherAlgorithm.Aes128,
            CipherKey = key,
            CheckAlgorithm = CipherAlgorithm.Aes128,
            CheckKey = key,
            KeyEncryptionAlgorithm = CipherAlgorithm.Aes128,
            KeyEncryptionKey = key,
        });
        SecurityDomainSession session = SecurityDomainSession.Open(
            Exchange, SecureChannelKeySet.Same(key), new SecureChannelSettings { KeyVersion = Version, Level = level });
        byte[] plain = new byte[5 + payload];
        new Random(payload).NextBytes(plain);
        plain[0] = 0x80;
        plain[4] = (byte)payload;
        Secured = session.Wrap(plain);
        Session.CopyTo(_kept);
        EncryptionKey = SecureChannelSession.Of(_card.State.Working, 0).EncryptionKey.ToArray();
        MacKey = SecureChannelSession.Of(_card.State.Working, 0).CommandMacKey.ToArray();
    }

    /// <summary>The command as it is sent.</summary>
    public byte[] Secured { get; }

    public byte[] EncryptionKey { get; }

    public byte[] MacKey { get; }

    private Span<byte> Session => _card.State.Working.Span(WorkingMap.SecureChannels, WorkingMap.SecureChannelLength);

    /// <summary>Brings the session back to where the command is the next one, and unwraps it.</summary>
    public bool Unwrap()
    {
        _kept.CopyTo(Session);
        _ = CommandApdu.TryParse(Secured, out CommandApdu command);
        return SecureChannel.TryUnwrap(_card.State, 0, default, command, _clear, out _) == StatusWord.Success;
    }

    private CardAnswer Exchange(ReadOnlySpan<byte> bytes)
    {
        _ = CommandApdu.TryParse(bytes, out CommandApdu command);
        var reply = new ResponseWriter(_reply);
        var owner = new SecureChannelOwner { Container = Container, Domain = Domain, Aid = new byte[8] };
        StatusWord status = command.Ins == (byte)Instruction.InitializeUpdate
            ? SecureChannel.InitializeUpdate(_card.State, 0, owner, command, ref reply)
            : SecureChannel.ExternalAuthenticate(_card.State, 0, command);
        return new CardAnswer(status, reply.Written.ToArray());
    }
}
