using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.GlobalPlatform.SecureChannels;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>Commands go into the session, and answers come out of it.</summary>
public sealed partial class SecurityDomainSession
{
    private const int Block = 16;
    private const int MaxShortData = 255;
    private const int MaxShortExpected = 256;
    private const byte SessionStart = 0x01;
    private const byte SessionEnd = 0x03;

    /// <summary>Secures a command. Each command that is wrapped has to be sent, and its answer unwrapped, before the next one.</summary>
    /// <param name="command">The command in clear; its channel is replaced by the session's.</param>
    /// <returns>The command to send.</returns>
    /// <exception cref="ArgumentException">It is no command.</exception>
    public byte[] Wrap(ReadOnlySpan<byte> command)
    {
        if (!CommandApdu.TryParse(command, out CommandApdu clear))
        {
            throw new ArgumentException("The bytes are no command.", nameof(command));
        }

        _counter++;
        byte cla = new ClassByte(clear.Cla).WithoutSecureMessaging().OnChannel(_settings.Channel).Value;
        var moved = new CommandApdu(cla, clear.Ins, clear.P1, clear.P2, clear.Data, clear.ExpectedLength, clear.IsExtended);
        if ((Level & SecurityLevel.CommandMac) == 0)
        {
            StartResponseMac(moved, moved.IsExtended);
            return Encode(moved);
        }

        return Secure(moved, (Level & SecurityLevel.CommandEncryption) != 0);
    }

    /// <summary>Opens the answer to the command that was wrapped last.</summary>
    /// <exception cref="SecureChannelException">The answer is not what the card sent.</exception>
    public CardAnswer Unwrap(CardAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Protocol == SecureChannelProtocol.Scp03 ? UnwrapScp03(answer, Level) : UnwrapScp02(answer, Level);
    }

    /// <summary>Sends BEGIN R-MAC SESSION: from the next answer on there is more protection.</summary>
    /// <param name="level"><see cref="SecurityLevel.ResponseMac"/>, in SCP03 with <see cref="SecurityLevel.ResponseEncryption"/>; in SCP02 none, when only <see cref="EndResponseMac"/> is to give the MAC.</param>
    /// <param name="data">What enters the MAC of SCP02, at most 24 bytes.</param>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    public void BeginResponseMac(SecurityLevel level, ReadOnlySpan<byte> data = default)
    {
        byte[] field = [(byte)data.Length, .. data];
        byte p1 = (byte)(level & (SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption));
        var command = new CommandApdu(Proprietary, BeginInstruction, p1, SessionStart, field, 0);
        Demand("BEGIN R-MAC SESSION", Transmit(Encode(command)).Status);
        Level |= (SecurityLevel)p1;
        if (Protocol == SecureChannelProtocol.Scp02)
        {
            // The command and its answer are part of the chain, though the answer shows no MAC.
            _computesResponseMac = true;
            StartResponseMac(command, isExtended: false);
            FinishResponseMac(default, StatusWord.Success);
        }
    }

    /// <summary>Sends END R-MAC SESSION: the protection of answers is what it was in front of BEGIN R-MAC SESSION.</summary>
    /// <exception cref="CardStatusException">The card refuses.</exception>
    /// <exception cref="SecureChannelException">The MAC that it gives is wrong.</exception>
    public void EndResponseMac()
    {
        byte[] command = Encode(new CommandApdu(Proprietary, EndInstruction, 0, SessionEnd, default, Everything));
        if (Protocol == SecureChannelProtocol.Scp03)
        {
            Demand("END R-MAC SESSION", Transmit(command).Status);
            Level = _baseLevel;
            return;
        }

        _computesResponseMac = false;
        CardAnswer answer = _card(Wrap(command));
        Demand("END R-MAC SESSION", answer.Status);
        DemandEqual(_responseChain.AsSpan(0, Scp02.MacLength), answer.Data.Span, "The R-MAC of the session is wrong.");
        Level = _baseLevel;
    }

    private const byte BeginInstruction = 0x7A;
    private const byte EndInstruction = 0x78;

    private byte[] Secure(CommandApdu clear, bool encrypts)
    {
        byte[] text = new byte[clear.Data.Length + Block + MacLength];
        clear.Data.CopyTo(text);
        int length = clear.Data.Length;
        bool isScp03 = Protocol == SecureChannelProtocol.Scp03;
        if (encrypts && (length > 0 || (!isScp03 && _settings.EnciphersNoData)))
        {
            length = isScp03
                ? Scp03.Encipher(_keys.Encryption, _counter, isResponse: false, text, length)
                : Scp02.Encipher(_keys.Encryption, text, length);
        }

        // The form of the lengths is part of what the MAC covers.
        bool isExtended = clear.IsExtended || clear.ExpectedLength > MaxShortExpected || length + MacLength > MaxShortData;
        var header = new CommandApdu(clear.Cla, clear.Ins, clear.P1, clear.P2, clear.Data, clear.ExpectedLength, isExtended);
        if (isScp03)
        {
            Scp03.CommandMac(_keys.CommandMac, _chain, header, text.AsSpan(0, length), MacLength);
        }
        else
        {
            StartResponseMac(header, isExtended);
            MacScp02(header);
        }

        _chain.AsSpan(0, MacLength).CopyTo(text.AsSpan(length));
        byte cla = clear.Class.WithProprietarySecureMessaging().Value;
        return Encode(new CommandApdu(cla, clear.Ins, clear.P1, clear.P2, text.AsSpan(0, length + MacLength), clear.ExpectedLength, isExtended));
    }

    private void MacScp02(CommandApdu clear)
    {
        var options = new Scp02Options(Options);
        Span<byte> icv = _chain.AsSpan(0, Scp02.MacLength);
        if (options.EnciphersIcv && !_isFirst)
        {
            Scp02.EncipherIcv(_keys.CommandMac, icv);
        }

        _isFirst = false;
        Scp02.CommandMac(_keys.CommandMac, options, icv, clear, clear.Data, icv);
    }

    private void StartResponseMac(CommandApdu clear, bool isExtended)
    {
        if (_computesResponseMac)
        {
            var command = new CommandApdu(clear.Cla, clear.Ins, clear.P1, clear.P2, clear.Data, clear.ExpectedLength, isExtended);
            Scp02.StartResponseMac(_keys.ResponseMac, _macInProgress, _responseChain, command, command.Data);
        }
    }

    private void FinishResponseMac(ReadOnlySpan<byte> data, StatusWord status) =>
        Scp02.FinishResponseMac(_keys.ResponseMac, _macInProgress, data, status, _responseChain);

    // The MAC covers an error too, without data; where none came with it, there is nothing to compare.
    private CardAnswer UnwrapScp02(CardAnswer answer, SecurityLevel level)
    {
        if (!_computesResponseMac)
        {
            return answer;
        }

        bool isShown = (level & SecurityLevel.ResponseMac) != 0 && !(answer.Status.IsError && answer.Data.IsEmpty);
        int length = answer.Data.Length - (isShown ? Scp02.MacLength : 0);
        if (length < 0)
        {
            throw new SecureChannelException("The answer is too short for its R-MAC.");
        }

        ReadOnlyMemory<byte> data = answer.Data[..length];
        FinishResponseMac(answer.Status.IsError ? default : data.Span, answer.Status);
        if (isShown)
        {
            DemandEqual(_responseChain.AsSpan(0, Scp02.MacLength), answer.Data.Span[length..], "The R-MAC is wrong.");
        }

        return answer with { Data = data };
    }

    private CardAnswer UnwrapScp03(CardAnswer answer, SecurityLevel level)
    {
        if ((level & SecurityLevel.ResponseMac) == 0 || answer.Status.IsError)
        {
            return answer;
        }

        int length = answer.Data.Length - MacLength;
        if (length < 0)
        {
            throw new SecureChannelException("The answer is too short for its R-MAC.");
        }

        byte[] text = answer.Data[..length].ToArray();
        Span<byte> mac = stackalloc byte[MacLength];
        Scp03.ResponseMac(_keys.ResponseMac, _chain, text, answer.Status, mac);
        DemandEqual(mac, answer.Data.Span[length..], "The R-MAC is wrong.");
        if ((level & SecurityLevel.ResponseEncryption) == 0 || length == 0)
        {
            return answer with { Data = text };
        }

        return Scp03.TryDecipher(_keys.Encryption, _counter, isResponse: true, text, out int clear)
            ? answer with { Data = text.AsMemory(0, clear) }
            : throw new SecureChannelException("The answer is not enciphered as it should be.");
    }
}
