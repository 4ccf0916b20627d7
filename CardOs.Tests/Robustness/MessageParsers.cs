using System;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Toolkit;

namespace CardOs.Tests.Robustness;

/// <summary>The parsers of short messages and of toolkit objects.</summary>
internal sealed class MessageParsers : IParserSource
{
    private const int MaxText = 512;

    public void Register(ParserList parsers)
    {
        parsers.Register(nameof(Address), ParseAddress);
        parsers.Register(nameof(UserDataHeader), ParseHeader);
        parsers.Register(nameof(ServiceCentreTime), source => ServiceCentreTime.TryRead(source, out _));
        parsers.Register(nameof(SmsDeliver), ParseDeliver);
        parsers.Register(nameof(SmsSubmit), ParseSubmit);
        parsers.Register(nameof(SmsDeliverReport), ParseDeliverReport);
        parsers.Register(nameof(SmsSubmitReport), ParseSubmitReport);
        parsers.Register(nameof(SmsStatusReport), ParseStatusReport);
        parsers.Register(nameof(SmsCommand), ParseCommand);
        parsers.Register(nameof(Envelope), ParseEnvelope);
        parsers.Register(nameof(ProactiveCommand), ParseProactive);
        parsers.Register(nameof(TerminalResponse), ParseResponse);
        parsers.Register(nameof(DialledNumber), ParseNumber);
        parsers.Register(nameof(AccessPointName), ParseAccessPoint);
        parsers.Register(nameof(TimerValue), source => TimerValue.TryRead(source, out _));
        parsers.Register(nameof(TransportLevel), source => TransportLevel.TryRead(source, out _));
        parsers.Seed("00077FF6050271000001");
        parsers.Seed("00D5077FF603027100");
        parsers.Seed("010752101021436500007FF6020102");
        parsers.Seed("D25E820283818C58" + new string('A', 2 * CellBroadcastPage.Length));
    }

    private static void ParseAddress(ReadOnlySpan<byte> source)
    {
        if (Address.TryRead(source, out Address address, out int consumed))
        {
            ParserList.Require(address.Encoded.Length == consumed, "the address is not what was consumed");
            Touch(address);
        }
    }

    private static void Touch(Address address)
    {
        Span<char> text = stackalloc char[MaxText];
        ParserList.Touch(address.Value);
        address.TryGetText(text, out _);
    }

    private static void ParseHeader(ReadOnlySpan<byte> source)
    {
        if (UserDataHeader.TryParse(source, out UserDataHeader header))
        {
            ParserList.Touch(header.Encoded);
            ParserList.Touch(header.Content);
            InformationElementReader reader = header.ReadElements();
            while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
            {
                ParserList.Touch(value);
            }

            ParserList.Require(!header.TryGetConcatenation(out Concatenation part) || part.Sequence <= part.Total, "no such part");
        }
    }

    private static void Touch(UserData userData)
    {
        Span<char> text = stackalloc char[MaxText];
        ParserList.Touch(userData.Bytes);
        userData.TryGetText(text, out _);
        if (userData.TryGetHeader(out UserDataHeader header))
        {
            ParserList.Touch(header.Content);
        }
    }

    private static void ParseDeliver(ReadOnlySpan<byte> source)
    {
        if (SmsDeliver.TryParse(source, out SmsDeliver message))
        {
            Touch(message.Originator);
            Touch(message.UserData);
            ParserList.Touch(message.EncodedTime);
        }
    }

    private static void ParseSubmit(ReadOnlySpan<byte> source)
    {
        if (SmsSubmit.TryParse(source, out SmsSubmit message))
        {
            Touch(message.Destination);
            Touch(message.UserData);
            message.ValidityPeriod.TryGetSeconds(out _);
            message.ValidityPeriod.TryGetTime(out _);
        }
    }

    private static void ParseDeliverReport(ReadOnlySpan<byte> source)
    {
        if (SmsDeliverReport.TryParse(source, isError: false, out SmsDeliverReport report))
        {
            Touch(report.Parameters.UserData);
        }

        if (SmsDeliverReport.TryParse(source, isError: true, out report))
        {
            Touch(report.Parameters.UserData);
        }
    }

    private static void ParseSubmitReport(ReadOnlySpan<byte> source)
    {
        if (SmsSubmitReport.TryParse(source, isError: false, out SmsSubmitReport report))
        {
            ParserList.Touch(report.Parameters.EncodedTime);
            Touch(report.Parameters.UserData);
        }
    }

    private static void ParseStatusReport(ReadOnlySpan<byte> source)
    {
        if (SmsStatusReport.TryParse(source, out SmsStatusReport report))
        {
            Touch(report.Recipient);
            ParserList.Touch(report.EncodedDischargeTime);
            Touch(report.Parameters.UserData);
        }
    }

    private static void ParseCommand(ReadOnlySpan<byte> source)
    {
        if (SmsCommand.TryParse(source, out SmsCommand command))
        {
            Touch(command.Destination);
            ParserList.Touch(command.Data);
        }
    }

    private static void ParseEnvelope(ReadOnlySpan<byte> source)
    {
        if (!Envelope.TryParse(source, out Envelope envelope))
        {
            return;
        }

        envelope.TryGetDevices(out _);
        envelope.TryGetEvent(out _);
        if (SmsPpDownload.TryParse(envelope, out SmsPpDownload download))
        {
            Touch(download.Message.UserData);
            ParseNumber(download.ServiceCentre.Encoded);
        }

        if (CellBroadcastPage.TryParse(envelope, out CellBroadcastPage page))
        {
            ParserList.Touch(page.Content);
        }
    }

    private static void ParseProactive(ReadOnlySpan<byte> source)
    {
        if (ProactiveCommand.TryParse(source, out ProactiveCommand command))
        {
            ComprehensionTlvReader reader = command.Read();
            while (reader.TryRead(out _, out ReadOnlySpan<byte> value))
            {
                ParserList.Touch(value);
            }

            ParserList.Require(reader.IsAtEnd, "an object is malformed");
        }
    }

    private static void ParseResponse(ReadOnlySpan<byte> source)
    {
        if (TerminalResponse.TryParse(source, out TerminalResponse response))
        {
            _ = response.Result;
            ParserList.Touch(response.AdditionalInformation);
        }
    }

    private static void ParseNumber(ReadOnlySpan<byte> source)
    {
        Span<char> text = stackalloc char[MaxText];
        new DialledNumber(source).TryGetDigits(text, out _);
    }

    private static void ParseAccessPoint(ReadOnlySpan<byte> source)
    {
        Span<char> text = stackalloc char[MaxText];
        AccessPointName.TryDecode(source, text, out _);
    }
}
