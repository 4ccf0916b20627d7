using System;
using CardOs.Apdu;
using CardOs.Apdu.Uicc;
using CardOs.Crypto.Authentication;
using CardOs.Keys;

namespace CardOs.Applications.Usim;

/// <summary>AUTHENTICATE: TS 31.102 7.1, TS 31.103 7.1.</summary>
/// <remarks>Parameters, the length where the context alone decides it, the application, its PIN, the context, the data, MAC, SQN: each check in front of the next.</remarks>
internal static class AuthenticateCommand
{
    private const byte Specific = 0b1000_0000;
    private const byte ContextMask = 0b0000_0111;
    private const int CipherKeyService = 27;
    private const int GsmContextService = 38;
    private const int ChallengeFieldLength = 1 + GsmAuthentication.ChallengeLength;

    /// <summary>Answers for the application that is selected on the channel in progress.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        var context = (AuthenticationContext)(command.P2 & ContextMask);
        if (command.P1 != 0 || (command.P2 & ~ContextMask) != Specific || !IsDefined(context))
        {
            return StatusWord.IncorrectParameters;
        }

        ReadOnlySpan<byte> data = command.Data;
        if (!IsPossibleLength(context, data.Length))
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = UsimApplication.Find(state, out UsimApplication application);
        if (status != StatusWord.Success)
        {
            return status;
        }

        return context switch
        {
            AuthenticationContext.Gsm => AuthenticateGsm(state, application, data, ref reply),
            AuthenticationContext.Mutual => AuthenticateMutually(state, application, data, ref reply),
            AuthenticationContext.Bootstrapping => Bootstrapping.Handle(state, application, data, ref reply),
            _ => StatusWord.SecurityContextNotSupported,
        };
    }

    /// <summary>RAND and AUTN, as long as the key has them.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> source, in AuthenticationParameters parameters, out AuthenticateCommandData data) =>
        AuthenticateCommandData.TryParse(source, out data)
        && data.Challenge.Length == AuthenticationFunctions.ChallengeLength
        && data.Token.Length == MutualAuthentication.TokenLength(parameters);

    /// <summary>A tag and AUTS.</summary>
    internal static StatusWord WriteSynchronisationFailure(scoped ReadOnlySpan<byte> token, ref ResponseWriter reply) =>
        reply.TryWrite((byte)AuthenticateOutcome.SynchronisationFailure) && TryWriteField(token, ref reply) ? StatusWord.Success : StatusWord.WrongLength;

    /// <summary>A length and the bytes.</summary>
    internal static bool TryWriteField(scoped ReadOnlySpan<byte> value, ref ResponseWriter reply) => reply.TryWrite((byte)value.Length) && reply.TryWrite(value);

    private static StatusWord AuthenticateGsm(CardState state, scoped UsimApplication application, scoped ReadOnlySpan<byte> data, ref ResponseWriter reply)
    {
        if (application.IsIsim || !application.HasService(GsmContextService))
        {
            return StatusWord.SecurityContextNotSupported;
        }

        if (data[0] != GsmAuthentication.ChallengeLength)
        {
            return StatusWord.WrongLength;
        }

        Span<byte> result = stackalloc byte[GsmAuthentication.ResultLength];
        GsmAuthentication.Run(state, application.Key, data.Slice(1), result);
        return TryWriteField(result.Slice(0, GsmConversion.ResultLength), ref reply) && TryWriteField(result.Slice(GsmConversion.ResultLength), ref reply)
            ? StatusWord.Success
            : StatusWord.WrongLength;
    }

    private static StatusWord AuthenticateMutually(CardState state, scoped UsimApplication application, scoped ReadOnlySpan<byte> source, ref ResponseWriter reply)
    {
        var key = new AuthenticationKey(state.NonVolatile, application.Key);
        AuthenticationParameters parameters = key.Parameters(state.KeyCache);
        if (!parameters.HasMutualAuthentication)
        {
            return StatusWord.SecurityContextNotSupported;
        }

        if (!TryParse(source, parameters, out AuthenticateCommandData data))
        {
            return StatusWord.WrongLength;
        }

        Span<byte> buffer = stackalloc byte[AuthenticationKeys.MaxLength];
        Span<byte> token = stackalloc byte[MutualAuthentication.MaxResynchronisationTokenLength];
        token = token.Slice(0, MutualAuthentication.ResynchronisationTokenLength(parameters));
        var keys = new AuthenticationKeys(buffer, parameters);
        StatusWord status = MutualAuthentication.Run(
            state, key, parameters, data.Challenge, data.Token, isBootstrapping: false, keys, token, out bool isFresh);
        if (status == StatusWord.Success)
        {
            status = isFresh ? WriteKeys(application, keys, ref reply) : WriteSynchronisationFailure(token, ref reply);
        }

        keys.All.Clear();
        return status;
    }

    private static StatusWord WriteKeys(scoped UsimApplication application, scoped AuthenticationKeys keys, ref ResponseWriter reply)
    {
        bool isWritten = reply.TryWrite((byte)AuthenticateOutcome.Success)
            && TryWriteField(keys.Response, ref reply)
            && TryWriteField(keys.CipherKey, ref reply)
            && TryWriteField(keys.IntegrityKey, ref reply);
        if (isWritten && !application.IsIsim && application.HasService(CipherKeyService))
        {
            Span<byte> kc = stackalloc byte[GsmConversion.CipherKeyLength];
            GsmConversion.FoldKeys(keys.CipherKey, keys.IntegrityKey, kc);
            isWritten = TryWriteField(kc, ref reply);
            kc.Clear();
        }

        return isWritten ? StatusWord.Success : StatusWord.WrongLength;
    }

    private static bool IsDefined(AuthenticationContext context) =>
        context is AuthenticationContext.Gsm or AuthenticationContext.Mutual or AuthenticationContext.GroupCall
            or AuthenticationContext.Bootstrapping or AuthenticationContext.Multicast or AuthenticationContext.LocalKey;

    // How long AUTN is depends on the key: that is seen later.
    private static bool IsPossibleLength(AuthenticationContext context, int length) => context switch
    {
        AuthenticationContext.Gsm => length == ChallengeFieldLength,
        AuthenticationContext.Mutual => length > ChallengeFieldLength,
        _ => length != 0,
    };
}
