using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Crypto;
using CardOs.Crypto.Ecies;
using CardOs.Files;
using CardOs.Memory;

namespace CardOs.Applications.Usim;

/// <summary>GET IDENTITY: the card conceals the subscription's identity for the home network. TS 31.102 7.5, TS 33.501 6.12.2.</summary>
/// <remarks>
/// <code>
/// 0    1   2    3             6                   8        9          10
/// +----+---+----+-------------+-------------------+--------+----------+---------------+
/// | A1 | L | 01 | MCC and MNC | routing indicator | scheme | key      | scheme output |
/// |    |   |    |             |                   |        | identif. |               |
/// +----+---+----+-------------+-------------------+--------+----------+---------------+
/// </code>
/// For an identity that is an IMSI. The scheme is the first of EF_SUCI_Calc_Info that the card has and that the file has a usable key for; the null
/// scheme when there is none, as the home network then gave no key.
/// </remarks>
internal static class IdentityCommand
{
    private const byte SuciContext = 0x01;
    private const int PrivacyService = 124;
    private const int CalculationService = 125;
    private const int IdentifierService = 130;
    private const ushort ImsiFile = 0x6F07;
    private const ushort AdministrativeData = 0x6FAD;
    private const ushort Directory5G = 0x5FC0;
    private const ushort RoutingIndicatorFile = 0x4F0A;
    private const ushort CalculationDirectory = 0x5FD0;
    private const ushort CalculationFile = 0x4F01;
    private const uint SuciTag = 0xA1;
    private const byte ImsiIdentity = 0x01;
    private const int RoutingOffset = 1 + SubscriptionIdentity.NetworkLength;
    private const int SchemeOffset = RoutingOffset + RoutingLength;
    private const int KeyOffset = SchemeOffset + 1;
    private const int OutputOffset = KeyOffset + 1;
    private const int RoutingLength = 2;
    private const int MaxLength = OutputOffset + KeyAgreement.MaxPublicKeyLength + SubscriptionIdentity.MaxNumberLength + EciesScheme.MacLength;

    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.P1 != 0 || command.P2 != SuciContext)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        StatusWord status = UsimApplication.Find(state, out UsimApplication application);
        if (status != StatusWord.Success)
        {
            return status;
        }

        // An identity that is no IMSI is one that this card does not conceal.
        if (application.IsIsim || !application.HasService(PrivacyService) || !application.HasService(CalculationService) || application.HasService(IdentifierService))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!SubscriptionIdentity.TryParse(application.Read(application.Directory, ImsiFile), NetworkDigits(application), out SubscriptionIdentity identity))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        Span<byte> value = stackalloc byte[MaxLength];
        value[0] = ImsiIdentity;
        identity.WriteNetwork(value.Slice(1));
        WriteRoutingIndicator(application, value.Slice(RoutingOffset, RoutingLength));
        Span<byte> input = stackalloc byte[SubscriptionIdentity.MaxNumberLength];
        input = input.Slice(0, identity.NumberLength);
        identity.WriteNumber(input);
        value = value.Slice(0, OutputOffset + Conceal(state, application, input, value));
        var writer = new BerTlvWriter(reply.Free);
        if (!writer.TryWrite(SuciTag, value))
        {
            return StatusWord.WrongLength;
        }

        reply.Advance(writer.Length);
        return StatusWord.Success;
    }

    // Writes scheme, key identifier and scheme output; gives the length of the output.
    private static int Conceal(CardState state, UsimApplication application, ReadOnlySpan<byte> input, Span<byte> value)
    {
        Span<byte> output = value.Slice(OutputOffset);
        NvAddress directory = FileSystem.FindChild(state, application.Directory, CalculationDirectory);
        bool hasInformation = SuciCalculationInformation.TryParse(application.Read(directory, CalculationFile), out SuciCalculationInformation information);
        for (int i = 0; hasInformation && i < information.Count && information.SchemeAt(i) != ProtectionScheme.Null; i++)
        {
            ProtectionScheme scheme = information.SchemeAt(i);
            if (scheme is ProtectionScheme.ProfileA or ProtectionScheme.ProfileB
                && information.TryFindKey(i, out byte identifier, out ReadOnlySpan<byte> key)
                && TryProtect(state, scheme, key, input, output))
            {
                value[SchemeOffset] = (byte)scheme;
                value[KeyOffset] = identifier;
                return EciesScheme.OutputLength(scheme, input.Length);
            }
        }

        value[SchemeOffset] = (byte)ProtectionScheme.Null;
        value[KeyOffset] = 0;
        input.CopyTo(output);
        return input.Length;
    }

    private static bool TryProtect(CardState state, ProtectionScheme scheme, ReadOnlySpan<byte> networkKey, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> ephemeral = stackalloc byte[KeyAgreement.PrivateKeyLength];
        do
        {
            CardRandom.Fill(state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), ephemeral);
        }
        while (!KeyAgreement.IsPrivateKey(scheme, ephemeral));

        bool isProtected = EciesScheme.TryProtect(scheme, state.KeyCache.Temporary, ephemeral, networkKey, input, output);
        ephemeral.Clear();
        return isProtected;
    }

    // One digit 0 where the card has no indicator: TS 24.501 9.11.3.4.
    private static void WriteRoutingIndicator(UsimApplication application, Span<byte> destination)
    {
        ReadOnlySpan<byte> file = application.TryFindFile(application.Directory, Directory5G, out FileHeader directory)
            ? application.Read(directory.Address, RoutingIndicatorFile)
            : default;
        destination[0] = 0xF0;
        destination[1] = 0xFF;
        if (file.Length >= RoutingLength && (file[0] & 0x0F) != 0x0F)
        {
            file.Slice(0, RoutingLength).CopyTo(destination);
        }
    }

    // EF_AD, byte 4: TS 31.102 4.2.18.
    private static int NetworkDigits(UsimApplication application)
    {
        const int LengthOffset = 3;
        ReadOnlySpan<byte> data = application.Read(application.Directory, AdministrativeData);
        return data.Length > LengthOffset && (data[LengthOffset] & 0x0F) == 3 ? 3 : 2;
    }
}
