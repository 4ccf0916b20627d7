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
        parsers.Seed("00010203040506070809000370A5874C57119B976BF94879E36F29E039000001");
        parsers.Seed("30881110000102030405060708090A0B0C0D0E0F033544E0A10455555555A00301000100");
        parsers.Seed("30FF8810000102030405060708090A0B0C0D0E0F033544E001180100");
        parsers.Seed("0202FF880010FF10000101000100");
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
