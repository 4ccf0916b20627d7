using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Uicc;
using CardOs.Crypto.Authentication;
using CardOs.Files;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>The GBA context of AUTHENTICATE: bootstrapping and the derivation of keys for applications, TS 33.220 annex G.</summary>
/// <remarks>
/// <code>
/// +----+----+------+----+------+     +----+---+--------+---+------+
/// | DD | 10 | RAND | 10 | AUTN |     | DE | L | NAF_ID | L | IMPI |
/// +----+----+------+----+------+     +----+---+--------+---+------+
/// EF_GBABP: L RAND, L B-TID, L key lifetime
/// </code>
/// </remarks>
internal static class Bootstrapping
{
    private const byte BootstrappingMode = 0xDD;
    private const byte DerivationMode = 0xDE;
    private const int UsimService = 68;
    private const int IsimService = 2;
    private const ushort UsimParameters = 0x6FD6;
    private const ushort IsimParameters = 0x6FD5;
    private const ulong Done = 1;

    public static StatusWord Handle(CardState state, scoped UsimApplication application, scoped ReadOnlySpan<byte> data, ref ResponseWriter reply)
    {
        var key = new AuthenticationKey(state.NonVolatile, application.Key);
        AuthenticationParameters parameters = key.Parameters(state.KeyCache);
        if (!parameters.HasMutualAuthentication || !application.HasService(application.IsIsim ? IsimService : UsimService))
        {
            return StatusWord.SecurityContextNotSupported;
        }

        ReadOnlySpan<byte> fields = data.Slice(1);
        return data[0] switch
        {
            BootstrappingMode => Bootstrap(state, application, key, parameters, fields, ref reply),
            DerivationMode => Derive(state, application, key, fields, ref reply),
            _ => StatusWord.SecurityContextNotSupported,
        };
    }

    private static StatusWord Bootstrap(
        CardState state, scoped UsimApplication application, scoped AuthenticationKey key, scoped in AuthenticationParameters parameters, scoped ReadOnlySpan<byte> fields, ref ResponseWriter reply)
    {
        if (!AuthenticateCommand.TryParse(fields, parameters, out AuthenticateCommandData data))
        {
            return StatusWord.WrongLength;
        }

        Span<byte> buffer = stackalloc byte[AuthenticationKeys.MaxLength];
        Span<byte> token = stackalloc byte[MutualAuthentication.MaxResynchronisationTokenLength];
        token = token.Slice(0, MutualAuthentication.ResynchronisationTokenLength(parameters));
        var keys = new AuthenticationKeys(buffer, parameters);
        StatusWord status = MutualAuthentication.Run(state, key, parameters, data.Challenge, data.Token, isBootstrapping: true, keys, token, out bool isFresh);
        if (status == StatusWord.Success && !isFresh)
        {
            status = AuthenticateCommand.WriteSynchronisationFailure(token, ref reply);
        }
        else if (status == StatusWord.Success)
        {
            status = !TryStore(state, application, key, keys.BothKeys, data.Challenge) ? StatusWord.MemoryProblem
                : reply.TryWrite((byte)AuthenticateOutcome.Success) && AuthenticateCommand.TryWriteField(keys.Response, ref reply) ? StatusWord.Success
                : StatusWord.WrongLength;
        }

        keys.All.Clear();
        return status;
    }

    // Ks, RAND and the file change together; the terminal adds B-TID and lifetime to the file.
    private static bool TryStore(CardState state, UsimApplication application, AuthenticationKey key, ReadOnlySpan<byte> ks, ReadOnlySpan<byte> rand)
    {
        Journal journal = state.NonVolatile.Journal;
        using Transaction transaction = journal.Begin();
        return journal.TryWrite(key.Address + AuthenticationKey.SharedKeyOffset, ks)
            && journal.TryWrite(key.Address + AuthenticationKey.ChallengeOffset, rand)
            && journal.TryWriteUInt64(key.Address + AuthenticationKey.BootstrappedOffset, Done)
            && TryWriteParameters(state, application, rand)
            && transaction.Commit();
    }

    private static bool TryWriteParameters(CardState state, UsimApplication application, ReadOnlySpan<byte> rand)
    {
        const int Length = 1 + AuthenticationFunctions.ChallengeLength + 2;
        ushort fid = application.IsIsim ? IsimParameters : UsimParameters;
        if (!application.TryFindFile(application.Directory, fid, out FileHeader file) || !file.Descriptor.IsTransparent || file.Size < Length)
        {
            return true;
        }

        // No B-TID and no lifetime yet: those in the file were of another Ks.
        Span<byte> contents = stackalloc byte[Length];
        contents.Clear();
        contents[0] = AuthenticationFunctions.ChallengeLength;
        rand.CopyTo(contents.Slice(1));
        return state.NonVolatile.Journal.TryWrite(file.Body, contents);
    }

    private static StatusWord Derive(CardState state, scoped UsimApplication application, scoped AuthenticationKey key, scoped ReadOnlySpan<byte> fields, ref ResponseWriter reply)
    {
        var reader = new LvReader(fields);
        if (!reader.TryRead(out ReadOnlySpan<byte> nafId) || !reader.TryRead(out ReadOnlySpan<byte> privateIdentity) || !reader.IsAtEnd || nafId.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        if (!key.IsBootstrapped)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        StatusWord status = NafList.Remember(state, application, key, nafId, TransactionIdentifier(application));
        if (status != StatusWord.Success)
        {
            return status;
        }

        Span<byte> derived = stackalloc byte[NafKeys.Length];
        NafKeys.Derive(key.SharedKey, NafKeys.External, key.Challenge, privateIdentity, nafId, derived);
        bool isWritten = reply.TryWrite((byte)AuthenticateOutcome.Success) && AuthenticateCommand.TryWriteField(derived, ref reply);
        derived.Clear();
        return isWritten ? StatusWord.Success : StatusWord.WrongLength;
    }

    // B-TID, as the terminal left it in the file; none when it did not.
    private static ReadOnlySpan<byte> TransactionIdentifier(UsimApplication application)
    {
        var reader = new LvReader(application.Read(application.Directory, application.IsIsim ? IsimParameters : UsimParameters));
        return reader.TryRead(out _) && reader.TryRead(out ReadOnlySpan<byte> identifier) ? identifier : default;
    }
}
