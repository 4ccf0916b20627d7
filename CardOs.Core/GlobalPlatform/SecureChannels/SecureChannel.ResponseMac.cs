using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>R-MAC sessions within a secure channel, and the data encryption key.</summary>
internal static partial class SecureChannel
{
    private const byte NoAnswerMac = 0x00;
    private const byte AnswerMac = 0x10;
    private const byte AnswerEncryption = 0x30;
    private const byte Begin = 0x01;
    private const byte EndAndReturn = 0x03;
    private const byte ReturnOnly = 0x01;
    private const int DesBlock = 8;

    /// <summary>BEGIN R-MAC SESSION, unwrapped: responses behind this one are protected. GlobalPlatform 2.3.1 E.5.3, Amendment D 7.1.3.</summary>
    /// <remarks>Within a secure channel session only, which is our choice for SCP02. A refusal leaves the session open.</remarks>
    public static StatusWord BeginRMac(CardState state, int channel, scoped CommandApdu command)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        if (session.State != SecureChannelState.Open)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool isScp03 = session.Protocol == SecureChannelProtocol.Scp03;
        if (command.P2 != Begin || !(command.P1 == AnswerMac || command.P1 == (isScp03 ? AnswerEncryption : NoAnswerMac)))
        {
            return StatusWord.IncorrectParameters;
        }

        var data = new LvReader(command.Data);
        if (!command.Data.IsEmpty && !(data.TryRead(out _) && data.IsAtEnd))
        {
            return StatusWord.IncorrectData;
        }

        if (!(isScp03 ? MayBegin(session, command.P1) : new Scp02Options(session.Options).HasResponseMac && !session.ComputesResponseMac))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        session.Level |= (SecurityLevel)command.P1;
        if (!isScp03)
        {
            // E.4.5: this command and its answer are part of the chain already, though the answer shows no MAC.
            session.ComputesResponseMac = true;
            session.AnswerLevel = SecurityLevel.Authenticated;
            StartResponseMac(state, session, command, command.Data);
        }

        return StatusWord.Success;
    }

    /// <summary>END R-MAC SESSION, unwrapped: gives the R-MAC, and ends what BEGIN R-MAC SESSION began. GlobalPlatform 2.3.1 E.5.4, Amendment D 7.1.4.</summary>
    public static StatusWord EndRMac(CardState state, int channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        if (session.State != SecureChannelState.Open)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool isScp03 = session.Protocol == SecureChannelProtocol.Scp03;
        if (command.P1 != 0 || !(command.P2 == EndAndReturn || (command.P2 == ReturnOnly && !isScp03)))
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        // What EXTERNAL AUTHENTICATE asked for lasts as long as the session.
        bool isBegun = isScp03 ? session.Level != session.BaseLevel : session.ComputesResponseMac && (session.BaseLevel & SecurityLevel.ResponseMac) == 0;
        if (!isBegun && !(command.P2 == ReturnOnly && session.ComputesResponseMac))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (isScp03)
        {
            // The R-MAC that is asked for is that of this answer: Wrap adds it.
            session.Level = session.BaseLevel;
            return StatusWord.Success;
        }

        // E.4.5: this command is no part of the chain.
        session.AnswerLevel = SecurityLevel.None;
        if (!reply.TryWrite(session.ResponseChain.Slice(0, Scp02.MacLength)))
        {
            return StatusWord.WrongLength;
        }

        if (command.P2 == EndAndReturn)
        {
            session.ComputesResponseMac = false;
            session.Level &= ~SecurityLevel.ResponseMac;
        }

        return StatusWord.Success;
    }

    /// <summary>Deciphers secret data with the data encryption key, in place: GlobalPlatform 2.3.1 E.4.7, Amendment D 6.2.8. Nothing is unpadded.</summary>
    /// <remarks>SCP02: the session's key, in ECB mode, with implicit initiation in CBC mode. SCP03: the static key in CBC mode.</remarks>
    /// <returns>False when there is no session, or the data are no whole blocks; the session stays.</returns>
    public static bool TryDecrypt(CardState state, int channel, Span<byte> data) => TryCode(state, channel, data, encipher: false);

    /// <summary>Enciphers data as <see cref="TryDecrypt"/> deciphers them.</summary>
    /// <inheritdoc cref="TryDecrypt"/>
    public static bool TryEncrypt(CardState state, int channel, Span<byte> data) => TryCode(state, channel, data, encipher: true);

    /// <summary>Bytes of a block of the data encryption key's cipher: 8 or 16; 0 without a session.</summary>
    public static int DataBlockLength(CardState state, int channel)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        return session.State != SecureChannelState.Open ? 0 : session.Protocol == SecureChannelProtocol.Scp03 ? Block : DesBlock;
    }

    private static bool TryCode(CardState state, int channel, Span<byte> data, bool encipher)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        int block = DataBlockLength(state, channel);
        if (block == 0 || data.Length % block != 0)
        {
            return false;
        }

        KeySchedule key = state.KeyCache.Temporary;
        key.Expand(block == Block ? CipherAlgorithms.AesFor(session.KeyLength) : CipherAlgorithm.TripleDes2, session.DataKey, mayAllocate: false);
        DataEncryption.Code(key, isEcb: block == DesBlock && !IsImplicit(session), data, encipher);
        key.Clear();
        return true;
    }

    // Amendment D 7.1.3.1, 7.1.3.7: only more than there is, and no more than commands have.
    private static bool MayBegin(SecureChannelSession session, byte level)
    {
        var options = new Scp03Options(session.Options);
        SecurityLevel now = session.Level;
        if ((now & SecurityLevel.CommandMac) == 0 || (now & SecurityLevel.ResponseEncryption) != 0)
        {
            return false;
        }

        return level == AnswerMac
            ? options.HasResponseMac && (now & SecurityLevel.ResponseMac) == 0
            : options.HasResponseEncryption && (now & SecurityLevel.CommandEncryption) != 0;
    }
}
