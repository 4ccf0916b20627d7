using System;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.SecuredPackets;

namespace CardOs.Tests.Robustness;

/// <summary>The parsers of secured packets and remote scripts.</summary>
internal sealed class PacketParsers : IParserSource
{
    public void Register(ParserList parsers)
    {
        parsers.Register("CommandPacket in a short message", source => ParseCommand(source, PacketForm.Sms));
        parsers.Register("CommandPacket on a stream", source => ParseCommand(source, PacketForm.Identified));
        parsers.Register("ResponsePacket in a short message", source => ParseResponse(source, PacketForm.Sms, UserDataHeaderRule.Required));
        parsers.Register("ResponsePacket without its header", source => ParseResponse(source, PacketForm.Sms, UserDataHeaderRule.Optional));
        parsers.Register("ResponsePacket on a stream", source => ParseResponse(source, PacketForm.Identified, UserDataHeaderRule.Required));
        parsers.Register(nameof(IdentificationPacket), ParseIdentification);
        parsers.Register(nameof(PacketStreamReader), ParseStream);
        parsers.Register(nameof(CompactScriptReader), ParseCompact);
        parsers.Register(nameof(CompactScriptResponse), ParseCompactResponse);
        parsers.Register(nameof(ExpandedScriptReader), ParseExpanded);
        parsers.Register(nameof(ExpandedScriptResponseReader), ParseExpandedResponse);
        parsers.Seed("0103021D1516191515B00000E0D9C19B43F7A26E90B164F3BA20");
        parsers.Seed("01171512191515B000000000000001001BBC8C1090EF736000A4");
        parsers.Seed("020F0AB0000000000000010000039000");
        parsers.Seed("03048002AABB");
        parsers.Seed("AE80220700A40004022FE28101818200830101220500B000000A0000");
    }

    private static void ParseCommand(ReadOnlySpan<byte> source, PacketForm form)
    {
        if (CommandPacket.TryParse(source, form, out CommandPacket packet))
        {
            _ = (packet.Spi, packet.Kic, packet.Kid, packet.Tar);
            ParserList.Require(packet.Header.Length + packet.Text.Length == source.Length, "header and text are not the packet");
            CommandText text = packet.ReadText();
            ParserList.Touch(text.Head);
            ParserList.Touch(text.Check);
            ParserList.Touch(text.PaddedData);
            ParserList.Touch(text.Data);
            ParserList.Require(text.Check.Length == packet.CheckLength, "the check has another length");
        }
    }

    private static void ParseResponse(ReadOnlySpan<byte> source, PacketForm form, UserDataHeaderRule rule)
    {
        if (ResponsePacket.TryParse(source, form, rule, out ResponsePacket packet))
        {
            _ = packet.Tar;
            ParserList.Require(packet.Header.Length + packet.Text.Length == source.Length, "header and text are not the packet");
            ResponseText text = packet.ReadText();
            ParserList.Touch(text.Head);
            ParserList.Touch(text.Check);
            ParserList.Touch(text.PaddedData);
            ParserList.Touch(text.Data);
        }
    }

    private static void ParseIdentification(ReadOnlySpan<byte> source)
    {
        if (IdentificationPacket.TryParse(source, out IdentificationPacket packet))
        {
            ParserList.Touch(packet.Data);
        }
    }

    private static void ParseStream(ReadOnlySpan<byte> source)
    {
        var reader = new PacketStreamReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> packet))
        {
            ParserList.Touch(packet);
        }
    }

    private static void ParseCompact(ReadOnlySpan<byte> source)
    {
        var reader = new CompactScriptReader(source);
        while (reader.TryPeek(out CompactCommandHeader header) && reader.TryTake(header.CarriesData, out CommandApdu command))
        {
            ParserList.Touch(command.Data);
        }
    }

    private static void ParseCompactResponse(ReadOnlySpan<byte> source)
    {
        if (CompactScriptResponse.TryParse(source, out CompactScriptResponse response))
        {
            ParserList.Touch(response.Data);
        }
    }

    private static void ParseExpanded(ReadOnlySpan<byte> source)
    {
        var reader = new ExpandedScriptReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }

        ParserList.Require(reader.IsAtEnd == (reader.Error == ScriptFormatError.None), "neither at the end nor wrong, or both");
    }

    private static void ParseExpandedResponse(ReadOnlySpan<byte> source)
    {
        var reader = new ExpandedScriptResponseReader(source);
        while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
        {
            ParserList.Touch(value);
        }

        ParserList.Require(reader.IsAtEnd == (reader.Error == ScriptFormatError.None), "neither at the end nor wrong, or both");
    }
}
