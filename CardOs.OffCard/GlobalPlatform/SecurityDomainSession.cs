using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>A secure channel to a security domain of a card, SCP02 or SCP03 as the card answers: GlobalPlatform 2.3.1 E, Amendment D.</summary>
public sealed partial class SecurityDomainSession
{
    private const int DefaultChallengeLength = 8;
    private const int Everything = 256;
    private const byte Proprietary = 0x80;
    private const int ChainLength = 16;

    private readonly CardExchange _card;
    private readonly ChannelKeys _keys;
    private readonly SecureChannelSettings _settings;
    private readonly byte[] _chain = new byte[ChainLength];
    private readonly byte[] _responseChain = new byte[ChainLength];
    private readonly byte[] _macInProgress = new byte[MacState.Length];
    private readonly SecurityLevel _baseLevel;
    private bool _isFirst = true;
    private bool _computesResponseMac;
    private ulong _counter;

    internal SecurityDomainSession(CardExchange card, ChannelKeys keys, SecureChannelSettings settings, SecureChannelProtocol protocol, byte options)
    {
        _card = card;
        _keys = keys;
        _settings = settings;
        Protocol = protocol;
        Options = options;
        _baseLevel = settings.Level & ~SecurityLevel.Authenticated;
        Level = _baseLevel;
    }

    /// <summary>The protocol that the card chose.</summary>
    public SecureChannelProtocol Protocol { get; }

    /// <summary>"i" of the protocol.</summary>
    public byte Options { get; }

    /// <summary>What protects the commands and responses now.</summary>
    public SecurityLevel Level { get; private set; }

    /// <summary>The key version number that the card answered.</summary>
    public byte KeyVersion { get; private init; }

    /// <summary>The sequence counter that the card answered; 0 where it has none.</summary>
    public int SequenceCounter { get; private init; }

    /// <summary>The key diversification data that the card answered.</summary>
    public ReadOnlyMemory<byte> DiversificationData { get; private init; }

    private int MacLength => Protocol == SecureChannelProtocol.Scp03 ? new Scp03Options(Options).MacLength : Scp02.MacLength;

    /// <summary>Opens a session with the security domain that is selected.</summary>
    /// <param name="card">The card.</param>
    /// <param name="keys">The keys of the domain.</param>
    /// <param name="settings">How the session is to be; a C-MAC on commands when absent.</param>
    /// <exception cref="CardStatusException">The card refuses a command.</exception>
    /// <exception cref="SecureChannelException">The card's answer is malformed, or its cryptogram or challenge is wrong.</exception>
    /// <exception cref="ArgumentException">The keys are not those of the protocol that the card answers with.</exception>
    public static SecurityDomainSession Open(CardExchange card, SecureChannelKeySet keys, SecureChannelSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(keys);
        settings ??= new SecureChannelSettings();
        byte[] challenge = settings.HostChallenge.IsEmpty ? RandomNumberGenerator.GetBytes(DefaultChallengeLength) : settings.HostChallenge.ToArray();
        byte cla = new ClassByte(Proprietary).OnChannel(settings.Channel).Value;
        CardAnswer answer = card(Encode(new CommandApdu(cla, (byte)Instruction.InitializeUpdate, settings.KeyVersion, 0, challenge, Everything)));
        Demand("INITIALIZE UPDATE", answer.Status);
        if (!InitializeUpdateResponse.TryParse(answer.Data.Span, out InitializeUpdateResponse response))
        {
            throw new SecureChannelException("The answer to INITIALIZE UPDATE is none of SCP02 or SCP03.");
        }

        SecurityDomainSession session = response.Protocol == SecureChannelProtocol.Scp03
            ? InitializeScp03(card, keys, settings, challenge, response, out byte[] cryptogram)
            : InitializeScp02(card, keys, settings, challenge, response, out cryptogram);
        session.Authenticate(cryptogram);
        return session;
    }

    /// <summary>Begins a session of SCP02 with implicit initiation: the card takes part in it with the first command that has a C-MAC.</summary>
    /// <param name="card">The card.</param>
    /// <param name="keys">The keys of the domain.</param>
    /// <param name="settings">"i", and the AID by which the domain is selected.</param>
    /// <param name="counter">The sequence counter of the key set.</param>
    public static SecurityDomainSession OpenImplicitly(CardExchange card, SecureChannelKeySet keys, SecureChannelSettings settings, ushort counter)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(settings);
        ChannelKeys derived = ChannelKeys.DeriveScp02(keys, settings.Scp02, counter);
        SecureChannelSettings fixedLevel = settings with { Level = SecurityLevel.CommandMac };
        var session = new SecurityDomainSession(card, derived, fixedLevel, SecureChannelProtocol.Scp02, settings.Scp02.Value) { SequenceCounter = counter };
        if (settings.Scp02.MacsAid)
        {
            Scp02.MacAid(derived.CommandMac, settings.Aid.Span, session._chain.AsSpan(0, Scp02.MacLength));
            Scp02.MacAid(derived.ResponseMac, settings.Aid.Span, session._responseChain.AsSpan(0, Scp02.MacLength));
        }

        return session;
    }

    /// <summary>Secures a command, sends it, and opens the answer.</summary>
    /// <param name="command">The command in clear; its channel is replaced by the session's.</param>
    /// <returns>The answer in clear, whatever its status word.</returns>
    /// <exception cref="SecureChannelException">The answer is not what the card sent.</exception>
    public CardAnswer Transmit(ReadOnlySpan<byte> command) => Unwrap(_card(Wrap(command)));

    private static SecurityDomainSession InitializeScp02(
        CardExchange card, SecureChannelKeySet keys, SecureChannelSettings settings, byte[] host, InitializeUpdateResponse response, out byte[] cryptogram)
    {
        ushort counter = BinaryPrimitives.ReadUInt16BigEndian(response.Counter);
        ChannelKeys derived = ChannelKeys.DeriveScp02(keys, settings.Scp02, counter);
        Span<byte> expected = stackalloc byte[Scp02.MacLength];
        Scp02.Cryptogram(derived.Encryption, host, response.Counter, response.Challenge, expected);
        DemandEqual(expected, response.Cryptogram, "The card cryptogram is wrong: the card does not have the keys.");
        if (settings.Scp02.HasPseudoRandomChallenge && !settings.Aid.IsEmpty)
        {
            Scp02.MacAid(derived.CommandMac, settings.Aid.Span, expected);
            DemandEqual(expected[..Scp02.ChallengeLength], response.Challenge, "The card challenge is not the pseudo-random one.");
        }

        cryptogram = new byte[Scp02.MacLength];
        Scp02.Cryptogram(derived.Encryption, response.Counter, response.Challenge, host, cryptogram);
        return new SecurityDomainSession(card, derived, settings, SecureChannelProtocol.Scp02, settings.Scp02.Value)
        {
            KeyVersion = response.KeyVersion,
            SequenceCounter = counter,
            DiversificationData = response.Diversification.ToArray(),
        };
    }

    private static SecurityDomainSession InitializeScp03(
        CardExchange card, SecureChannelKeySet keys, SecureChannelSettings settings, byte[] host, InitializeUpdateResponse response, out byte[] cryptogram)
    {
        var options = new Scp03Options(response.Options);
        if (host.Length != options.MacLength)
        {
            throw new SecureChannelException("The card's i does not go with the length of the host challenge.");
        }

        Span<byte> expected = stackalloc byte[options.MacLength];
        if (options.HasPseudoRandomChallenge && !settings.Aid.IsEmpty)
        {
            KeyDerivation.DeriveScp03(ChannelKeys.Aes(keys.Encryption.Span), KeyDerivation.Scp03CardChallenge, response.Counter, settings.Aid.Span, expected);
            DemandEqual(expected, response.Challenge, "The card challenge is not the pseudo-random one.");
        }

        ChannelKeys derived = ChannelKeys.DeriveScp03(keys, host, response.Challenge);
        KeyDerivation.DeriveScp03(derived.CommandMac, KeyDerivation.Scp03CardCryptogram, host, response.Challenge, expected);
        DemandEqual(expected, response.Cryptogram, "The card cryptogram is wrong: the card does not have the keys.");
        cryptogram = new byte[options.MacLength];
        KeyDerivation.DeriveScp03(derived.CommandMac, KeyDerivation.Scp03HostCryptogram, host, response.Challenge, cryptogram);
        return new SecurityDomainSession(card, derived, settings, SecureChannelProtocol.Scp03, options.Value)
        {
            KeyVersion = response.KeyVersion,
            SequenceCounter = response.Counter.IsEmpty ? 0 : (response.Counter[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(response.Counter[1..]),
            DiversificationData = response.Diversification.ToArray(),
        };
    }

    // EXTERNAL AUTHENTICATE has a C-MAC whatever the level, and no number.
    private void Authenticate(ReadOnlySpan<byte> cryptogram)
    {
        byte cla = new ClassByte(Proprietary).OnChannel(_settings.Channel).Value;
        byte[] command = Secure(new CommandApdu(cla, (byte)Instruction.ExternalAuthenticate, (byte)_baseLevel, 0, cryptogram, 0), encrypts: false);
        Demand("EXTERNAL AUTHENTICATE", _card(command).Status);
        _chain.CopyTo(_responseChain, 0);
        _computesResponseMac = Protocol == SecureChannelProtocol.Scp02 && (_baseLevel & SecurityLevel.ResponseMac) != 0;
    }

    private static byte[] Encode(CommandApdu command)
    {
        byte[] bytes = new byte[command.EncodedLength];
        command.Write(bytes);
        return bytes;
    }

    private static void Demand(string command, StatusWord status)
    {
        if (!status.IsSuccess)
        {
            throw new CardStatusException(command, status);
        }
    }

    private static void DemandEqual(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string message)
    {
        if (!ConstantTime.AreEqual(expected, actual))
        {
            throw new SecureChannelException(message);
        }
    }
}
