using System;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.Tests.Robustness;

/// <summary>The parsers of GlobalPlatform formats.</summary>
internal sealed class GlobalPlatformParsers : IParserSource
{
    public void Register(ParserList parsers)
    {
        parsers.Register(nameof(InitializeUpdateResponse), ParseAnswer);
        parsers.Register(nameof(PutKeyData), ParseKeys);
        parsers.Register(nameof(KeyInformation), ParseInformation);
        parsers.Register(nameof(InstallData), source => ParseInstall(source, isLoad: false));
        parsers.Register(nameof(InstallData) + "Load", source => ParseInstall(source, isLoad: true));
        parsers.Register(nameof(DeleteData), ParseDelete);
        parsers.Register(nameof(StatusCriteria), ParseCriteria);
        parsers.Seed("07F0436172644F7008F0436172644F700108F0436172644F70010380C00011C90101EF0CC7020100C8020100CF0141D9010000");
        parsers.Seed("07F0436172644F7008A00000015100000014" + "000102030405060708090A0B0C0D0E0F10111213" + "06EF04C602010000");
        parsers.Seed("4F08F0436172644F7001B60342019E0400010203");
        parsers.Seed("4F05F0436172645C074F9F70C5C4CFCC");
        parsers.Seed("00010203040506070809000370A5874C57119B976BF94879E36F29E039000001");
        parsers.Seed("30881110000102030405060708090A0B0C0D0E0F033544E0A10455555555A00301000100");
        parsers.Seed("30FF8810000102030405060708090A0B0C0D0E0F033544E001180100");
        parsers.Seed("0202FF880010FF10000101000100");
    }

    private static void ParseInstall(ReadOnlySpan<byte> source, bool isLoad)
    {
        if (!InstallData.TryParse(isLoad, source, out InstallData data))
        {
            return;
        }

        ParserList.Touch(data.First);
        ParserList.Touch(data.Second);
        ParserList.Touch(data.Third);
        ParserList.Touch(data.Privileges);
        ParserList.Touch(data.Token);
        ParserList.Require(data.Signed.Length + data.Token.Length < source.Length, "the token has no length");
        if (!InstallParameters.TryParse(data.Parameters, out InstallParameters parameters))
        {
            return;
        }

        ParserList.Touch(parameters.ApplicationSpecific);
        ParserList.Touch(parameters.UiccSpecific);
        ParserList.Touch(parameters.ControlReference);
        if (SystemParameters.TryParse(parameters.SystemSpecific, out SystemParameters system))
        {
            ParserList.Touch(system.Services);
            ParserList.Touch(system.Restrictions);
            ParserList.Touch(system.Sim);
            ParserList.Require(system.HasChannels || system.Channels == 0, "channels that nobody gave");
        }
    }

    private static void ParseDelete(ReadOnlySpan<byte> source)
    {
        if (DeleteData.TryParse(source, out DeleteData data))
        {
            ParserList.Touch(data.Aid);
            ParserList.Touch(data.Token);
            ParserList.Touch(data.ControlReference);
            ParserList.Require(data.Signed.Length <= source.Length, "more is signed than there is");
        }
    }

    private static void ParseCriteria(ReadOnlySpan<byte> source)
    {
        if (StatusCriteria.TryParse(source, out StatusCriteria criteria))
        {
            ParserList.Touch(criteria.Aid);
            ParserList.Require(criteria.HasTagList || criteria.Wants(0x4F, byDefault: true), "without a list everything is wanted");
        }
    }

    private static void ParseAnswer(ReadOnlySpan<byte> source)
    {
        if (InitializeUpdateResponse.TryParse(source, out InitializeUpdateResponse response))
        {
            byte[] written = new byte[InitializeUpdateResponse.MaxLength];
            ParserList.Require(response.TryWrite(written, out int length) && source.SequenceEqual(written.AsSpan(0, length)), "written again it is another");
        }
    }

    private static void ParseKeys(ReadOnlySpan<byte> source)
    {
        if (!PutKeyData.TryParse(source, out PutKeyData keys))
        {
            return;
        }

        while (keys.TryRead(out KeyDataField field))
        {
            ParserList.Touch(field.CheckValue);
            ParserList.Touch(field.Usage);
            ParserList.Touch(field.Access);
            KeyComponentReader components = field.ReadComponents();
            while (components.TryRead(out KeyComponentBlock component))
            {
                if (component.TrySplit(16, out ReadOnlySpan<byte> enciphered, out int length))
                {
                    ParserList.Touch(enciphered);
                    ParserList.Require(length <= enciphered.Length, "more in clear than enciphered");
                }
            }
        }
    }

    private static void ParseInformation(ReadOnlySpan<byte> source)
    {
        if (KeyInformation.TryParse(source, out KeyInformation information))
        {
            while (information.TryRead(out _, out _))
            {
                ParserList.Touch(information.Remaining);
            }
        }
    }
}
