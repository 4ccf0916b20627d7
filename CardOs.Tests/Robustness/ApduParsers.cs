using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Uicc;

namespace CardOs.Tests.Robustness;

/// <summary>The parsers of APDUs, answers to reset and TLV structures.</summary>
internal sealed class ApduParsers : IParserSource
{
    private const BerTlvRules Everything = BerTlvRules.SkipFiller | BerTlvRules.IndefiniteLengths;

    public void Register(ParserList parsers)
    {
        parsers.Register(nameof(CommandApdu), ParseCommand);
        parsers.Register(nameof(ResponseApdu), ParseResponse);
        parsers.Register(nameof(AnswerToReset), ParseAnswerToReset);
        parsers.Register(nameof(ProtocolParametersSelection), ParseSelection);
        parsers.Register("BerTlv", source => WalkBer(source, BerTlvRules.Ber, 0));
        parsers.Register("BerTlv, strict", source => WalkBer(source, BerTlvRules.Der, 0));
        parsers.Register("BerTlv, filler and indefinite lengths", source => WalkBer(source, Everything, 0));
        parsers.Register("BerTlvDecoder.IsWellFormed", source => BerTlvDecoder.IsWellFormed(source, Everything));
        parsers.Register(nameof(ComprehensionTlvReader), ParseComprehension);
        parsers.Register(nameof(SimpleTlvReader), ParseSimple);
        parsers.Register(nameof(DgiReader), ParseDataGroups);
        parsers.Register(nameof(LvReader), ParseValues);
        parsers.Register(nameof(CompactTlvReader), ParseCompact);
        parsers.Register(nameof(AuthenticateCommandData), ParseAuthenticate);
        parsers.Register(nameof(AuthenticateResponse), ParseAuthenticateResponse);
        parsers.Seed("3B9F96801F878031E073FE211B674A357530350265F8");
        parsers.Seed("3B00");
        parsers.Seed("FF109679");
        parsers.Seed("FF719502031A");
        parsers.Seed("AE80AF80220500A40004000000C301018001010000");
    }

    private static void ParseCommand(ReadOnlySpan<byte> source)
    {
        if (CommandApdu.TryParse(source, out CommandApdu command))
        {
            ParserList.Touch(command.Data);
            ParserList.Require(command.EncodedLength == source.Length, "what was parsed has another length when written");
        }
    }

    private static void ParseResponse(ReadOnlySpan<byte> source)
    {
        if (ResponseApdu.TryParse(source, out ResponseApdu response))
        {
            ParserList.Touch(response.Data);
            _ = response.Status;
        }
    }

    private static void ParseAnswerToReset(ReadOnlySpan<byte> source)
    {
        if (!AnswerToReset.TryParse(source, out AnswerToReset answer))
        {
            return;
        }

        ParserList.Touch(answer.HistoricalBytes);
        ParserList.Require(answer.Offers(answer.FirstProtocol), "the first protocol is not offered");
        ParseCompact(answer.HistoricalObjects);
        for (int group = 0; group < 10; group++)
        {
            for (InterfaceByte kind = InterfaceByte.A; kind <= InterfaceByte.D; kind++)
            {
                answer.TryGetInterfaceByte(kind, group, out _);
            }
        }
    }

    private static void ParseSelection(ReadOnlySpan<byte> source)
    {
        if (ProtocolParametersSelection.TryParse(source, out ProtocolParametersSelection selection))
        {
            for (int number = 0; number < 5; number++)
            {
                selection.TryGetParameter(number, out _);
            }
        }
    }

    private static void WalkBer(ReadOnlySpan<byte> source, BerTlvRules rules, int depth)
    {
        var reader = new BerTlvReader(source, rules);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            ParserList.Require(tag.EncodedLength <= BerTag.MaxEncodedLength && tag.Number >= 0, "no such tag");
            ParserList.Require(value.Length < source.Length, "the value is as long as all there is");
            if (tag.IsConstructed && depth < BerTlvDecoder.DefaultMaxDepth)
            {
                WalkBer(value, rules, depth + 1);
            }
            else
            {
                ParserList.Touch(value);
            }
        }
    }

    private static void ParseComprehension(ReadOnlySpan<byte> source)
    {
        var reader = new ComprehensionTlvReader(source);
        while (reader.TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value))
        {
            ParserList.Require(tag.Value is > 0 and <= ComprehensionTag.MaxValue, "no such tag");
            ParserList.Touch(value);
        }
    }

    private static void ParseSimple(ReadOnlySpan<byte> source)
    {
        var reader = new SimpleTlvReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }
    }

    private static void ParseDataGroups(ReadOnlySpan<byte> source)
    {
        var reader = new DgiReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }
    }

    private static void ParseValues(ReadOnlySpan<byte> source)
    {
        var reader = new LvReader(source);
        while (reader.TryRead(out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }
    }

    private static void ParseCompact(ReadOnlySpan<byte> source)
    {
        var reader = new CompactTlvReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }
    }

    private static void ParseAuthenticate(ReadOnlySpan<byte> source)
    {
        if (AuthenticateCommandData.TryParse(source, out AuthenticateCommandData data))
        {
            ParserList.Touch(data.Challenge);
            ParserList.Touch(data.Token);
        }
    }

    private static void ParseAuthenticateResponse(ReadOnlySpan<byte> source)
    {
        if (AuthenticateResponse.TryParse(source, out AuthenticateResponse response))
        {
            ParserList.Touch(response.Result);
            ParserList.Touch(response.CipherKey);
            ParserList.Touch(response.IntegrityKey);
            ParserList.Touch(response.GsmCipherKey);
        }
    }
}
